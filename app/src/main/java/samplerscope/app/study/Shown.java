package samplerscope.app.study;

/// Which picture an image lane shows.
public enum Shown {
    /// The state `x_t`.
    STATE("x_t"),
    /// The model's prediction of `x0`: the honest preview, it needs no extra evaluation.
    DATA("predicted x0"),
    /// Both, one beside the other.
    BOTH("x_t and x0"),
    /// Signed difference of the state to the reference.
    DIFFERENCE("error");

    private final String words;

    Shown(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
