package samplerscope.app.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.css.Stylesheet;

/// The sheets of the themes, and what the build makes of all sheets: less to match, in JavaFX's binary form.
///
/// JavaFX tries every rule whose last part fits a node on that node and those around it. Of AtlantaFX's 1,300
/// selectors a third are for controls that this program has nowhere, and nine fit all nodes: half of the trials in the
/// first scene.
public final class Sheets {

    /// Style classes of controls that the program does not have. A test holds it to that.
    static final Set<String> UNUSED = Set.of(
        "tab-line", "tile-base", "tile", "notification", "message", "segmented-control", "caption-menu-item",
        "calendar", "color-picker", "custom-color-dialog", "color-palette", "color-palette-region",
        "date-picker-popup", "date-picker", "tree-table-view", "tree-table-row-cell", "tree-view",
        "tree-cell", "html-editor", "pagination", "dialog-pane", "alert", "text-input-dialog",
        "choice-dialog", "chart", "tool-bar", "breadcrumbs", "bb-code", "modal-box", "modal-pane",
        "split-menu-button", "accordion", "ring-progress-indicator");

    /// What fits every node, for the nodes that it is meant for. No titled pane here is ever disabled.
    private static final Map<String, List<String>> NARROWED = Map.of(
        ".tab-label > *", List.of(".tab-label > .text", ".tab-label > .ikonli-font-icon"),
        ".titled-pane:disabled > .title > *", List.of(),
        ".titled-pane:disabled > .content > *", List.of());

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
    private static final Pattern STYLE_CLASS = Pattern.compile("\\.([\\w-]+)");

    private Sheets() {}

    /// The address of a theme's sheet: what the build made of it, or AtlantaFX's where nothing was built.
    static String of(boolean dark) {
        URL made = Sheets.class.getResource(name(dark));
        return made == null ? original(dark) : made.toExternalForm();
    }

    private static String name(boolean dark) {
        return dark ? "dark.bss" : "light.bss";
    }

    private static String original(boolean dark) {
        return (dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet();
    }

    /// Called by the build, when the resources are where they go.
    ///
    /// @param args the folder of compiled classes and resources
    public static void main(String[] args) throws IOException {
        Path classes = Path.of(args[0]);
        for (boolean dark : new boolean[] {false, true}) {
            Path text = Files.createTempFile("theme", ".css");
            Files.writeString(text, used(text(dark)));
            convert(text, classes.resolve("samplerscope/app/theme").resolve(name(dark)));
            Files.delete(text);
        }
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path sheet : all.filter(file -> file.toString().endsWith(".css")).toList()) {
                // JavaFX looks for this one before it reads the text.
                convert(sheet, sheet.resolveSibling(String.valueOf(sheet.getFileName()).replace(".css", ".bss")));
            }
        }
    }

    private static void convert(Path text, Path binary) throws IOException {
        Stylesheet.convertToBinary(text.toFile(), binary.toFile());
    }

    /// AtlantaFX's sheet of a theme.
    static String text(boolean dark) {
        try (InputStream in = Application.class.getResourceAsStream(original(dark))) {
            if (in == null) {
                throw new IllegalStateException("AtlantaFX has no sheet " + original(dark));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The rules of a sheet that can fit a node of this program.
    static String used(String sheet) {
        return RULE.matcher(COMMENT.matcher(sheet).replaceAll("")).results().map(Sheets::usedRule)
            .filter(rule -> !rule.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static String usedRule(MatchResult rule) {
        String selectors = Stream.of(rule.group(1).split(",")).map(String::strip).filter(Sheets::isUsed)
            .flatMap(Sheets::narrowed).collect(Collectors.joining(", "));
        return selectors.isEmpty() ? "" : selectors + " {" + rule.group(2) + "}";
    }

    private static boolean isUsed(String selector) {
        return STYLE_CLASS.matcher(selector).results().noneMatch(name -> UNUSED.contains(name.group(1)));
    }

    private static Stream<String> narrowed(String selector) {
        return NARROWED.entrySet().stream().filter(entry -> selector.endsWith(entry.getKey())).findFirst()
            .map(entry -> entry.getValue().stream()
                .map(end -> selector.substring(0, selector.length() - entry.getKey().length()) + end))
            .orElse(Stream.of(selector));
    }
}
