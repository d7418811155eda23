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
import static samplerscope.cli.TestCommands.SMALL;
import static samplerscope.cli.TestCommands.samplerscope;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import samplerscope.cli.TestCommands.Result;

/// The page of a comparison, read as XML, and the script inside it.
class CompareReportTest {

    /// A file name, so it has no slash.
    private static final String HOSTILE = "<script>alert(1)<script>&\"'$(touch x)";

    @TempDir
    private Path folder;
    private Path spec;
    private Path other;
    private Path page;

    @BeforeEach
    void writeSpecs() throws Exception {
        spec = Files.writeString(folder.resolve("small.json"), SMALL);
        other = Files.writeString(folder.resolve("other.json"), SMALL.replace("dpmpp-2m", "ddim"));
        page = folder.resolve("pages/report.html");
    }

    @Test
    void thePageIsWholeAndAsksForNothingElse() throws Exception {
        Document document = compared(spec, other);

        assertEquals(3, document.getElementsByTagName("svg").getLength());
        assertEquals(2, document.getElementsByTagName("img").getLength());
        assertEquals(0, document.getElementsByTagName("script").getLength());
        for (Element element : elements(document, "*")) {
            for (String attribute : List.of("src", "href", "xlink:href")) {
                String target = element.getAttribute(attribute);
                assertTrue(target.isEmpty() || target.startsWith("data:") || target.startsWith("#"), target);
            }
            assertFalse(element.getTagName().equals("img") && element.getAttribute("alt").isEmpty());
        }
        assertFalse(Files.readString(page).matches("(?s).*(@import|url\\(http).*"));
        List<String> ids = elements(document, "*").stream().map(e -> e.getAttribute("id")).filter(id -> !id.isEmpty())
            .toList();
        assertEquals(ids.size(), ids.stream().distinct().count(), "ids of different drawings: " + ids);
    }

    @Test
    void itsNumbersAreThoseOfTheComparison() throws Exception {
        Document document = compared(spec, other);
        List<List<String>> written = Files.readAllLines(folder.resolve("out/compare.csv")).stream()
            .map(line -> Arrays.asList(line.split(",", -1))).toList();

        List<List<String>> runs = rows(document, 0);

        for (int lane = 0; lane < 2; lane++) {
            List<String> cells = runs.get(lane + 1);
            assertEquals(csv(written, lane, "run"), cells.get(0));
            assertEquals(csv(written, lane, "nfe"), cells.get(5));
            double se = Double.parseDouble(csv(written, lane, "rms_se"));
            assertEquals("%.4g ± %.2g rms per element".formatted(Double.parseDouble(csv(written, lane, "rms")),
                1.96 * se), cells.get(6));
        }
        assertEquals(List.of("other", "small", "%.4g ± %.2g rms per element".formatted(
            Double.parseDouble(csv(written, 1, "paired")),
            1.96 * Double.parseDouble(csv(written, 1, "paired_se")))), rows(document, 1).get(1));
    }

    @Test
    void aNameIsTextWhateverIsInIt() throws Exception {
        Path hostile = Files.copy(other, folder.resolve(HOSTILE + ".json"));

        Document document = compared(spec, hostile);

        assertEquals(0, document.getElementsByTagName("script").getLength());
        assertEquals(HOSTILE, rows(document, 0).get(2).getFirst());
        String script = script(document, "repeat.sh");
        assertFalse(script.contains("touch"), script);
        assertTrue(script.contains("repeat/run-2.json"), script);
    }

    @Test
    void theScriptOfThePageGivesTheSameNumbers() throws Exception {
        List<List<String>> before = rows(compared(spec, other, "--metric", "energy-distance", "--set", "seed=9"), 0);
        String script = script(document(page), "repeat.sh");
        Files.delete(spec);
        Files.delete(other);

        Result repeated = shell(script, page);

        assertEquals("", repeated.err());
        assertEquals(0, repeated.code());
        Document again = document(page.resolveSibling("repeat/report.html"));
        assertEquals(withoutSeconds(before), withoutSeconds(rows(again, 0)));
        assertTrue(before.getFirst().contains("energy-distance"));
    }

    @Test
    void theScriptForWindowsCarriesTheSameSpecs() throws Exception {
        Document document = compared(spec, other);
        Matcher decoded = Pattern.compile("\\(\r\n((?:echo [^\r]*\r\n)+)\\)>repeat\\\\(\\S+)\\.b64\r\n")
            .matcher(script(document, "repeat.cmd"));

        var specs = new ArrayList<String>();
        while (decoded.find()) {
            specs.add(new String(Base64.getMimeDecoder().decode(decoded.group(1).replace("echo ", "")),
                StandardCharsets.UTF_8));
        }

        assertEquals(2, specs.size());
        for (String text : specs) {
            assertTrue(script(document, "repeat.sh").contains("\n" + text + "END_OF_SPEC\n"), text);
        }
    }

    private Document compared(Path first, Path second, Object... more) throws Exception {
        var words = new ArrayList<Object>(List.of("compare", first, second, "-o", folder.resolve("out"), "--report",
            page));
        words.addAll(List.of(more));
        Result result = samplerscope(words.toArray());
        assertEquals("", result.err());
        assertEquals(0, result.code());
        return document(page);
    }
}
