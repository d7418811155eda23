package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.schedule.TimeGrid;
import samplerscope.statistics.ModelFacts;

/// Points of the unified space that other programs have names for: end points of five-step runs on a mixture on the
/// line, computed by an independent float64 implementation and printed with eight decimals.
class UnifiedGoldenScalarTest {

    private static final double PRINTED = 1e-7;
    private static final ExactMixture MODEL =
        ExactMixture.line(new double[] {0.4, 0.6}, new double[] {-1, 0.8}, new double[] {0.09, 0.16});

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "DDIM,                   data,  1, none, off,  true,  0.68100569, 0.73343973",
        "DPM-Solver 2M,          noise, 2, bh2,  off,  true,  0.87972809, 0.76183077",
        "DPM-Solver++ 2M,        data,  2, bh2,  off,  true,  0.91040979, 0.76450308",
        "DPM-Solver++ 2M taylor, data,  2, none, off,  true,  0.98479593, 0.76969053",
        "DEIS log-rho AB2,       noise, 3, none, off,  false, 0.89740803, 1.30906586",
        "UniPC-3 vary,           data,  3, none, data, true,  1.04294404, 0.78041751"})
    void fiveStepsEndWhereTheTableSays(String name, String prediction, int order, String relaxation, String corrector,
                                       boolean falling, double lambda, double time) {
        var settings = new TreeMap<String, Setting>(Map.of("prediction", new Setting.Word(prediction),
            "order", new Setting.Num(order), "relaxation", new Setting.Word(relaxation),
            "corrector", new Setting.Word(corrector), "lower-order-final", new Setting.Flag(falling)));

        assertEquals(lambda, end(settings, Bench.uniformLambda(Bench.VP, 1, 1e-3, 5)), PRINTED, "uniform lambda");
        assertEquals(time, end(settings, Bench.uniformTime(Bench.VP, 1, 1e-3, 5)), PRINTED, "uniform time");
    }

    private static double end(Map<String, Setting> settings, TimeGrid grid) {
        List<Solver> solvers = UnifiedStep.FAMILY.layout().along(
            Settings.of("solvers[0]", UnifiedStep.FAMILY.parameters(), settings),
            new Layout.Run(Bench.VP, grid, ModelFacts.NONE));
        return Bench.end(new Strategy(Bench.VP, grid, solvers), MODEL, new double[] {0.7}, 1)[0];
    }
}
