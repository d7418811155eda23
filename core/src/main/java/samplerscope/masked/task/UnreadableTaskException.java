package samplerscope.masked.task;

import samplerscope.SamplerscopeException;

/// A task that a model cannot be asked: it has no tokens for it, or no room.
public final class UnreadableTaskException extends SamplerscopeException {

    /// @param happened one sentence that names the task
    /// @param remedy   one sentence
    UnreadableTaskException(String happened, String remedy) {
        super(happened, remedy);
    }
}
