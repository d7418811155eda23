package samplerscope.report;

/// The only place where a text becomes part of a page: names and specs come from users.
final class Markup {

    private static final int REPLACEMENT = 0xFFFD;

    private Markup() {}

    /// A text for an element or a quoted attribute. What XML cannot hold is replaced.
    static String text(String raw) {
        var out = new StringBuilder();
        clean(raw).codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /// The same characters without those that XML 1.0 forbids; for writers that escape by themselves.
    static String clean(String raw) {
        return raw.codePoints().map(c -> isAllowed(c) ? c : REPLACEMENT)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD
            || c >= 0x10000;
    }
}
