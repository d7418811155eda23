package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.schedule.Parameterization.NOISE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.random.DrawKey;
import samplerscope.run.Trajectory;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.TensorBackend;

/// Recorded runs of the published implementations, in float64 on models whose score is known in closed form, repeated.
///
/// Each file of `golden` names its peer, the commit and its precision. A case tells the peer's options, the levels it
/// visited and the same sampler as a strategy of ours: what the peer does by flags (lower orders at the end, Euler at
/// the end, no corrector) is a list of solvers here. `left_out` names every other case of the same samplers and why.
class GoldenTrajectoryTest {

    /// Relative to the largest number of a state, at least 1. The peers' states carry 12 digits, their last ones 15,
    /// and most runs agree to 5e-12. Some start at rho = 2e4, where rounding in the model shows at 6e-10; one peer adds
    /// noise of standard deviation 1e-10 to its last state.
    private static final double AGREEMENT = 1e-9;
    /// The peer sums its tAB integrals with 10 000 left rectangles. That moves its coefficients by up to 3e-4 of the
    /// largest of a step, and the end of a five-step run, where they nearly cancel, by up to 2e-3.
    private static final double RECTANGLES = 3e-4;
    private static final double RECTANGLES_AT_THE_END = 2e-3;

    private static final GoldenProblems PROBLEMS = new GoldenProblems();

    /// Compared cases per file; a case that goes missing, here or in the file, is noticed.
    private static final Map<String, Integer> COMPARED = Map.ofEntries(
        Map.entry("diffusers_ddpm_ddim", 74),
        Map.entry("diffusers_euler", 60),
        Map.entry("diffusers_heun_kdpm2", 55),
        Map.entry("k_diffusion", 86),
        Map.entry("edm", 70),
        Map.entry("official_dpm_solver", 150),
        Map.entry("diffusers_dpm_multistep", 163),
        Map.entry("diffusers_dpm_singlestep", 35),
        Map.entry("official_unipc", 12),
        Map.entry("diffusers_unipc", 67),
        Map.entry("official_deis", 16));

    @Test
    void everyCaseOfTheNamedSamplersIsComparedOrLeftOutForAReason() {
        COMPARED.forEach((name, compared) -> {
            JsonNode file = GoldenCase.file(name);
            int leftOut = StreamSupport.stream(file.get("left_out").spliterator(), false)
                .mapToInt(JsonNode::size).sum();

            assertEquals(compared, file.get("cases").size(), name);
            assertEquals(file.get("count").asInt(), compared + leftOut, name);
        });
    }

    static Stream<GoldenCase> runs() {
        return COMPARED.keySet().stream().sorted().filter(name -> !name.equals("official_deis"))
            .flatMap(name -> GoldenCase.of(name, PROBLEMS).stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void aRunEqualsThePeersStateByState(GoldenCase golden) {
        Trajectory run = run(golden, golden.strategy());

        golden.states().forEach((step, expected) -> {
            boolean atEnd = golden.recorded() == GoldenCase.Recorded.AT_ITS_END || step == golden.grid().steps() - 1;
            double[] state = atEnd ? run.records().get(step).state().toDoubles() : inTheNextStep(golden, step);
            assertClose(expected, state, AGREEMENT, "state after step " + step);
        });
    }

    static List<GoldenCase> tabRuns() {
        return GoldenCase.of("official_deis", PROBLEMS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tabRuns")
    void thePeersTableOfCoefficientsGivesThePeersStates(GoldenCase golden) {
        var solvers = Stream.of(golden.table()).<Solver>map(Tabulated::new).toList();

        Trajectory run = run(golden, new Strategy(golden.path(), golden.grid(), solvers));

        golden.states().forEach((step, expected) -> assertClose(expected,
            run.records().get(step).state().toDoubles(), AGREEMENT, "state after step " + step));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tabRuns")
    void exactIntegralsAgreeWithThePeersTableToItsQuadrature(GoldenCase golden) {
        Plan plan = golden.strategy().compile();

        for (int i = 0; i < plan.steps().size(); i++) {
            double[] expected = golden.table()[i];
            double[] ours = new double[expected.length];
            var terms = ((Op.Combine) plan.steps().get(i).ops().getLast()).terms();
            for (int j = 0; j < terms.size(); j++) {
                ours[j] = ((Weight.Scalar) terms.get(j).weight()).value();
            }
            assertClose(expected, ours, RECTANGLES, "coefficients of step " + i);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tabRuns")
    void exactIntegralsEndNearThePeersEnd(GoldenCase golden) {
        Trajectory run = run(golden, golden.strategy());

        assertClose(golden.states().get(golden.grid().steps() - 1), run.end().toDoubles(),
            RECTANGLES_AT_THE_END, "end");
    }

    private static Trajectory run(GoldenCase golden, Strategy strategy) {
        try (var inner = new Float64Backend(1)) {
            ExactMixture model = PROBLEMS.model(golden.problem());
            return Bench.trajectory(strategy, model, scripted(golden, inner), golden.start(), model.dimension());
        }
    }

    private static TensorBackend scripted(GoldenCase golden, TensorBackend inner) {
        return switch (golden.noise()) {
            case NONE -> inner;
            case ONE_PER_STEP -> new ScriptedNoise(inner, key -> noise(golden, key.step()));
            case ONE_PER_DRAW -> {
                var drawn = new ArrayList<DrawKey>();
                yield new ScriptedNoise(inner, key -> {
                    drawn.add(key);
                    return noise(golden, drawn.size() - 1);
                });
            }
        };
    }

    private static double[] noise(GoldenCase golden, int k) {
        double[] field = PROBLEMS.noise(golden.problem(), k);
        for (int i = 0; i < field.length; i++) {
            field[i] *= golden.scale();
        }
        return field;
    }

    /// The state after a step once the next one has corrected it or added its noise, where that is what a peer records.
    private static double[] inTheNextStep(GoldenCase golden, int step) {
        Solver next = golden.solvers().get(step + 1);
        Strategy stopped = golden.strategy().with(step + 1, new Prefix(next, golden.recorded()));
        return run(golden, stopped).records().get(step + 1).state().toDoubles();
    }

    private static void assertClose(double[] expected, double[] actual, double tolerance, String what) {
        double largest = 1;
        double off = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            off = Math.max(off, Math.abs(expected[i] - actual[i]));
        }
        assertEquals(expected.length, actual.length, what);
        assertTrue(off <= tolerance * largest, "%s is off by %.2e of %.2e".formatted(what, off, largest));
    }

    /// Stops a step where the state has been corrected, or raised by noise, and not yet moved on.
    private record Prefix(Solver inner, GoldenCase.Recorded until) implements Solver {
        @Override
        public Step plan(StepRequest r) {
            Step whole = inner.plan(r);
            return new Step(whole.from(), whole.to(), whole.ops().stream().takeWhile(this::isPart).toList());
        }

        private boolean isPart(Op op) {
            return until == GoldenCase.Recorded.CORRECTED_IN_THE_NEXT
                ? !op.into().equals(Slot.Kept.START) : !(op instanceof Op.Evaluate);
        }
    }

    /// A step with given coefficients: of the state, then of the noise predictions, newest first.
    private record Tabulated(double[] row) implements Solver {
        @Override
        public Step plan(StepRequest r) {
            var terms = new ArrayList<Op.Term>();
            terms.add(Op.term(row[0], Slot.X));
            terms.add(Op.term(row[1], Slot.work(0)));
            for (int j = 2; j < row.length; j++) {
                terms.add(Op.term(row[j], Slot.past(j - 2, NOISE)));
            }
            return new Step(r.from(), r.to(),
                new Op.Evaluate(Slot.work(0), Slot.X, r.from(), NOISE),
                Op.combine(Slot.X, terms));
        }
    }
}
