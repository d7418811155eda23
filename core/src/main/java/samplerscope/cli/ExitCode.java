package samplerscope.cli;

import samplerscope.run.Outcome;

/// What the shell is told.
public final class ExitCode {

    public static final int DONE = 0;
    public static final int FAILED = 1;
    /// Bad arguments, or a file that cannot be used.
    public static final int BAD_INPUT = 2;
    public static final int CANCELLED = 3;
    public static final int DIFFERENT = 4;

    private ExitCode() {}

    /// @throws RuntimeException the cause of a failure, for its two sentences to be printed
    static int of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed _ -> DONE;
            case Outcome.Cancelled _ -> CANCELLED;
            case Outcome.Failed(var _, RuntimeException cause) -> throw cause;
        };
    }
}
