package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.masked.Decoding;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.Ranking;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// Fixed counts in the order of a score, which a rule may cut short.
///
/// @param order       score of positions
/// @param counts      written in each step
/// @param temperature of the tokens, those of an exit too
public record ExitingBase(Certainty order, StepCounts counts, double temperature) {

    static final List<Parameter> PARAMETERS = List.of(Certainty.parameter(), StepCounts.STEPS, StepCounts.BLOCK,
        TokenChoice.parameter(0));

    public ExitingBase {
        Checked.range(TokenChoice.ID, temperature, 0, 10);
    }

    static ExitingBase of(Settings s) {
        return new ExitingBase(Certainty.named(s.word(Certainty.ID)), new StepCounts(s.whole("steps"), s.whole("block")),
            s.number(TokenChoice.ID));
    }

    Decoding begin(ExitRule rule, int[] start, Passes model, Streams random) {
        var sheet = new Sheet(start, model);
        counts.check(sheet.toWrite());
        return new Run(sheet, rule.begin(sheet.state(), model.model().visible()), random);
    }

    private final class Run extends SheetDecoding {
        private final ExitRule.Watch watch;
        private final Streams random;
        private final TokenChoice choice = new TokenChoice(temperature);
        private int block = -1;
        private int inBlock;
        private int maskedAtFirst;

        Run(Sheet sheet, ExitRule.Watch watch, Streams random) {
            super(sheet);
            this.watch = watch;
            this.random = random;
        }

        @Override
        UnmaskStep next() {
            Prediction now = sheet.evaluate();
            int[] eligible = eligible();
            int[] masked = sheet.masked();
            var moment = new ExitRule.Moment(sheet.state(), masked, now, sheet.index(), counts.total(sheet.toWrite()));
            ExitRule.Decision decision = watch.ask(moment);
            int[] chosen = decision.exit() ? masked
                : Ranking.top(eligible, counts.at(maskedAtFirst, inBlock, sheet.toWrite()), i -> order.of(now, i));
            Arrays.stream(chosen).sorted().forEach(i -> {
                int token = choice.choose(now, i, random.tokens());
                sheet.write(i, token, now.p(i, token));
            });
            var scalars = new HashMap<>(decision.scalars());
            scalars.put("exit", decision.exit() ? 1.0 : 0.0);
            return sheet.told(block, Optional.of(now), new UnmaskStep.RuleView(order.label(),
                Arrays.stream(masked).boxed().toList(), Sheet.numbers(masked, i -> order.of(now, i)), Optional.empty(),
                Map.of("logit margin", Sheet.numbers(masked, moment::margin))), scalars);
        }

        private int[] eligible() {
            int number = sheet.block(counts.block());
            int[] eligible = sheet.maskedIn(number, counts.block());
            inBlock++;
            if (number != block) {
                block = number;
                inBlock = 0;
                maskedAtFirst = eligible.length;
            }
            return eligible;
        }
    }
}
