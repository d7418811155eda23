package samplerscope.app.study;

/// What the user did to a row of the run table: a part of the study, so that it can be undone.
///
/// @param name    empty to be named after the spec
/// @param style   index of a colour; -1 for the lane's own
/// @param pinned  stays at the top
/// @param deleted no longer shown
public record RunMark(String name, int style, boolean pinned, boolean deleted) {

    public static final RunMark NONE = new RunMark("", -1, false, false);

    public RunMark withName(String changed) {
        return new RunMark(changed, style, pinned, deleted);
    }

    public RunMark withStyle(int changed) {
        return new RunMark(name, changed, pinned, deleted);
    }

    public RunMark withPinned(boolean changed) {
        return new RunMark(name, style, changed, deleted);
    }

    public RunMark withDeleted(boolean changed) {
        return new RunMark(name, style, pinned, changed);
    }
}
