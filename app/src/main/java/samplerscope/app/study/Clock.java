package samplerscope.app.study;

/// What two lanes with different grids have in common when the cursor stands somewhere.
public enum Clock {
    LAMBDA("lambda", "lambda (half log-SNR)"),
    STEP("step", "step"),
    NFE("NFE", "NFE"),
    FRACTION("fraction", "share of the run");

    private final String word;
    private final String axis;

    Clock(String word, String axis) {
        this.word = word;
        this.axis = axis;
    }

    /// Short, for a button.
    public String word() {
        return word;
    }

    /// With unit, for an axis.
    public String axis() {
        return axis;
    }
}
