package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.schedule.TimeGrid;
import samplerscope.statistics.EmsRequest;
import samplerscope.statistics.ModelFacts;

/// How the settings of DPM-Solver-v3 are laid along a run. On ten steps uniform in time from 1, step 5 begins near 0.5.
class DpmSolverV3Test {

    private static final TimeGrid GRID = Bench.uniformTime(Bench.VP, 1, 1e-3, 10);

    @Test
    void theCorrectorHasTheOrderOfTheStepItCorrects() {
        assertEquals(List.of(0, 0, 2, 3, 3, 3, 3, 3, 3, 2), correctors(Map.of()));
        assertEquals(List.of(0, 2, 3, 4, 4, 4, 4, 4, 4, 3),
            correctors(Map.of("pseudo-corrector", new Setting.Flag(true))));
        assertEquals(List.of(0, 0, 2, 3, 3, 3, 3, 3, 3, 3),
            correctors(Map.of("lower-order-final", new Setting.Flag(false))));
        assertEquals(List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), correctors(Map.of("corrector", new Setting.Flag(false))));
        assertEquals(List.of(0, 2, 2, 2, 2, 2, 2, 2, 2, 2), correctors(Map.of("corrector-order", new Setting.Num(2))));
    }

    /// The paper corrects where `t <= 0.5`, the released code where `t > 0.5`.
    @Test
    void halfACorrectorIsTheOneHalfOrTheOther() {
        assertEquals(List.of(0, 0, 2, 3, 3, 3, 0, 0, 0, 0), correctors(Map.of("corrected", new Setting.Word("noisy-half"))));
        assertEquals(List.of(0, 0, 0, 0, 0, 0, 3, 3, 3, 2), correctors(Map.of("corrected", new Setting.Word("clean-half"))));
    }

    @Test
    void stepsAskForTheStatisticsThatTheSettingsName() {
        var asked = Map.<String, Setting>of("statistics", new Setting.Word("measured"), "statistics-table",
            new Setting.Num(120), "statistics-samples", new Setting.Num(64), "statistics-seed", new Setting.Num(7));

        assertEquals(new EmsRequest(EmsRequest.Source.MEASURED, 120, 64, 7), steps(asked).getFirst().ems());
        assertEquals(EmsRequest.GAUSSIAN, steps(Map.of()).getFirst().ems());
    }

    /// Order of each step's corrector; below 2 there is none.
    private static List<Integer> correctors(Map<String, Setting> settings) {
        return steps(settings).stream().map(step -> step.corrector().order()).toList();
    }

    private static List<UnifiedStep> steps(Map<String, Setting> settings) {
        List<Solver> steps = DpmSolverV3.FAMILY.layout().along(
            Settings.of("solver", DpmSolverV3.FAMILY.parameters(), settings),
            new Layout.Run(Bench.VP, GRID, ModelFacts.NONE));
        return IntStream.range(0, steps.size()).mapToObj(i -> (UnifiedStep) steps.get(i)).toList();
    }
}
