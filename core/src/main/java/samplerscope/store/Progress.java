package samplerscope.store;

/// Hears how far some work is. Called on the working thread, often; it must be quick.
@FunctionalInterface
public interface Progress {

    /// @param stage what is being done: `reference`, `run`, `write`
    /// @param done  steps of the stage, 0 to `total`
    /// @param total steps of the stage; 0 when nobody knows
    void at(String stage, int done, int total);

    Progress NONE = (_, _, _) -> { };
}
