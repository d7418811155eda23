package samplerscope.app.study;

/// Hears of runs as they end, on the FX thread.
public interface RunListener {

    /// A run has ended, one way or another; its lane still has what was recorded.
    void ended(RunEntry entry, LaneModel lane);

    /// More errors of the run, which had ended before, are known; the lane has them.
    void measured(RunEntry entry, LaneModel lane);
}
