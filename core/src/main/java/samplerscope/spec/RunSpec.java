package samplerscope.spec;

import java.util.List;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;
import samplerscope.run.Recording;

/// Everything needed to repeat a run, and nothing else.
public sealed interface RunSpec {

    /// The format that this program writes.
    int CURRENT_VERSION = 1;

    /// A bound on counts, far beyond use.
    int MOST_SAMPLES = 100_000_000;

    /// Format version of the file that it came from, after migration always {@link #CURRENT_VERSION}.
    int version();

    Choice model();

    long seed();

    /// A sampler of masked diffusion.
    ///
    /// @param sampler how the canvas is uncovered, with its settings
    /// @param prompt  what stands on the canvas at first, in the model's tokens, `_` for what is hidden; may be shorter than
    ///                the canvas, which is hidden after it
    /// @param samples sequences, `>= 1`
    record Unmask(int version, Choice model, Choice sampler, String prompt, int samples, long seed, Recording recording)
        implements RunSpec {

        public Unmask {
            if (samples < 1 || samples > MOST_SAMPLES) {
                throw new InvalidParameterException("samples", new Setting.Num(samples),
                    "must be a whole number from 1 to %d".formatted(MOST_SAMPLES));
            }
        }

        /// The spec that a file with nothing but a model stands for.
        public static Unmask of(Choice model) {
            return new Unmask(CURRENT_VERSION, model, Choice.of("random"), "", 64, 1, Recording.ALL);
        }

        public Unmask withModel(Choice changed) {
            return new Unmask(version, changed, sampler, prompt, samples, seed, recording);
        }

        public Unmask withSampler(Choice changed) {
            return new Unmask(version, model, changed, prompt, samples, seed, recording);
        }

        public Unmask withPrompt(String changed) {
            return new Unmask(version, model, sampler, changed, samples, seed, recording);
        }

        public Unmask withSamples(int changed) {
            return new Unmask(version, model, sampler, prompt, changed, seed, recording);
        }

        public Unmask withSeed(long changed) {
            return new Unmask(version, model, sampler, prompt, samples, changed, recording);
        }

        public Unmask withRecording(Recording changed) {
            return new Unmask(version, model, sampler, prompt, samples, seed, changed);
        }
    }

    /// A sampler of continuous diffusion.
    ///
    /// @param solvers one for all steps, or one per step
    /// @param samples how many are made, `>= 1`
    /// @param call    how the model is asked
    /// @param noise   which generator makes the initial noise from the seed; what solvers draw is always our own
    /// @param batch   rows per network call, 0 for the model's own; a limit on memory that never changes a result
    record Denoise(int version, Choice model, Choice schedule, Choice grid, List<Choice> solvers, Guidance guidance,
                   int samples, int batch, long seed, Recording recording, ModelCall call, Choice noise)
        implements RunSpec {

        /// Counter-based, and the same for a sample alone as in any batch.
        public static final Choice OWN_NOISE = Choice.of("own");

        public Denoise {
            solvers = List.copyOf(solvers);
            if (solvers.isEmpty()) {
                throw new InvalidParameterException("solvers", new Setting.Numbers(List.of()),
                    "must name one solver, or one per step");
            }
            inRange("samples", samples, 1);
            inRange("batch", batch, 0);
        }

        /// With the model asked as it is, from our own noise.
        public Denoise(int version, Choice model, Choice schedule, Choice grid, List<Choice> solvers,
                       Guidance guidance, int samples, int batch, long seed, Recording recording) {
            this(version, model, schedule, grid, solvers, guidance, samples, batch, seed, recording, ModelCall.PLAIN, OWN_NOISE);
        }

        private static void inRange(String place, int value, int least) {
            if (value < least || value > MOST_SAMPLES) {
                throw new InvalidParameterException(place, new Setting.Num(value),
                    "must be a whole number from %d to %d".formatted(least, MOST_SAMPLES));
            }
        }

        /// The spec that a file with nothing but a model stands for.
        public static Denoise of(Choice model) {
            return new Denoise(CURRENT_VERSION, model, Choice.of("vp-linear"), Choice.of("auto"),
                List.of(Choice.of("auto")), Guidance.NONE, 256, 0, 1, Recording.ALL, ModelCall.PLAIN, OWN_NOISE);
        }

        public Denoise withModel(Choice changed) {
            return new Denoise(version, changed, schedule, grid, solvers, guidance, samples, batch, seed, recording,
                call, noise);
        }

        public Denoise withSchedule(Choice changed) {
            return new Denoise(version, model, changed, grid, solvers, guidance, samples, batch, seed, recording,
                call, noise);
        }

        public Denoise withGrid(Choice changed) {
            return new Denoise(version, model, schedule, changed, solvers, guidance, samples, batch, seed, recording,
                call, noise);
        }

        public Denoise withSolvers(List<Choice> changed) {
            return new Denoise(version, model, schedule, grid, changed, guidance, samples, batch, seed, recording,
                call, noise);
        }

        public Denoise withGuidance(Guidance changed) {
            return new Denoise(version, model, schedule, grid, solvers, changed, samples, batch, seed, recording,
                call, noise);
        }

        public Denoise withSamples(int changed) {
            return new Denoise(version, model, schedule, grid, solvers, guidance, changed, batch, seed, recording,
                call, noise);
        }

        public Denoise withBatch(int changed) {
            return new Denoise(version, model, schedule, grid, solvers, guidance, samples, changed, seed, recording,
                call, noise);
        }

        public Denoise withSeed(long changed) {
            return new Denoise(version, model, schedule, grid, solvers, guidance, samples, batch, changed, recording,
                call, noise);
        }

        public Denoise withNoise(Choice changed) {
            return new Denoise(version, model, schedule, grid, solvers, guidance, samples, batch, seed, recording,
                call, changed);
        }

        public Denoise withCall(ModelCall changed) {
            return new Denoise(version, model, schedule, grid, solvers, guidance, samples, batch, seed, recording,
                changed, noise);
        }

        public Denoise withRecording(Recording changed) {
            return new Denoise(version, model, schedule, grid, solvers, guidance, samples, batch, seed, changed,
                call, noise);
        }
    }
}
