package samplerscope.masked.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.masked.Canvas;
import samplerscope.masked.Course;
import samplerscope.masked.Decoding;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Move;
import samplerscope.masked.Passes;
import samplerscope.masked.Plan;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Prediction;
import samplerscope.masked.Ranking;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.UnsuitableModelException;
import samplerscope.registry.Parameter;

/// Lets the tokens of one step see each other as well as a small head would: token by token, from
/// `rho p(. | x and what was drawn in this step) + (1 - rho) p(. | x)`.
///
/// The stand-in of a trained head on worlds whose law is known: `rho = 1` is a perfect head and draws from the law, `rho =
/// 0` is plain parallel decoding. The head's answers are knowledge and not passes; they are told as `head passes`.
///
/// Source: Bansal & Sanghavi 2025, arXiv:2509.22738, which trains a one-layer head; the mixture is ours.
///
/// @param perStep positions of a step
/// @param rho     quality of the head, in [0, 1]
/// @param entropy whether the least uncertain position comes next, as published; otherwise `perStep` random ones in
///                ascending order
public record Adjust(int perStep, double rho, boolean entropy) implements PlannedSampler {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("adjust", "Approximate joint sampling",
        "Bansal & Sanghavi 2025, arXiv:2509.22738, Enabling Approximate Joint Sampling in Diffusion LMs",
        List.of(Parameter.whole("per-step", "per step", "tokens of a step", 4, 1, 1 << 20),
            Parameter.real("rho", "rho", "quality of the head: 0 sees nothing, 1 is exact", 0.9, 0, 1),
            Parameter.oneOf("order", "order", "which position comes next", "entropy", "random")),
        s -> new Adjust(s.whole("per-step"), s.number("rho"), s.word("order").equals("entropy")));

    public Adjust {
        Checked.atLeast("per-step", perStep, 1);
        Checked.share("rho", rho);
    }

    /// @throws UnsuitableModelException for a model whose law is not known
    @Override
    public Decoding begin(int[] start, Passes model, Streams random) {
        if (!(model.model() instanceof MaskedWorld)) {
            throw new UnsuitableModelException("The stand-in for joint sampling", "a law that is known",
                "choose an exact world");
        }
        return PlannedSampler.super.begin(start, model, random);
    }

    @Override
    public Course<?> course(int[] start, MaskPredictor model, Streams random) {
        return new Steps(Canvas.masked(start));
    }

    /// @param headPasses so far
    private record Spent(int headPasses) {}

    private final class Steps implements Course<Spent> {
        private final int toWrite;

        Steps(int toWrite) {
            this.toWrite = toWrite;
        }

        @Override
        public Spent opening() {
            return new Spent(0);
        }

        @Override
        public boolean isDone(int[] state, Spent spent) {
            return Canvas.masked(state) == 0;
        }

        @Override
        public Plan<Spent> plan(int[] state, Spent spent, Passes model) {
            Prediction base = model.evaluate(state);
            int[] masked = Canvas.maskedPositions(state);
            int count = StrictMath.min(perStep, masked.length);
            int head = spent.headPasses() + count - 1;
            return new Plan<>(new Joint(model.model(), base, count),
                new Plan.Account(1 - (double) masked.length / toWrite, 0, Optional.of(base),
                    Optional.of(Sheet.view("-entropy", masked, i -> -base.entropy(i))),
                    Map.of("rho", rho, "head passes", (double) head)), _ -> new Spent(head));
        }
    }

    /// Token by token, each from what a head of quality `rho` says after those before it.
    private final class Joint implements Move {
        private final MaskPredictor exact;
        private final Prediction base;
        private final int count;

        Joint(MaskPredictor exact, Prediction base, int count) {
            this.exact = exact;
            this.base = base;
            this.count = count;
        }

        @Override
        public Outcome draw(int[] state, Streams random) {
            int[] planned = entropy ? new int[count] : lot(state).draw(random.positions());
            int[] after = state.clone();
            var committed = new ArrayList<UnmaskStep.Commit>();
            Prediction now = base;
            for (int k = 0; k < count; k++) {
                int i = entropy ? surest(now, after) : planned[k];
                after[i] = TokenChoice.drawn(now.at(i), random.tokens().nextDouble());
                committed.add(new UnmaskStep.Commit(i, after[i], now.p(i, after[i])));
                now = k + 1 < count ? head(after) : now;
            }
            committed.sort(Comparator.comparingInt(UnmaskStep.Commit::position));
            return new Outcome(after, committed, List.of());
        }

        @Override
        public void outcomes(int[] state, Sink sink) {
            if (entropy) {
                write(state.clone(), new int[count], 0, base, 1, sink);
            } else {
                lot(state).forEach((planned, probability) -> write(state.clone(), planned, 0, base, probability, sink));
            }
        }

        private void write(int[] state, int[] planned, int k, Prediction now, double probability, Sink sink) {
            if (k == count) {
                sink.add(state, probability);
                return;
            }
            int i = entropy ? surest(now, state) : planned[k];
            for (int v = 0; v < now.vocabulary(); v++) {
                if (now.p(i, v) > 0) {
                    state[i] = v;
                    write(state, planned, k + 1, k + 1 < count ? head(state) : now, probability * now.p(i, v), sink);
                }
            }
            state[i] = Canvas.MASK;
        }

        private Selection lot(int[] state) {
            return Selection.Lot.uniform(Canvas.maskedPositions(state), count);
        }

        private int surest(Prediction now, int[] state) {
            return Ranking.top(Canvas.maskedPositions(state), 1, j -> -now.entropy(j))[0];
        }

        private Prediction head(int[] state) {
            if (rho == 0) {
                return base;
            }
            double[] p = exact.evaluate(List.of(state.clone())).getFirst().p();
            var mixed = new double[p.length];
            Arrays.setAll(mixed, j -> rho * p[j] + (1 - rho) * base.p()[j]);
            return new Prediction(base.vocabulary(), mixed);
        }
    }
}
