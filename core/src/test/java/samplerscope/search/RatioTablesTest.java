package samplerscope.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import samplerscope.registry.Setting;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.run.Progress;

/// Errors with ratios searched on ten noises, as an independent float64 implementation printed them: thirty-two other
/// samples from `t = 1` to `1e-3` on the linear variance-preserving path, RMS against the converged ODE.
class RatioTablesTest {

    private static final Path HOME = Path.of(System.getProperty("samplerscope.home"));
    private static final Resolver RESOLVER = new Resolver(Catalog.standard(HOME.resolve("assets")));
    private static final RatioSearch SEARCH = new RatioSearch(RESOLVER, new References(1), 1, Progress.NONE);
    private static final RatioRequest TEN = new RatioRequest(10, 2, 100_000, Teacher.CONVERGED);
    /// Its held-out noises are those of the table, seeds 0 to 31.
    private static final RatioRequest TABLE = new RatioRequest(10, 32, -10, Teacher.CONVERGED);

    @ParameterizedTest(name = "{0}: {1} {2} on {3}, {4} steps")
    @CsvFileSource(resources = "/reference/dc-ratios.csv", delimiter = ';', numLinesToSkip = 1)
    void theErrorIsThePrintedOne(String model, String base, int order, String grid, int steps, String error) {
        var printed = new BigDecimal(error);
        var spec = RunSpec.Denoise.of(Choice.of(model)).withGrid(Choice.of(grid).with("steps", steps))
            .withSolvers(List.of(
                Choice.of("dc-solver").with("base", new Setting.Word(base)).with("order", order)));

        RatioResult found = SEARCH.search(spec, HOME, TEN);
        double measured = SEARCH.heldOut(spec, HOME, TABLE, found.ratios()).after().rms().value();

        // Half a unit of the last digit printed, and a hundredth for the digit after it.
        assertEquals(printed.doubleValue(), measured, 0.51 * Math.pow(10, -printed.scale()));
    }
}
