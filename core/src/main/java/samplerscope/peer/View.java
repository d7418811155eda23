package samplerscope.peer;

/// Where in a plan a state lies that a program recorded: what an instruction wrote, times a factor.
///
/// @param step  index of the step; -1 is the starting state
/// @param op    position of the instruction in the step; {@link #END} is the state after the whole step
/// @param scale from our state to that of the program, which may keep `x / alpha`
public record View(int step, int op, double scale) {

    public static final int END = -1;

    /// The state after a step.
    public static View after(int step) {
        return new View(step, END, 1);
    }

    public View times(double factor) {
        return new View(step, op, scale * factor);
    }
}
