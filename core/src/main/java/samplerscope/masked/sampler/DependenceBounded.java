package samplerscope.masked.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import samplerscope.masked.Canvas;
import samplerscope.masked.Course;
import samplerscope.masked.Decoding;
import samplerscope.masked.Dependence;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Passes;
import samplerscope.masked.Plan;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Prediction;
import samplerscope.masked.Ranking;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.UnsuitableModelException;
import samplerscope.registry.Parameter;

/// Writes together only what hardly depends on each other: in the order of confidence, a position joins the set while the
/// mutual informations of all its pairs, given the state, sum to at most `bound`. The first always joins.
///
/// For weak dependence the sum of pairs approximates the total correlation, which is what a step errs by; entropies only
/// bound it, and do not see that two confident neighbours repeat each other.
///
/// Where the dependence comes from:
/// - *oracle*: exact, from a world whose law is known. Knowledge, not a pass: it is not counted.
/// - *look-ahead*: one more pass a step with `draws` rows for each hidden position `i`; a row shows a token drawn from
///   `p_i`, not the one that may be written, and `KL(p_j with it || p_j)` estimates `I_ij` without bias. Symmetrised.
///
/// Source: ours; bounds what Ben-Hamu et al. 2025, arXiv:2505.24857, bound through entropies.
///
/// @param bound       `gamma`, nats; negative writes one a step
/// @param oracle      whether dependence is known rather than estimated
/// @param draws       rows a hidden position in a look-ahead
/// @param looks       most confident positions that are looked at and may be written; 0 for all. Look-ahead only
/// @param temperature of the tokens
public record DependenceBounded(double bound, boolean oracle, int draws, int looks, double temperature)
    implements PlannedSampler {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("dependence-bounded", "Dependence-bounded",
        "ours: bounds the mutual information of what is written together",
        List.of(Parameter.real("bound", "bound", "on the sum of mutual informations in a step, nats", 0.05, -1, 1000),
            Parameter.oneOf("dependence", "dependence", "estimated in one more pass a step, or exact from a known law",
                "look-ahead", "oracle"),
            Parameter.whole("draws", "draws", "rows a hidden position in a look-ahead", 1, 1, 1000),
            Parameter.whole("looks", "looks", "most confident positions that are looked at; 0 for all", 0, 0, 1 << 20),
            TokenChoice.parameter(1)),
        s -> new DependenceBounded(s.number("bound"), s.word("dependence").equals("oracle"), s.whole("draws"),
            s.whole("looks"), s.number(TokenChoice.ID)));

    public DependenceBounded {
        Checked.atLeast("bound", bound, Double.NEGATIVE_INFINITY);
        Checked.atLeast("draws", draws, 1);
        Checked.atLeast("looks", looks, 0);
        Checked.range(TokenChoice.ID, temperature, 0, 10);
    }

    @Override
    public boolean drawsAsItSays() {
        return temperature == 1;
    }

    /// @throws UnsuitableModelException where dependence should be known and is not
    @Override
    public Decoding begin(int[] start, Passes model, Streams random) {
        if (oracle && !(model.model() instanceof MaskedWorld)) {
            throw new UnsuitableModelException("Dependence-bounded decoding by oracle", "a law that is known",
                "estimate the dependence by look-ahead");
        }
        return oracle ? PlannedSampler.super.begin(start, model, random) : new LookingAhead(new Sheet(start, model), random);
    }

    /// @throws UnknownLawException for a look-ahead, which draws before it decides
    @Override
    public Course<?> course(int[] start, MaskPredictor model, Streams random) {
        if (!oracle) {
            throw new UnknownLawException("a look-ahead draws before it decides, and follows no law that is computed",
                "choose the oracle, or measure with samples");
        }
        return new Knowing(Canvas.masked(start));
    }

    /// What a step writes.
    ///
    /// @param taken positions to write together
    /// @param added mutual information with those taken before, for every position whose turn came, nats
    /// @param spent sum over the pairs that were taken, nats
    /// @param turns how that sum would have grown, turn by turn
    private record Choice(SortedSet<Integer> taken, Map<Integer, Double> added, double spent,
                          UnmaskStep.Detail.Running turns) {

        int[] positions() {
            return taken.stream().mapToInt(i -> i).toArray();
        }

        UnmaskStep.RuleView view(Prediction now, int[] masked) {
            return new UnmaskStep.RuleView("confidence", Arrays.stream(masked).boxed().toList(),
                Sheet.numbers(masked, now::confidence), Optional.empty(),
                Map.of("dependence", Sheet.numbers(masked, i -> added.getOrDefault(i, 0.0)))).with(turns);
        }

        Map<String, Double> scalars(double bound) {
            return Map.of("bound", bound, "dependence", spent);
        }
    }

    /// @param ranked      positions in the order of their turns
    /// @param information of a position with all others, shape [L]; asked for those that are taken
    private Choice chosen(int[] ranked, int length, IntFunction<double[]> information) {
        var taken = new TreeSet<Integer>();
        var added = new HashMap<Integer, Double>();
        var withTaken = new double[length];
        var sums = new double[ranked.length];
        double spent = 0;
        for (int turn = 0; turn < ranked.length; turn++) {
            int i = ranked[turn];
            added.put(i, withTaken[i]);
            sums[turn] = spent + withTaken[i];
            if (taken.isEmpty() || Ranking.quantised(spent + withTaken[i]) <= bound) {
                taken.add(i);
                spent += withTaken[i];
                if (ranked.length > 1) {
                    double[] row = information.apply(i);
                    Arrays.setAll(withTaken, j -> withTaken[j] + row[j]);
                }
            }
        }
        return new Choice(taken, added, spent, Look.running("sum of dependence", ranked, sums, bound));
    }

    /// Decides by what is known. Remembers nothing.
    private final class Knowing implements Course<Boolean> {
        private final int toWrite;

        Knowing(int toWrite) {
            this.toWrite = toWrite;
        }

        @Override
        public Boolean opening() {
            return true;
        }

        @Override
        public boolean isDone(int[] state, Boolean memory) {
            return Canvas.masked(state) == 0;
        }

        @Override
        public Plan<Boolean> plan(int[] state, Boolean memory, Passes model) {
            Prediction now = model.evaluate(state);
            int[] masked = Canvas.maskedPositions(state);
            Choice choice = chosen(Ranking.top(masked, masked.length, now::confidence), state.length,
                i -> Dependence.of(model.model(), state, now, i));
            return new Plan<>(new Reveal(new Selection.Chosen(choice.positions()), Drawing.at(temperature).laws(now)),
                new Plan.Account(1 - (double) masked.length / toWrite, 0, Optional.of(now),
                    Optional.of(choice.view(now, masked)), choice.scalars(bound)), _ -> memory);
        }
    }

    private final class LookingAhead extends SheetDecoding {
        private final Streams random;

        LookingAhead(Sheet sheet, Streams random) {
            super(sheet);
            this.random = random;
        }

        @Override
        UnmaskStep next() {
            Prediction now = sheet.evaluate();
            int[] masked = sheet.masked();
            int[] ranked = Ranking.top(masked, looks == 0 ? masked.length : looks, now::confidence);
            Choice choice = chosen(ranked, sheet.state().length,
                masked.length == 1 ? _ -> new double[0] : lookAhead(now, ranked));
            Laws laws = Drawing.at(temperature).laws(now);
            for (int i : choice.positions()) {
                int token = laws.draw().drawn(laws.at(i), random.tokens());
                sheet.write(i, token, laws.told(i, token));
            }
            return sheet.told(0, Optional.of(now), choice.view(now, masked), choice.scalars(bound));
        }

        private IntFunction<double[]> lookAhead(Prediction now, int[] looked) {
            int[] state = sheet.state();
            int[] positions = Arrays.stream(looked).sorted().toArray();
            var rows = new ArrayList<int[]>();
            for (int i : positions) {
                for (int d = 0; d < draws; d++) {
                    rows.add(Canvas.with(state, i, TokenChoice.drawn(now.at(i), random.candidates().nextDouble())));
                }
            }
            List<Prediction> then = sheet.model().evaluate(rows);
            var half = new double[state.length][state.length];
            for (int k = 0; k < rows.size(); k++) {
                int i = positions[k / draws];
                for (int j : positions) {
                    if (j != i) {
                        double d = Dependence.divergence(then.get(k), now, j) / draws / 2;
                        half[i][j] += d;
                        half[j][i] += d;
                    }
                }
            }
            return i -> half[i];
        }
    }
}
