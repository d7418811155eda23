package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.registry.Setting;
import samplerscope.run.PlanLaw;
import samplerscope.schedule.InvalidGridException;
import samplerscope.schedule.NoiseLevel;

class RestartGridTest {

    private static final Path HOME = Path.of(System.getProperty("samplerscope.home"));
    private static final Resolver RESOLVER = new Resolver(Catalog.standard(HOME.resolve("assets")));

    @AfterAll
    static void close() {
        RESOLVER.close();
    }

    /// 18 levels and zero, twice 3 levels between 0.14 and 0.30: 43 evaluations in the paper, Table 1.
    @Test
    void theRestartOfCifar10CostsWhatItsPaperSays() {
        Resolved run = run("heun", restart(17).with("to-zero", new Setting.Flag(true)));

        assertEquals(43, run.nfe());
        assertEquals(43, run.evaluations().stream().mapToInt(Integer::intValue).sum());
        assertEquals(run.levels().size() - 1, run.evaluations().size());
        assertEquals(2, run.plan().draws());
    }

    /// 203 evaluations in the paper.
    @Test
    void theFiveRestartsOfImagenetCostWhatTheirPaperSays() {
        Resolved run = run("heun", restart(35).with("to-zero", new Setting.Flag(true))
            .with("intervals", new Setting.Word("imagenet-64")));

        assertEquals(203, run.nfe());
        assertEquals(18, run.plan().draws());
    }

    @Test
    void aRestartGoesUpFromTheNearestLevelAndComesBackToIt() {
        List<NoiseLevel> levels = run("heun", restart(17).with("repeats", 1)).levels();
        double[] rho = levels.stream().mapToDouble(NoiseLevel::rho).toArray();

        // 0.13952 is the level of the ladder nearest to 0.14; between 0.3 and it lies one, in the middle in rho^(1/7).
        double middle = Math.pow((Math.pow(0.3, 1 / 7.0) + Math.pow(rho[13], 1 / 7.0)) / 2, 7);
        assertEquals(0.13952, rho[13], 5e-6);
        assertArrayEquals(new double[] {0.3, middle, rho[13]}, new double[] {rho[14], rho[15], rho[16]}, 1e-12);
        assertEquals(0.05995, rho[17], 5e-6);
    }

    /// Each stretch is a run of its own: no solver sees outputs from before the noise was added.
    @ParameterizedTest
    @ValueSource(strings = {"heun", "unipc-3", "dpmpp-2m-sde", "sa-solver", "lms", "dpm-fast"})
    void theLawOfGaussianDataIsKept(String solver) {
        Resolved run = run(solver, restart(200).with("levels", 40));

        double truth = PlanLaw.atLevel(run.levels().getLast(), 0.7, 0.25).deviation();
        double found = PlanLaw.after(run.plan(), 0.7, 0.25).deviation();

        assertEquals(1, found / truth, 0.01);
    }

    @Test
    void aRestartAboveTheRunOrBelowItsOwnStartIsRefused() {
        var above = assertThrows(InvalidGridException.class, () -> run("heun", restart(17).with("high", 100)));
        assertTrue(above.getMessage().contains("100"), above.getMessage());
        assertThrows(InvalidGridException.class, () -> run("heun", restart(17).with("low", 0.3).with("high", 0.2)));
    }

    private static Choice restart(int steps) {
        return Choice.of("restart").with("steps", steps);
    }

    private static Resolved run(String solver, Choice grid) {
        return RESOLVER.resolve(RunSpec.Denoise.of(Choice.of("problem-s")).withSchedule(Choice.of("edm")).withGrid(grid)
            .withSolvers(List.of(Choice.of(solver))).withSamples(1).withSeed(0), HOME);
    }
}
