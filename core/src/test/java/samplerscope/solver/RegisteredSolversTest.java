package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.schedule.BuiltInSchedules;
import samplerscope.schedule.GridFamily;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.GridRequest;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.RectifiedFlow;
import samplerscope.schedule.ScheduleFamily;
import samplerscope.schedule.TimeGrid;
import samplerscope.schedule.VarianceExploding;

/// What holds for everything that is registered; a new solver gets these tests for free.
class RegisteredSolversTest {

    static Stream<SolverFamily> all() {
        return new BuiltInSolvers().families().stream();
    }

    static Stream<SolverFamily> samplers() {
        return all().filter(f -> !f.id().equals("renoise"));
    }

    @Test
    void theIdsOfSavedFilesAreThere() {
        assertTrue(all().map(SolverFamily::id).toList().containsAll(List.of("ddpm", "ddim", "euler", "euler-a", "heun",
            "edm-stochastic", "dopri5", "dpm-solver-2s", "dpm-solver-3s", "dpmpp-2m", "dpmpp-3m", "dpmpp-2m-sde",
            "unipc-2", "deis-tab2", "deis-tab3", "usf", "auto", "gaussian-first", "teleport", "renoise")));
    }

    @Test
    void noIdIsUsedTwice() {
        var ids = all().map(SolverFamily::id).toList();

        assertEquals(ids.stream().distinct().toList(), ids);
    }

    @Test
    void aShareOfTheAncestralNoiseAboveOneIsRefused() {
        for (double eta : new double[] {1.01, -0.01, Double.NaN}) {
            assertThrows(InvalidParameterException.class, () -> new Ddim(eta));
            assertThrows(InvalidParameterException.class, () -> new EulerAncestral(eta));
            assertThrows(InvalidParameterException.class, () -> new Ancestral(new Heun(), eta));
            assertThrows(InvalidParameterException.class,
                () -> new DpmPlusPlusSde(eta, 0.5, DpmPlusPlusSde.Noise.PATH));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void aFamilySaysWhatItIsAndWhereItComesFrom(SolverFamily family) {
        assertTrue(family.id().matches("[a-z0-9]+(-[a-z0-9]+)*"), family.id());
        assertFalse(family.name().isBlank());
        assertTrue(family.source().matches(".*(19|20)\\d\\d.*"), "a source has a year: " + family.source());
        assertTrue(family.order() >= 0);
        family.quiet().ifPresent(quiet ->
            assertTrue(family.parameters().stream().anyMatch(p -> p.id().equals(quiet.setting()))));
        for (Parameter p : family.parameters()) {
            assertFalse(p.name().isBlank() || p.help().isBlank(), p.id());
            assertTrue(p.standard().isPresent(), p.id() + " has a default");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samplers")
    void everyBoundOfEveryParameterMakesASolverThatPlans(SolverFamily family) {
        var grid = Bench.uniformLambda(Bench.VP, 1, 1e-3, 6);
        for (Parameter p : family.parameters()) {
            for (Setting bound : bounds(p)) {
                Solver solver = Bench.with(family, Map.of(p.id(), bound));

                assertDoesNotThrow(() -> Bench.uniform(Bench.VP, grid, solver).compile(), p.id() + " = " + bound);
            }
        }
    }

    private static List<Setting> bounds(Parameter p) {
        return switch (p.kind()) {
            case Parameter.Kind.Real r -> List.of(new Setting.Num(r.min()), new Setting.Num(r.max()));
            case Parameter.Kind.Whole w -> List.of(new Setting.Num(w.min()), new Setting.Num(w.max()));
            case Parameter.Kind.OneOf o -> o.words().stream().<Setting>map(Setting.Word::new).toList();
            case Parameter.Kind.Switch _ -> List.of(new Setting.Flag(false), new Setting.Flag(true));
            case Parameter.Kind.Numbers _, Parameter.Kind.Path _ -> List.of();
        };
    }

    static Stream<Arguments> samplersAndSchedules() {
        return samplers().flatMap(solver -> BuiltInSchedules.families().stream()
            .map(schedule -> Arguments.of(solver.id(), schedule.id(), solver, schedule)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("samplersAndSchedules")
    void aSolverPlansOnEveryGridOfEverySchedule(String solverId, String scheduleId, SolverFamily family,
                                                ScheduleFamily schedule) {
        NoiseSchedule path = schedule.create().apply(Settings.of("schedule", schedule.parameters(), Map.of()));
        for (GridFamily grid : Bench.gridsWithoutModel().toList()) {
            for (int steps : new int[] {1, 10}) {
                TimeGrid levels = grid.rule().grid(new GridRequest(path, Bench.FACTS), Settings.of("grid", grid.parameters(),
                    Map.of("steps", new Setting.Num(steps))));

                Plan plan = Bench.uniform(path, levels, Bench.standard(family)).compile();

                assertEquals(levels.steps(), plan.steps().size(), grid.id());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samplers")
    void aStepToZeroNoiseHasAFormulaOrAnErrorThatNamesIt(SolverFamily family) {
        var schedule = new VarianceExploding(0.002, 80);
        var levels = new ArrayList<>(Bench.uniformLambda(schedule, 80, 0.002, 4).levels());
        levels.add(new NoiseLevel(0, 1, 0));
        Strategy strategy = Bench.uniform(schedule, new TimeGrid(levels), Bench.standard(family));

        try {
            strategy.compile();
        } catch (UnplannableStepException e) {
            assertEquals(4, e.step());
            assertTrue(e.getMessage().contains("ddim"), e.getMessage());
        }
        assertDoesNotThrow(() -> strategy.endingWith(new Ddim(0)).compile());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samplerscope.solver.GlobalOrderTest#deterministic")
    void aRunMayStartFromPureNoise(SolverFamily family) {
        var flow = new RectifiedFlow(1);
        var grid = Bench.uniformTime(flow, 1, 1e-3, 400);
        double truth = 0.3 + 0.7 * Math.sqrt(0.2); // the end of the path at sigma = 0

        double end = Bench.end(Bench.uniform(flow, grid, Bench.standard(family)), ExactMixture.gaussian(0.3, 0.2),
            new double[] {0.7}, 1)[0];

        // Stopping at t = 1e-3 leaves 1e-3, the first step from alpha = 0 is of first order: some 1 / 400.
        assertEquals(truth, end, 5e-3);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samplers")
    void aStochasticSolverRefusesToRunBackwards(SolverFamily family) {
        var grid = Bench.uniformLambda(Bench.VP, 0.9, 0.05, 6);
        Solver solver = Bench.standard(family);
        if (Bench.uniform(Bench.VP, grid, solver).compile().draws() > 0) {
            assertThrows(UnplannableStepException.class,
                () -> Bench.uniform(Bench.VP, grid.reversed(), solver).compile());
        }
    }

    @Test
    void aSolverPrintsItsSettings() {
        assertEquals("UniPc[form=DATA, variant=BH2, predictor=2, corrector=2, again=0, refresh=OFF]", Bench.standard(UniPc.ORDER_2).toString());
    }
}
