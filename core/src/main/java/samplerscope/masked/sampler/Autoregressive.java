package samplerscope.masked.sampler;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.masked.Decoding;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.NextTokenModel;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;
import samplerscope.registry.Parameter;

/// Writes from left to right what the autoregressive model beside the masked one says comes next: what masked samplers are
/// compared with, and what {@link Guided} asks whether it agrees.
///
/// The masked model is never asked; passes are those of the other, one a token, which looks at nothing behind the token, at
/// given ones neither. It keeps what it has read, so that a pass computes the positions since the last one.
///
/// @param temperature `T >= 0`
/// @param end         token after which the rest is filled with it; -1 for none
public record Autoregressive(double temperature, int end) implements MaskedSampler {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("autoregressive", "Autoregressive",
        "the chain rule, as language models are decoded; asks the autoregressive model beside the masked one",
        List.of(TokenChoice.parameter(1), Parameter.whole("end", "end of text",
            "token after which the rest is filled with it; -1 for none", -1, -1, 1 << 24)),
        s -> new Autoregressive(s.number(TokenChoice.ID), s.whole("end")));

    public Autoregressive {
        Checked.range(TokenChoice.ID, temperature, 0, 10);
        Checked.atLeast("end", end, -1);
    }

    @Override
    public boolean drawsAsItSays() {
        return temperature == 1;
    }

    /// @throws samplerscope.masked.UnsuitableModelException for a model without an autoregressive twin
    @Override
    public Decoding begin(int[] start, Passes model, Streams random) {
        return new Run(new Sheet(start, model), NextTokenModel.needed("Autoregressive decoding", model.model()), random);
    }

    private final class Run extends SheetDecoding {
        private final NextTokenModel twin;
        private final Streams random;
        private final TokenChoice choice = new TokenChoice(temperature);
        private int read;

        Run(Sheet sheet, NextTokenModel twin, Streams random) {
            super(sheet);
            this.twin = twin;
            this.random = random;
        }

        @Override
        UnmaskStep next() {
            int position = sheet.masked()[0];
            double[] law = sheet.model().next(twin, sheet.state(), position, StrictMath.max(1, position - read));
            read = position;
            int token = choice.choose(new Prediction(law.length, law), 0, random.tokens());
            sheet.write(position, token, law[token]);
            if (token == end) {
                for (int i : sheet.masked()) {
                    sheet.write(i, end, 1);
                }
            }
            return sheet.told(0, Optional.empty(), Sheet.view("p(token | tokens before)", new int[] {position}, _ -> law[token]),
                Map.of());
        }
    }
}
