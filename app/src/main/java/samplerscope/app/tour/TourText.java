package samplerscope.app.tour;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// Paragraphs in the small part of Markdown that tours use: bold, italic, code, and items of a list.
public final class TourText {

    private static final Pattern MARKED = Pattern.compile("\\*\\*(.+?)\\*\\*|\\*(.+?)\\*|`(.+?)`");
    private static final List<String> STYLES = List.of("tour-strong", "tour-emphasis", "tour-code");

    private TourText() {}

    public static TextFlow of(String paragraph) {
        boolean item = paragraph.startsWith("- ");
        String text = item ? "\u2022 " + paragraph.substring(2) : paragraph;
        var parts = new ArrayList<Node>();
        Matcher marked = MARKED.matcher(text);
        int from = 0;
        while (marked.find()) {
            parts.add(plain(text.substring(from, marked.start())));
            parts.add(styled(marked));
            from = marked.end();
        }
        parts.add(plain(text.substring(from)));
        var flow = new TextFlow(parts.toArray(Node[]::new));
        flow.getStyleClass().add("tour-text");
        return flow;
    }

    private static Text styled(Matcher marked) {
        int kind = 0;
        while (marked.group(kind + 1) == null) {
            kind++;
        }
        Text text = plain(marked.group(kind + 1));
        text.getStyleClass().add(STYLES.get(kind));
        return text;
    }

    private static Text plain(String words) {
        var text = new Text(words);
        text.getStyleClass().add("text");
        return text;
    }
}
