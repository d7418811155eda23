package samplerscope.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Resolver;
import samplerscope.spec.SolverMeasurement;

/// The page about solvers says what the registries say and has the numbers that are shipped; runs give the same.
class SolverPageTest {

    private static final Path HOME = Path.of(System.getProperty("samplerscope.home"));
    private static final Catalog CATALOG = Catalog.standard(HOME.resolve("assets"));
    private static final SolverMeasurement MEASUREMENT = new SolverMeasurement(new Resolver(CATALOG));
    private static final Measured SHIPPED = Measured.shipped();

    @Test
    void everySolverAndEveryPresetIsMeasured() {
        String remedy = "measure again: ./samplerscope list solvers --measured --json > measured.json, which then "
            + "replaces that in core/src/main/resources/samplerscope/library";

        assertEquals(Catalog.ids(CATALOG.solvers()), List.copyOf(SHIPPED.solvers().keySet()), remedy);
        assertEquals(Preset.all().all().stream().filter(Preset::isComparable).map(Preset::id).toList(),
            List.copyOf(SHIPPED.presets().keySet()), remedy);
    }

    @Test
    void thePageHasTheNumbersThatAreShipped() throws IOException {
        assertEquals(SolverPage.text(CATALOG.solvers(), SHIPPED), Files.readString(HOME.resolve("docs/solvers.md")),
            "write it again: ./samplerscope list solvers --measured > docs/solvers.md");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ddim", "heun", "deis-tab3", "unipc-2", "ddpm"})
    void theNumbersOfASolverAreMeasured(String id) {
        assertEquals(Measuring.figures(MEASUREMENT, Choice.of(id)), SHIPPED.solver(id).orElseThrow());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"reference-3m", "authors-unipc-3-vary", "k-diffusion-dpmpp-3m-sde", "k-diffusion-heun"})
    void theNumbersOfAPresetAreMeasured(String id) {
        assertEquals(Measuring.compared(MEASUREMENT, Preset.all().get(id)), SHIPPED.preset(id).orElseThrow());
    }

    @Test
    void aFaultIsSeenInTheNumbersAndNothingElseIs() {
        for (Preset preset : Preset.all().all().stream().filter(Preset::isComparable).toList()) {
            Measured.Compared compared = SHIPPED.preset(preset.id()).orElseThrow();
            boolean alike = compared.errors().values().stream().allMatch(Measured.Sides::alike);
            if (preset.difference().startsWith("nothing")) {
                assertTrue(alike, preset.id() + " is said to be the same");
            } else if (preset.faulty()) {
                assertNotEquals(true, alike, preset.id() + " is said to differ");
            }
        }
    }

    @Test
    void theNumbersSurviveTheirFile() {
        assertEquals(SHIPPED, Measured.of(SHIPPED.json()));
    }
}
