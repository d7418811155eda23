package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.ReportReader.csv;
import static samplerscope.cli.ReportReader.document;
import static samplerscope.cli.ReportReader.elements;
import static samplerscope.cli.ReportReader.rows;
import static samplerscope.cli.ReportReader.script;
import static samplerscope.cli.ReportReader.shell;
import static samplerscope.cli.ReportReader.withoutSeconds;
import static samplerscope.cli.TestCommands.samplerscope;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import samplerscope.cli.TestCommands.Result;

/// The page of a comparison of masked diffusion.
class MaskedReportTest {

    private static final String ONE = "random";
    private static final String ALL = "random:per-step=7";

    @TempDir
    private Path folder;
    private Path page;

    @BeforeEach
    void namePage() {
        page = folder.resolve("pages/report.html");
    }

    @Test
    void thePageIsWholeAndAsksForNothingElse() throws Exception {
        Document document = compared("chain-a", "");

        assertEquals(4, document.getElementsByTagName("svg").getLength(), "two figures and a canvas for each run");
        assertEquals(0, document.getElementsByTagName("script").getLength());
        assertEquals(0, document.getElementsByTagName("img").getLength());
        assertFalse(Files.readString(page).matches("(?s).*(@import|url\\(http).*"));
        for (Element link : elements(document, "a")) {
            assertTrue(link.getAttribute("href").startsWith("data:"), link.getAttribute("href"));
        }
    }

    @Test
    void itsNumbersAreThoseOfTheComparison() throws Exception {
        Document document = compared("chain-a", "");
        List<List<String>> written = Files.readAllLines(folder.resolve("out/compare.csv")).stream()
            .map(line -> Arrays.asList(line.split(",", -1))).toList();

        List<List<String>> runs = rows(document, 0);

        for (int lane = 0; lane < 2; lane++) {
            List<String> cells = runs.get(lane + 1);
            assertEquals(csv(written, lane, "run"), cells.getFirst());
            double kl = Double.parseDouble(csv(written, lane, "path-kl"));
            double se = Double.parseDouble(csv(written, lane, "path-kl_se"));
            assertEquals("%.4g ± %.2g nats per sequence".formatted(kl, 1.96 * se),
                cells.get(runs.getFirst().indexOf("path-kl")));
        }
        double paired = Double.parseDouble(csv(written, 1, "paired_path_kl"));
        assertTrue(rows(document, 1).get(1).get(1).startsWith("%.4g ±".formatted(paired)), rows(document, 1).toString());
    }

    @Test
    void boxesShowTheCanvasAndThePassOfEachToken() throws Exception {
        Document document = compared("chain-a", "ab");

        List<Element> boxes = elements(elements(document, "figure").get(2).getElementsByTagName("g"));

        String canvas = samplerscope("run", "--model", "chain-a", "--prompt", "ab", "--sampler", ONE, "--samples", "20",
            "--seed", "3").out().lines().filter(line -> line.contains("ab")).findFirst().orElseThrow();
        String shown = String.join("", boxes.stream().map(b -> elements(b.getElementsByTagName("text")).getFirst()
            .getTextContent()).toList());
        assertTrue(canvas.contains(shown), canvas + " has not " + shown);
        List<String> told = boxes.stream().map(b -> elements(b.getElementsByTagName("title")).getFirst()
            .getTextContent()).toList();
        assertEquals(List.of("position 0, given", "position 1, given"), told.subList(0, 2));
        assertEquals(IntStream.rangeClosed(1, 5).mapToObj(i -> "pass " + i).toList(), told.stream().skip(2)
            .map(t -> t.replaceFirst(".*, ", "")).sorted().toList(), "one token a pass");
    }

    @Test
    void aPromptIsTextWhateverIsInIt() throws Exception {
        Document document = compared("json", "{\"");

        assertTrue(elements(document, "p").stream().anyMatch(p -> p.getTextContent().contains("at first: {\"")));
    }

    @Test
    void theScriptOfThePageGivesTheSameNumbers() throws Exception {
        List<List<String>> before = rows(compared("chain-a", ""), 0);
        String script = script(document(page), "repeat.sh");

        Result repeated = shell(script, page);

        assertEquals("", repeated.err());
        assertEquals(0, repeated.code());
        assertEquals(withoutSeconds(before),
            withoutSeconds(rows(document(page.resolveSibling("repeat/report.html")), 0)));
    }

    private Document compared(String model, String prompt) throws Exception {
        var words = new ArrayList<Object>(List.of("compare", "--model", model, "--sampler", ONE, "--sampler", ALL,
            "--samples", "20", "--seed", "3", "-o", folder.resolve("out"), "--report", page));
        if (!prompt.isEmpty()) {
            words.addAll(List.of("--prompt", prompt));
        }
        Result result = samplerscope(words.toArray());
        assertEquals("", result.err());
        assertEquals(0, result.code());
        return document(page);
    }
}
