package samplerscope.spec;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import samplerscope.masked.Canvas;
import samplerscope.masked.UnmaskStep.Commit;
import samplerscope.metric.Estimate;

/// What is kept of a run of masked diffusion: the spec that repeats it, what it ran on, and the map of its steps.
///
/// The canvases themselves are not in it, but follow from the start and the map; a fingerprint of all of them stands at
/// each step, those of sequences that are not recorded included.
///
/// @param spec        what to run
/// @param environment what it ran on
/// @param modelFiles  SHA-256 of each file that the model was made from
/// @param start       the canvas before the first step, shape [L]
/// @param steps       in order
/// @param texts       what the recorded canvases read at the end
/// @param ending      how it ended
/// @param metrics     what was measured, by id; see {@link samplerscope.store.MaskedMetrics}
public record MaskedRunFile(RunSpec.Unmask spec, RunFile.Environment environment, Map<String, String> modelFiles,
                            List<Integer> start, List<Step> steps, List<String> texts, RunFile.Ending ending,
                            Map<String, Estimate> metrics) {

    public MaskedRunFile {
        modelFiles = Collections.unmodifiableMap(new TreeMap<>(modelFiles));
        start = List.copyOf(start);
        steps = List.copyOf(steps);
        texts = List.copyOf(texts);
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /// One step of every sequence that was still at work.
    ///
    /// @param step    index, from 0
    /// @param nfe     passes so far, the most that one sequence has taken
    /// @param rows    evaluated so far, of all sequences together
    /// @param positions computed so far, of all sequences together
    /// @param seconds wall time of the step
    /// @param sha256  of all canvases after the step; see {@link Fingerprint#ofCanvases}
    /// @param moves   of the recorded sequences, ascending
    public record Step(int step, int nfe, long rows, long positions, double seconds, String sha256, List<Moves> moves) {
        public Step {
            moves = List.copyOf(moves);
        }
    }

    /// What one step did to one sequence.
    ///
    /// @param sequence  index, from 0
    /// @param passes    of this sequence so far
    /// @param committed tokens written, ascending in position
    /// @param remasked  positions hidden again, ascending
    public record Moves(int sequence, int passes, List<Commit> committed, List<Integer> remasked) {
        public Moves {
            committed = List.copyOf(committed);
            remasked = List.copyOf(remasked);
        }
    }

    /// Wall time of the steps.
    public double seconds() {
        return steps.stream().mapToDouble(Step::seconds).sum();
    }

    /// Passes of the sequence that took most.
    public int nfe() {
        return steps.isEmpty() ? 0 : steps.getLast().nfe();
    }

    /// The canvas of a recorded sequence after a step, made from the start and the map. What a step writes is there after
    /// it, whatever it hid before.
    ///
    /// @param after index of a step; -1 for the start
    /// @return shape [L]
    public int[] canvas(int sequence, int after) {
        int[] canvas = start.stream().mapToInt(Integer::intValue).toArray();
        for (Step step : steps) {
            if (step.step() <= after) {
                step.moves().stream().filter(m -> m.sequence() == sequence).forEach(m -> apply(canvas, m));
            }
        }
        return canvas;
    }

    private static void apply(int[] canvas, Moves moves) {
        moves.remasked().forEach(i -> canvas[i] = Canvas.MASK);
        moves.committed().forEach(c -> canvas[c.position()] = c.token());
    }

    /// As it reads from another folder: relative names in the spec still lead to the same files.
    public MaskedRunFile moved(MaskedCatalog catalog, Path from, Path to) {
        return new MaskedRunFile(ModelFiles.moved(spec, catalog, from, to), environment, modelFiles, start, steps, texts,
            ending, metrics);
    }

    /// Recorded sequences, ascending.
    public List<Integer> sequences() {
        return steps.stream().flatMap(s -> s.moves().stream()).map(Moves::sequence).distinct().sorted().toList();
    }
}
