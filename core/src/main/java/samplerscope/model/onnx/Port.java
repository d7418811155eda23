package samplerscope.model.onnx;

import java.util.List;
import java.util.Locale;

/// An input or output of a network.
///
/// @param shape with {@link #ANY} for an axis of any length
public record Port(String name, Element element, List<Long> shape) {

    /// ONNX Runtime's sign for an axis of any length.
    public static final long ANY = -1;

    /// What the numbers are stored as.
    public enum Element {
        FLOAT32,
        FLOAT16,
        INT32,
        INT64,
        BOOL,
        /// Something that this program does not feed to networks.
        OTHER
    }

    public Port {
        shape = List.copyOf(shape);
    }

    /// `float32 [?, 4, ?, ?]`.
    public String inWords() {
        return "%s %s".formatted(element.name().toLowerCase(Locale.ROOT), shape.toString().replace("-1", "?"));
    }
}
