package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.SamplerscopeException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.run.NonFiniteStateException;
import samplerscope.schedule.BuiltInSchedules;
import samplerscope.schedule.GridFamily;
import samplerscope.schedule.GridRequest;
import samplerscope.schedule.InvalidGridException;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.ScheduleFamily;
import samplerscope.schedule.TimeGrid;

/// Grids that ask too much: few steps, the ends of the path, backwards. Whatever is chosen, a run ends at finite
/// numbers or is refused with one of the program's own errors before it starts; never NaN, never another exception.
class RobustnessTest {

    private static final int[] STEPS = {1, 2, 3, 5};
    private static final ExactMixture MODEL = ExactMixture.gaussian(0.3, 0.2);

    static Stream<SolverFamily> all() {
        return RegisteredSolversTest.all();
    }

    /// Chosen for a whole run, as most people do.
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void aWholeRunIsFiniteOrRefused(SolverFamily family) {
        Settings standard = Settings.of("solvers[0]", family.parameters(), Map.of());
        var failures = new ArrayList<String>();
        forEachGrid((name, schedule, grid) -> failures.addAll(failure(name, () -> new Strategy(schedule, grid,
            family.layout().along(standard, new Layout.Run(schedule, grid, Bench.FACTS)), Bench.FACTS))));
        assertEquals(List.of(), failures);
    }

    /// Named once per step, so that no layout softens the start or the end.
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void theSameSolverOnEveryStepIsFiniteOrRefused(SolverFamily family) {
        Solver solver = Bench.standard(family);
        var failures = new ArrayList<String>();
        forEachGrid((name, schedule, grid) -> failures.addAll(failure(name,
            () -> new Strategy(schedule, grid, Collections.nCopies(grid.steps(), solver), Bench.FACTS))));
        assertEquals(List.of(), failures);
    }

    /// The highest of every setting at once: orders that the steps do not allow.
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void theHighestSettingsOnTheShortestRunsAreFiniteOrRefused(SolverFamily family) {
        var highest = new TreeMap<String, Setting>();
        family.parameters().forEach(p -> {
            if (p.kind() instanceof Parameter.Kind.Whole w) {
                highest.put(p.id(), new Setting.Num(w.max()));
            }
        });
        Solver solver = Bench.with(family, highest);
        var failures = new ArrayList<String>();
        for (int steps : STEPS) {
            TimeGrid grid = Bench.uniformLambda(Bench.VP, 1, 1e-3, steps);
            failures.addAll(failure(steps + " steps",
                () -> new Strategy(Bench.VP, grid, Collections.nCopies(steps, solver))));
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void aGridDoesNotRepeatALevel() {
        NoiseLevel level = Bench.VP.at(0.5);

        var e = assertThrows(InvalidGridException.class,
            () -> new TimeGrid(List.of(Bench.VP.at(1), level, level, Bench.VP.at(0.1))));

        assertTrue(e.getMessage().contains("levels 1 and 2"), e.getMessage());
    }

    /// Levels so near each other that their difference is rounding, and an end far below any data's detail.
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void nearlyRepeatedLevelsAndTinyNoiseAreFiniteOrRefused(SolverFamily family) {
        Settings standard = Settings.of("solvers[0]", family.parameters(), Map.of());
        var failures = new ArrayList<String>();
        for (double gap : new double[] {1e-3, 1e-9, 1e-15}) {
            for (double end : new double[] {1, 10, 30, 300}) {
                double lambda = Bench.VP.at(0.5).lambda();
                var levels = new ArrayList<>(List.of(Bench.VP.at(1), Bench.VP.at(0.5)));
                NoiseLevel near = Bench.VP.atLambda(lambda + gap);
                if (near.lambda() != lambda) {
                    levels.add(near);
                }
                levels.add(Bench.VP.atLambda(lambda + end));
                var grid = new TimeGrid(levels);
                failures.addAll(failure("gap %s, end %s".formatted(gap, end), () -> new Strategy(Bench.VP, grid,
                    family.layout().along(standard, new Layout.Run(Bench.VP, grid, Bench.FACTS)), Bench.FACTS)));
                failures.addAll(failure("each step, gap %s, end %s".formatted(gap, end),
                    () -> new Strategy(Bench.VP, grid,
                        Collections.nCopies(grid.steps(), Bench.standard(family)), Bench.FACTS)));
            }
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void gridsAreTriedOnEverySchedule() {
        var seen = new ArrayList<String>();
        forEachGrid((name, _, _) -> seen.add(name));

        assertTrue(seen.size() >= 2 * STEPS.length * BuiltInSchedules.families().size() * 5, seen.size() + " grids");
    }

    private interface Visitor {
        void visit(String name, NoiseSchedule schedule, TimeGrid grid);
    }

    /// Every schedule with every grid of few steps, with and without a last step to `sigma = 0`, and backwards.
    private static void forEachGrid(Visitor visitor) {
        for (ScheduleFamily s : BuiltInSchedules.families()) {
            NoiseSchedule schedule = s.create().apply(Settings.of("schedule", s.parameters(), Map.of()));
            for (GridFamily g : Bench.gridsWithoutModel().toList()) {
                for (int steps : STEPS) {
                    for (boolean toZero : new boolean[] {false, true}) {
                        visit(visitor, "%s, %s, %d steps%s".formatted(s.id(), g.id(), steps, toZero ? " and zero" : ""),
                            schedule, g, Map.of("steps", new Setting.Num(steps), "to-zero", new Setting.Flag(toZero)));
                    }
                }
            }
        }
    }

    private static void visit(Visitor visitor, String name, NoiseSchedule schedule, GridFamily family,
                              Map<String, Setting> wanted) {
        var settings = new TreeMap<String, Setting>();
        family.parameters().stream().filter(p -> wanted.containsKey(p.id()))
            .forEach(p -> settings.put(p.id(), wanted.get(p.id())));
        if (family.parameters().stream().anyMatch(p -> p.standard().isEmpty())
            || List.of("gits", "adaptive", "restart").contains(family.id())) {
            return; // a hand-made list has no default; restarts renoise; the others ask a model
        }
        TimeGrid grid = family.rule().grid(new GridRequest(schedule, Bench.FACTS),
            Settings.of("grid", family.parameters(), settings));
        visitor.visit(name, schedule, grid);
        visitor.visit(name + ", backwards", schedule, grid.reversed());
    }

    private interface Choice {
        Strategy make();
    }

    /// What went wrong that must not; empty when nothing did.
    private static List<String> failure(String name, Choice choice) {
        Strategy strategy;
        try {
            strategy = choice.make();
            strategy.compile();
        } catch (SamplerscopeException e) {
            return List.of();
        } catch (RuntimeException e) {
            return List.of(name + ": " + e);
        }
        try {
            double end = Bench.end(strategy, MODEL, new double[] {0.7}, 1)[0];
            return Double.isFinite(end) ? List.of() : List.of(name + " ends at " + end);
        } catch (NonFiniteStateException e) {
            return List.of(name + ": " + e.getMessage());
        }
    }
}
