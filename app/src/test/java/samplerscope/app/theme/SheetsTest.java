package samplerscope.app.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javafx.css.Stylesheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the build leaves out of the themes is what no node needs, and the rest is there.
class SheetsTest {

    private static final String CONTROLS = "javafx/scene/control/";
    private static final String ATLANTA = "atlantafx/base/controls/";

    /// Classes whose nodes have the style classes that are left out.
    private static final Set<String> CONTROLS_LEFT_OUT = Stream.concat(
        Stream.of("ColorPicker", "DatePicker", "TreeTableView", "TreeView", "Pagination", "Dialog", "DialogPane",
            "Alert", "TextInputDialog", "ChoiceDialog", "ToolBar", "SplitMenuButton", "Accordion")
            .map(CONTROLS::concat),
        Stream.of("TabLine", "Tile", "Notification", "Message", "SegmentedControl", "CaptionMenuItem", "Calendar",
            "Breadcrumbs", "BBCodeParser", "ModalPane", "RingProgressIndicator").map(ATLANTA::concat))
        .collect(Collectors.toUnmodifiableSet());

    @Test
    void noClassOfTheProgramUsesWhatIsLeftOut() throws IOException, URISyntaxException {
        var constants = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(classes().resolve("samplerscope"))) {
            files.filter(SheetsTest::isOfTheProgram).forEach(file -> constants.addAll(constants(file)));
        }
        assertTrue(constants.contains("javafx/scene/control/TabPane"), "classes were read");
        assertEquals(List.of(), constants.stream()
            .filter(name -> CONTROLS_LEFT_OUT.contains(name) || name.startsWith("javafx/scene/chart/")).toList());
    }

    private static boolean isOfTheProgram(Path file) {
        return file.toString().endsWith(".class") && !file.endsWith("Sheets.class");
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(Theme.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static Set<String> constants(Path file) {
        try {
            return StreamSupport.stream(ClassFile.of().parse(file).constantPool().spliterator(), false)
                .filter(Utf8Entry.class::isInstance).map(entry -> ((Utf8Entry) entry).stringValue())
                .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A rule that fits every node is tried on every node.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noRuleOfAThemeFitsEveryNode(boolean dark) throws IOException, URISyntaxException {
        List<String> selectors = selectors(dark);
        assertEquals(List.of(), selectors.stream().filter(selector -> selector.endsWith("*")).toList());
        assertTrue(selectors.stream().anyMatch(selector -> selector.endsWith(".tab-label>*.text")), "colours of tabs");
        assertTrue(selectors.size() > 500, selectors.size() + " selectors");
    }

    private static List<String> selectors(boolean dark) throws IOException, URISyntaxException {
        return Stylesheet.loadBinary(new URI(Sheets.of(dark)).toURL()).getRules().stream()
            .flatMap(rule -> rule.getSelectors().stream()).map(Object::toString).toList();
    }

    @Test
    void keepsWhatAControlOfTheProgramNeedsAndTheRestOfARule() {
        String used = Sheets.used("""
            /* a comment { */
            .button, .tool-bar > .button {
              -fx-padding: 1;
            }
            .tool-bar { -fx-padding: 2; }
            .tab > .tab-label > * { -fx-fill: red; }
            """);
        assertEquals(".button { -fx-padding: 1; } "
            + ".tab > .tab-label > .text, .tab > .tab-label > .ikonli-font-icon { -fx-fill: red; }",
            used.replaceAll("\\s+", " ").strip());
    }

    /// JavaFX reads it in place of the text.
    @Test
    void everySheetOfTheProgramHasItsBinaryForm() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.walk(classes())) {
            List<Path> sheets = files.filter(file -> file.toString().endsWith(".css")).toList();
            assertFalse(sheets.isEmpty());
            for (Path sheet : sheets) {
                URI binary = URI.create(sheet.toUri().toString().replaceAll("css$", "bss"));
                assertFalse(Stylesheet.loadBinary(binary.toURL()).getRules().isEmpty(), binary.toString());
            }
        }
    }
}
