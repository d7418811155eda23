package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Orders that an independent implementation printed for the named problems, from 160 to 320 steps.
class ReferenceOrdersTest {

    private static final Path HOME = Path.of(System.getProperty("samplerscope.home"));
    private static final Catalog CATALOG = Catalog.standard(HOME.resolve("assets"));
    private static final SolverMeasurement MEASUREMENT = new SolverMeasurement(new Resolver(CATALOG));

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/reference/orders.csv", delimiter = ';', numLinesToSkip = 1, quoteCharacter = '\'')
    void anOrderIsThePrintedOne(String model, String solver, double printed) {
        Choice choice = new SpecReader(CATALOG).read("""
            {"kind": "denoise", "version": 1, "model": "%s", "solvers": [%s]}""".formatted(model, solver), model)
            .solvers().getFirst();

        double order = MEASUREMENT.order(model, choice).orElseThrow();

        assertEquals(printed, order, 0.0051);
    }
}
