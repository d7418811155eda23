package samplerscope.model;

/// How a model of texts is usually asked.
///
/// @param guidanceScale how strongly it follows the text, as {@link Guided} has it
public record Prompting(double guidanceScale) {}
