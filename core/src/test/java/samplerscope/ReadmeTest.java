package samplerscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.solver.StepCost;
import samplerscope.spec.Catalog;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecReader;

/// The README says nothing about the registries that is not so.
class ReadmeTest {

    private static final String BEGIN = "<!-- solvers: written by the registry, checked by a test -->\n";
    private static final String END = "<!-- end of solvers -->";
    private static final Path HOME = Path.of(System.getProperty("samplerscope.home"));
    private static String readme;

    @BeforeAll
    static void read() throws IOException {
        readme = Files.readString(HOME.resolve("README.md"));
    }

    @Test
    void theTableOfSolversIsTheRegistry() {
        String written = readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END));

        assertEquals(table(), written, "the README's table is out of date; it should be:\n" + table());
    }

    @Test
    void theExampleSpecRuns() {
        int start = readme.indexOf("{\"kind\"");
        String json = readme.substring(start, readme.indexOf("END", start));
        var catalog = Catalog.standard(HOME.resolve("assets"));

        RunSpec.Denoise spec = new SpecReader(catalog).read(json, "README.md");

        try (var resolver = new Resolver(catalog)) {
            assertEquals(10, resolver.resolve(spec, HOME).nfe());
        }
    }

    @Test
    void everyFileItLinksToIsThere() {
        var links = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(readme);
        while (links.find()) {
            assertTrue(Files.exists(HOME.resolve(links.group(1))), links.group(1));
        }
    }

    private static String table() {
        var catalog = Catalog.standard(HOME.resolve("assets"));
        return "| solver | id | order | NFE per step | source |\n|---|---|--:|--:|---|\n"
            + catalog.solvers().all().stream().map(s -> "| %s | `%s` | %s | %d | %s |\n".formatted(
                s.name(), s.id(), s.order() == 0 ? "none" : Integer.toString(s.order()),
                StepCost.evaluations(s), s.source())).collect(Collectors.joining());
    }
}
