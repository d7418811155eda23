package samplerscope.model.onnx;

import java.util.List;

/// Several calls of a network side by side, each with its share of the threads.
///
/// Threads of one call wait for each other at every layer: on two cores, four calls of 4 pictures of 32 x 32 take 36 ms one
/// after the other with two threads each, and 27 ms as two times two with one. The bits are the same.
final class NetworkLanes implements AutoCloseable {

    private final List<NetworkCall> calls;
    private int next;

    /// @param calls of as many rows each; closed with this
    NetworkLanes(List<NetworkCall> calls) {
        this.calls = calls;
    }

    /// `into[from ...] <- network(state[from ...])`, at {@link #finish} at the latest.
    ///
    /// @param count  numbers, at most the rows of a call
    /// @param labels of the rows of a call; free again at once
    void ask(float[] state, int from, int count, float time, long[] labels, float[] into) {
        NetworkCall call = calls.get(next);
        next = (next + 1) % calls.size();
        try {
            call.finish(into);
            call.begin(state, from, count, time, labels);
        } catch (RuntimeException e) {
            calls.forEach(NetworkCall::stop);
            throw e;
        }
    }

    /// Waits for all that was asked.
    void finish(float[] into) {
        try {
            calls.forEach(call -> call.finish(into));
        } catch (RuntimeException e) {
            calls.forEach(NetworkCall::stop);
            throw e;
        }
    }

    @Override
    public void close() {
        calls.forEach(NetworkCall::stop);
        calls.forEach(NetworkCall::close);
    }
}
