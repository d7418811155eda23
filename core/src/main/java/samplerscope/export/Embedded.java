package samplerscope.export;

/// The text that a picture carries: a run file, under one keyword in every format.
final class Embedded {

    /// Keyword of the `iTXt` chunk in PNG and APNG, first line of the comment in GIF.
    static final String KEYWORD = "samplerscope run";

    private Embedded() {}
}
