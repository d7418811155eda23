package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.samplerscope;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import samplerscope.cli.TestCommands.Result;

/// Pages of comparisons, read as XML, and the scripts inside them.
final class ReportReader {

    private ReportReader() {}

    /// Runs a script as a shell would: its specs become files, its last line a start in this process.
    /// @param page that it stands in
    static Result shell(String script, Path page) throws Exception {
        Path there = page.getParent();
        Files.createDirectories(there.resolve("repeat"));
        Matcher specs = Pattern.compile("cat > (\\S+) <<'END_OF_SPEC'\n(.*?)END_OF_SPEC\n", Pattern.DOTALL)
            .matcher(script);
        while (specs.find()) {
            Files.writeString(there.resolve(specs.group(1)), specs.group(2));
        }
        String command = script.lines().toList().getLast();
        assertTrue(command.startsWith("samplerscope compare "), command);
        List<Object> words = Arrays.stream(command.split(" ")).skip(1)
            .<Object>map(word -> word.startsWith("repeat/") ? there.resolve(word).toString() : word).toList();
        return samplerscope(words.toArray());
    }

    static Document document(Path file) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(new InputSource(new StringReader(Files.readString(file))));
    }

    static String script(Document document, String name) {
        String link = elements(document, "a").stream().filter(a -> a.getAttribute("download").equals(name))
            .findFirst().orElseThrow().getAttribute("href");
        return new String(Base64.getDecoder().decode(link.substring(link.indexOf(',') + 1)), StandardCharsets.UTF_8);
    }

    /// Cells of a table, the header first.
    static List<List<String>> rows(Document document, int table) {
        return elements(elements(document, "table").get(table).getElementsByTagName("tr")).stream()
            .map(row -> elements(row.getChildNodes()).stream().map(Element::getTextContent).toList()).toList();
    }

    static List<List<String>> withoutSeconds(List<List<String>> rows) {
        int seconds = rows.getFirst().indexOf("time (s)");
        return rows.stream().map(row -> {
            var cells = new ArrayList<>(row);
            cells.remove(seconds);
            return List.copyOf(cells);
        }).toList();
    }

    static String csv(List<List<String>> lines, int lane, String column) {
        return lines.get(lane + 1).get(lines.getFirst().indexOf(column));
    }

    static List<Element> elements(Document document, String tag) {
        return elements(document.getElementsByTagName(tag));
    }

    static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).filter(Element.class::isInstance)
            .map(Element.class::cast).toList();
    }
}
