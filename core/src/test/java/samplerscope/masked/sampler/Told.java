package samplerscope.masked.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import samplerscope.masked.Decoding;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.Visible;

/// Whole decodings, for tests.
final class Told {

    private Told() {}

    static List<UnmaskStep> by(MaskedSampler sampler, MaskPredictor model, int[] start, long seed) {
        Decoding decoding = sampler.begin(start, new Passes(model), Streams.of(seed, 0));
        var steps = new ArrayList<UnmaskStep>();
        while (!decoding.isDone()) {
            steps.add(decoding.step());
        }
        return steps;
    }

    static int[] tokens(MaskedSampler sampler, MaskPredictor model, int[] start, long seed) {
        return by(sampler, model, start, seed).getLast().state();
    }

    /// Positions written in a step.
    static List<Integer> positions(UnmaskStep step) {
        return step.committed().stream().map(UnmaskStep.Commit::position).toList();
    }

    /// A model that answers by a table of rows that does not depend on the state.
    static MaskPredictor constant(Visible visible, double[][] rows) {
        return changing(visible, rows.length, _ -> rows);
    }

    /// A model whose rows are a function of the state, as an array of positions by tokens.
    static MaskPredictor changing(Visible visible, int length, Function<int[], double[][]> rows) {
        return new MaskPredictor() {
            @Override
            public int length() {
                return length;
            }

            @Override
            public int vocabulary() {
                return rows.apply(new int[length])[0].length;
            }

            @Override
            public Visible visible() {
                return visible;
            }

            @Override
            public List<Prediction> evaluate(List<int[]> states) {
                return states.stream().map(x -> {
                    double[][] p = rows.apply(x);
                    var flat = new double[length * p[0].length];
                    for (int i = 0; i < flat.length; i++) {
                        flat[i] = p[i / p[0].length][i % p[0].length];
                    }
                    return new Prediction(p[0].length, flat);
                }).toList();
            }
        };
    }
}
