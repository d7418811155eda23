package samplerscope.masked;

/// What a predictor says about positions whose token is visible. Rules that revise tokens read it.
public enum Visible {

    /// All mass on the token that is there (SUBS parameterisation; Sahoo et al. 2024, MDLM, sec. 3.2.3).
    COPY,

    /// The law of the position given all others, as if it were hidden. Exact models give it.
    LEAVE_ONE_OUT,

    /// What a network says while it sees the token: mostly that token.
    RAW
}
