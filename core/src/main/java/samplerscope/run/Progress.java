package samplerscope.run;

/// Hears how far some work is. Called on the working thread, often; it must be quick.
@FunctionalInterface
public interface Progress {

    /// @param stage what is being done: `reference`, `run`, `write`, or what is measured of a model before a run:
    ///              `pilot run`, `paths`, `samples`, `statistics`, that somebody else is at it, or which network of a
    ///              folder is loaded
    /// @param done  steps of the stage, 0 to `total`; for what is measured, evaluations of the model
    /// @param total steps of the stage; 0 when nobody knows
    void at(String stage, int done, int total);

    /// Something that does not stop the work, in one sentence, such as a damaged file that is made again.
    default void notice(String sentence) {
        System.getLogger(Progress.class.getName()).log(System.Logger.Level.WARNING, sentence);
    }

    Progress NONE = (_, _, _) -> { };
}
