package samplerscope.app.inspector;

/// One line of the inspector.
///
/// @param label what it is
/// @param value for reading
/// @param exact for hovering and copying: every digit, or the same as the value
public record Fact(String label, String value, String exact) {

    static Fact of(String label, String value) {
        return new Fact(label, value, value);
    }
}
