package samplerscope.masked.world;

/// Small grammars that words of a fixed length are drawn from.
final class Grammars {

    static final String BRACKETS = "()[]";
    static final String EXPRESSIONS = "12+*()";
    static final String JSON = "{}[]:,\"ab12";

    private Grammars() {}

    /// Balanced brackets of two kinds, all words of a length equally likely: every rule weighs 1, and no word has two
    /// derivations, since the first bracket and its partner are found in one way only.
    static Grammar brackets() {
        return new Grammar.Builder(BRACKETS)
            .rule("Pair", 1, "(", ")").rule("Pair", 1, "(", "Word", ")")
            .rule("Pair", 1, "[", "]").rule("Pair", 1, "[", "Word", "]")
            .rule("Word", 1, "Pair").rule("Word", 1, "Pair", "Word")
            .unambiguous("Word");
    }

    /// Sums and products of whole numbers, with brackets; products bind tighter, both group to the left.
    static Grammar expressions() {
        return new Grammar.Builder(EXPRESSIONS)
            .rule("Number", 0.3, "1").rule("Number", 0.3, "2")
            .rule("Number", 0.2, "1", "Number").rule("Number", 0.2, "2", "Number")
            .rule("Factor", 0.7, "Number").rule("Factor", 0.3, "(", "Sum", ")")
            .rule("Product", 0.65, "Factor").rule("Product", 0.35, "Product", "*", "Factor")
            .rule("Sum", 0.65, "Product").rule("Sum", 0.35, "Sum", "+", "Product")
            .unambiguous("Sum");
    }

    /// Objects and lists of JSON (RFC 8259) over two letters and two digits, without spaces.
    static Grammar json() {
        return new Grammar.Builder(JSON)
            .rule("Letters", 0.35, "a").rule("Letters", 0.35, "b")
            .rule("Letters", 0.15, "a", "Letters").rule("Letters", 0.15, "b", "Letters")
            .rule("Text", 0.1, "\"", "\"").rule("Text", 0.9, "\"", "Letters", "\"")
            .rule("Number", 0.3, "1").rule("Number", 0.3, "2")
            .rule("Number", 0.2, "1", "Number").rule("Number", 0.2, "2", "Number")
            .rule("Members", 0.6, "Text", ":", "Value").rule("Members", 0.4, "Text", ":", "Value", ",", "Members")
            .rule("Object", 0.2, "{", "}").rule("Object", 0.8, "{", "Members", "}")
            .rule("Elements", 0.6, "Value").rule("Elements", 0.4, "Value", ",", "Elements")
            .rule("List", 0.2, "[", "]").rule("List", 0.8, "[", "Elements", "]")
            .rule("Value", 0.3, "Object").rule("Value", 0.2, "List")
            .rule("Value", 0.25, "Number").rule("Value", 0.25, "Text")
            .rule("Document", 0.6, "Object").rule("Document", 0.4, "List")
            .unambiguous("Document");
    }
}
