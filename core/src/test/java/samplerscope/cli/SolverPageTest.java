package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Resolver;
import samplerscope.spec.SolverMeasurement;

/// The page about solvers says what the registry says, and the numbers that a run gives.
class SolverPageTest {

    private static final Path HOME = Path.of(System.getProperty("samplerscope.home"));
    private static final Catalog CATALOG = Catalog.standard(HOME.resolve("assets"));
    private static final SolverMeasurement MEASUREMENT = new SolverMeasurement(new Resolver(CATALOG));

    @Test
    void everySolverIsOnThePageAsTheRegistryHasIt() throws IOException {
        String page = written();

        SolverPage read = SolverPage.read(page);

        assertEquals(Catalog.ids(CATALOG.solvers()), read.measured().keySet().stream().toList(),
            "write it again: ./samplerscope list solvers --measured > docs/solvers.md");
        assertEquals(read.text(CATALOG.solvers()), page,
            "write it again: ./samplerscope list solvers --measured > docs/solvers.md");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ddim", "heun", "deis-tab3", "unipc-2", "ddpm"})
    void theNumbersOnThePageAreMeasured(String id) throws IOException {
        assertEquals(SolverPage.cells(MEASUREMENT, Choice.of(id)), SolverPage.read(written()).measured().get(id));
    }

    private static String written() throws IOException {
        return Files.readString(HOME.resolve("docs/solvers.md"));
    }
}
