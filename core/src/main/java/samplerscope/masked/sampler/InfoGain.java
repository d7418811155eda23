package samplerscope.masked.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import samplerscope.masked.Canvas;
import samplerscope.masked.Decoding;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.Ranking;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;
import samplerscope.registry.Parameter;

/// Tries several sets of positions in one batch and writes the one after which the rest is least uncertain.
///
/// An action `a` is a set of `perStep` positions with tokens. It maximises `J = IG - C`, with the cost
/// `C = sum_a H_i(x)` and the gain `IG = -(1/|M'|) sum_M' H_i(x + a)` over what stays hidden. The first candidate is the
/// most confident; the others are drawn, the `perStep` largest of `confidence / spread + Gumbel`. The answer for the
/// winner is the prediction of the next step, so that each written set costs one pass. Where every hidden position of a
/// block is at least `bypass` sure, the block is filled at once.
///
/// Source: Yang et al. 2026, arXiv:2602.18176.
///
/// @param candidates  tried in a step, rows of a pass
/// @param spread      temperature of the choice of positions; 0 leaves the most confident only
/// @param bypass      confidence from which a whole block is filled, in [0, 1]
/// @param perStep     positions of an action
/// @param block       positions of a block; 0 for the whole canvas
/// @param gainOnly    whether to leave out the cost
/// @param temperature of the tokens
public record InfoGain(int candidates, double spread, double bypass, int perStep, int block, boolean gainOnly,
                       double temperature) implements MaskedSampler {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("info-gain", "Info-Gain",
        "Yang et al. 2026, arXiv:2602.18176, Improving Sampling for Masked Diffusion Models via Information Gain",
        List.of(Parameter.whole("candidates", "candidates", "actions tried in one pass", 8, 1, 1 << 16),
            Parameter.real("spread", "spread", "temperature of the choice of positions", 0.2, 0, 100),
            Parameter.real("bypass", "bypass", "confidence from which a whole block is filled at once", 0.8, 0, 1),
            Parameter.whole("per-step", "per step", "positions of an action", 1, 1, 1 << 20),
            Parameter.whole("block", "block", "positions of a block; 0 for the whole canvas", 32, 0, 1 << 20),
            Parameter.oneOf("objective", "objective", "gain less cost, or gain only", "gain-cost", "gain"),
            TokenChoice.parameter(0)),
        s -> new InfoGain(s.whole("candidates"), s.number("spread"), s.number("bypass"), s.whole("per-step"),
            s.whole("block"), s.word("objective").equals("gain"), s.number(TokenChoice.ID)));

    /// Added to the number of hidden positions, as in the authors' code.
    private static final double TINY = 1e-10;

    public InfoGain {
        Checked.atLeast("candidates", candidates, 1);
        Checked.atLeast("spread", spread, 0);
        Checked.share("bypass", bypass);
        Checked.atLeast("per-step", perStep, 1);
        Checked.atLeast("block", block, 0);
        Checked.range(TokenChoice.ID, temperature, 0, 10);
    }

    /// Candidates are compared after their tokens are drawn.
    @Override
    public boolean drawsAsItSays() {
        return false;
    }

    @Override
    public Decoding begin(int[] start, Passes model, Streams random) {
        Checked.fits("per-step", perStep, model.model().length());
        return new Run(new Sheet(start, model), random);
    }

    /// Positions with tokens, both in the order of positions.
    private record Action(int[] positions, int[] tokens) {

        int[] appliedTo(int[] state) {
            int[] changed = state.clone();
            for (int k = 0; k < positions.length; k++) {
                changed[positions[k]] = tokens[k];
            }
            return changed;
        }

        UnmaskStep.Action weighed(double cost, double gain, double objective) {
            return new UnmaskStep.Action(Arrays.stream(positions).boxed().toList(), Arrays.stream(tokens).boxed().toList(),
                cost, gain, objective);
        }
    }

    private final class Run extends SheetDecoding {
        private final Streams random;
        private final TokenChoice choice = new TokenChoice(temperature);
        private @Nullable Prediction known;

        Run(Sheet sheet, Streams random) {
            super(sheet);
            this.random = random;
        }

        @Override
        UnmaskStep next() {
            Prediction now = known != null ? known : sheet.evaluate();
            known = null;
            int number = sheet.block(block);
            int[] eligible = sheet.maskedIn(number, block);
            var scalars = new HashMap<String, Double>();
            UnmaskStep.RuleView view = Sheet.view("confidence", eligible, now::confidence, bypass,
                Map.of("entropy", Sheet.numbers(eligible, now::entropy)));
            List<Action> tried = tried(now, eligible, scalars);
            int best = 0;
            if (tried.size() > 1) {
                UnmaskStep.Detail.Tried weighed = weighed(now, tried, scalars);
                best = weighed.chosen();
                view = view.with(weighed);
            }
            Action action = tried.get(best);
            for (int k = 0; k < action.positions().length; k++) {
                int i = action.positions()[k];
                sheet.write(i, action.tokens()[k], now.p(i, action.tokens()[k]));
            }
            return sheet.told(number, Optional.of(now), view, scalars);
        }

        private List<Action> tried(Prediction now, int[] eligible, Map<String, Double> scalars) {
            boolean sure = Arrays.stream(eligible).allMatch(i -> Ranking.quantised(now.confidence(i)) >= bypass);
            scalars.put("bypass", sure ? 1.0 : 0.0);
            return sure ? List.of(new Action(eligible, tokens(now, eligible, random.tokens()))) : tried(now, eligible);
        }

        private int[] tokens(Prediction now, int[] positions, RandomGenerator draws) {
            return Arrays.stream(positions).map(i -> choice.choose(now, i, draws)).toArray();
        }

        private List<Action> tried(Prediction now, int[] eligible) {
            int[] first = tokens(now, eligible, random.tokens());
            var tried = new ArrayList<>(List.of(ranked(now, eligible, first, 0)));
            if (eligible.length <= perStep || spread == 0) {
                return tried;
            }
            var seen = new HashSet<>(List.of(key(tried.getFirst())));
            for (int c = 1; c < candidates; c++) {
                int[] redrawn = temperature == 0 ? first : tokens(now, eligible, random.candidates());
                Action other = ranked(now, eligible, redrawn, spread);
                if (seen.add(key(other))) {
                    tried.add(other);
                }
            }
            return tried;
        }

        /// The `perStep` best of `p(token) / spread + Gumbel`; without noise for `spread = 0`.
        private Action ranked(Prediction now, int[] eligible, int[] tokens, double spread) {
            var scores = new double[eligible.length];
            for (int k = 0; k < scores.length; k++) {
                double sure = now.p(eligible[k], tokens[k]);
                scores[k] = spread == 0 ? sure : sure / spread + gumbel(random.candidates());
            }
            int[] chosen = Ranking.top(IntStream.range(0, scores.length).toArray(), perStep, k -> scores[k]);
            Arrays.sort(chosen);
            return new Action(Arrays.stream(chosen).map(k -> eligible[k]).toArray(),
                Arrays.stream(chosen).map(k -> tokens[k]).toArray());
        }

        private UnmaskStep.Detail.Tried weighed(Prediction now, List<Action> tried, Map<String, Double> scalars) {
            int[] state = sheet.state();
            List<int[]> rows = tried.stream().map(a -> a.appliedTo(state)).toList();
            List<Prediction> after = sheet.model().evaluate(rows);
            var weighed = new ArrayList<UnmaskStep.Action>();
            for (int c = 0; c < rows.size(); c++) {
                double cost = Arrays.stream(tried.get(c).positions()).mapToDouble(now::entropy).sum();
                double gain = -meanEntropy(after.get(c), rows.get(c));
                weighed.add(tried.get(c).weighed(cost, gain, gainOnly ? gain : gain - cost));
                scalars.put("C " + c, cost);
                scalars.put("IG " + c, gain);
                scalars.put("J " + c, weighed.getLast().objective());
            }
            int chosen = Ranking.top(IntStream.range(0, rows.size()).toArray(), 1, c -> weighed.get(c).objective())[0];
            scalars.put("chosen", (double) chosen);
            known = after.get(chosen);
            return new UnmaskStep.Detail.Tried(weighed, chosen);
        }
    }

    private static double meanEntropy(Prediction after, int[] state) {
        int[] masked = Canvas.maskedPositions(state);
        return Arrays.stream(masked).mapToDouble(after::entropy).sum() / (masked.length + TINY);
    }

    private static List<Integer> key(Action action) {
        return Arrays.stream(action.positions()).boxed().toList();
    }

    /// `-log(-log u)` with 53 bits.
    private static double gumbel(RandomGenerator random) {
        return -StrictMath.log(random.nextExponential());
    }
}
