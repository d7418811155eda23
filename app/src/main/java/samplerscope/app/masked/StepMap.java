package samplerscope.app.masked;

import java.util.Locale;
import samplerscope.masked.TokenText;
import samplerscope.masked.UnmaskStep;

/// The order in which a sequence was written, as data: a line, or an object, for every commit and every token that was
/// hidden again. Positions and steps count from 1, as on the page.
final class StepMap {

    private StepMap() {}

    static String csv(Sequence sequence, TokenText tokens) {
        var text = new StringBuilder("step,passes,position,token,text,probability,hidden_again\n");
        for (Frame frame : sequence.frames()) {
            UnmaskStep s = frame.step();
            for (UnmaskStep.Commit c : s.committed()) {
                text.append(String.format(Locale.ROOT, "%d,%d,%d,%d,%s,%s,false\n", s.index() + 1, s.passes(),
                    c.position() + 1, c.token(), quoted(tokens.text(c.token())), c.probability()));
            }
            for (int position : s.remasked()) {
                text.append(String.format(Locale.ROOT, "%d,%d,%d,,,,true\n", s.index() + 1, s.passes(), position + 1));
            }
        }
        return text.toString();
    }

    static String json(Sequence sequence, TokenText tokens) {
        var text = new StringBuilder("{\"length\": %d, \"steps\": [".formatted(sequence.length()));
        String between = "\n";
        for (Frame frame : sequence.frames()) {
            UnmaskStep s = frame.step();
            text.append(between).append("  {\"step\": %d, \"passes\": %d, \"rows\": %d, \"written\": [".formatted(
                s.index() + 1, s.passes(), s.rows()));
            text.append(String.join(", ", s.committed().stream().map(c -> String.format(Locale.ROOT,
                "{\"position\": %d, \"token\": %d, \"text\": %s, \"probability\": %s}", c.position() + 1, c.token(),
                string(tokens.text(c.token())), c.probability())).toList()));
            text.append("], \"hidden_again\": [").append(String.join(", ", s.remasked().stream().map(p ->
                String.valueOf(p + 1)).toList())).append("]}");
            between = ",\n";
        }
        return text.append("\n]}\n").toString();
    }

    private static String quoted(String text) {
        return text.matches("[^\",\n\r]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String string(String text) {
        var json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
