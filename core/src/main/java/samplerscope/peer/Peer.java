package samplerscope.peer;

/// A sampler of a published program.
public interface Peer {

    /// The program, as recorded runs name it: `diffusers`, `k-diffusion`.
    String program();

    /// The sampler within the program, as it names it: `DPMSolverMultistepScheduler`.
    String sampler();

    /// How a recorded run is repeated here.
    ///
    /// @throws UnknownOptionException for an option that is not understood
    Playable playable(RecordedRun run, Problems problems);
}
