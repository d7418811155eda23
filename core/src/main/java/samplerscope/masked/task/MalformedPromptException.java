package samplerscope.masked.task;

import samplerscope.SamplerscopeException;

/// A prompt that is none of its task.
public final class MalformedPromptException extends SamplerscopeException {

    /// @param happened one sentence that names the task
    /// @param remedy   one sentence
    public MalformedPromptException(String happened, String remedy) {
        super(happened, remedy);
    }
}
