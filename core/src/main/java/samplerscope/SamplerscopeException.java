package samplerscope;

/// What happened, and what to do about it: two sentences, kept apart so that a window can show both.
///
/// Every error of ours is a final subclass. {@link #getMessage()} joins the two for logs and the command line.
public abstract class SamplerscopeException extends RuntimeException {

    private final String happened;
    private final String remedy;

    protected SamplerscopeException(String happened, String remedy) {
        this(happened, remedy, null);
    }

    protected SamplerscopeException(String happened, String remedy, @org.jspecify.annotations.Nullable Throwable cause) {
        super(happened + "; " + remedy, cause);
        this.happened = happened;
        this.remedy = remedy;
    }

    /// What went wrong, naming the thing, the value found and the values allowed.
    public String happened() {
        return happened;
    }

    /// What to do next.
    public String remedy() {
        return remedy;
    }
}
