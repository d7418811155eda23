package samplerscope.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import samplerscope.masked.Decoding;
import samplerscope.masked.Gathering;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.Passes;
import samplerscope.masked.Streams;
import samplerscope.run.StepRecord.SequenceStep;
import samplerscope.run.StepRecord.Unmasked;
import samplerscope.tensor.Workers;

/// Uncovers many canvases in lock-step: one step of the run is one step of every sequence that is not done.
///
/// A sequence is the same alone and in any batch, on one thread or many: its random numbers come from the seed and its
/// index, and it sees no other. A model that prefers batches is asked for many sequences at once; see {@link Gathering}.
public final class MaskedRun implements Run<Unmasked> {

    /// One sequence with what its model has been asked.
    private record Sequence(int index, Decoding decoding, Passes passes) {}

    private final int[] start;
    private final Recording recording;
    private final List<Sequence> sequences;
    private final Workers workers;
    private final Runnable alsoClose;
    private final Gathering gathering = new Gathering();
    private final int batch;
    private int next;

    /// On all processors; see below.
    public MaskedRun(MaskedSampler sampler, MaskPredictor model, int[] start, int samples, long seed, Recording recording) {
        this(sampler, model, start, samples, seed, recording, new Workers(Runtime.getRuntime().availableProcessors()), true);
    }

    /// @param start   prompt, at most as long as the canvas
    /// @param samples sequences, `>= 1`
    /// @param workers that share the sequences of a step; the caller closes them
    /// @throws samplerscope.SamplerscopeException in one of its kinds if sampler, model and prompt do not fit each other
    public MaskedRun(MaskedSampler sampler, MaskPredictor model, int[] start, int samples, long seed, Recording recording,
                     Workers workers) {
        this(sampler, model, start, samples, seed, recording, workers, false);
    }

    private MaskedRun(MaskedSampler sampler, MaskPredictor model, int[] start, int samples, long seed, Recording recording,
                      Workers workers, boolean own) {
        this.workers = workers;
        this.alsoClose = own ? workers::close : () -> {};
        this.start = start.clone();
        this.recording = recording;
        this.batch = model.batch();
        MaskPredictor asked = batch > 1 ? gathering.around(model) : model;
        this.sequences = IntStream.range(0, samples).mapToObj(i -> {
            var passes = new Passes(asked);
            return new Sequence(i, sampler.begin(start, passes, Streams.of(seed, i)), passes);
        }).toList();
    }

    /// What stood on the canvas at first.
    public int[] start() {
        return start.clone();
    }

    /// An interrupt of the calling thread ends a step between two sequences, or within a batch. The run is over then, as after any error:
    /// some of its sequences have taken the step and some have not.
    ///
    /// @throws samplerscope.masked.NonFinitePredictionException if the model says NaN or infinity
    /// @throws CancellationException                            when the calling thread is interrupted; the interrupt stays
    @Override
    public Optional<Unmasked> advance() {
        List<Sequence> working = sequences.stream().filter(s -> !s.decoding.isDone()).toList();
        if (working.isEmpty()) {
            return Optional.empty();
        }
        long began = System.nanoTime();
        List<SequenceStep> steps = steps(working);
        int index = next++;
        int left = (int) sequences.stream().filter(s -> !s.decoding.isDone()).count();
        long nanos = System.nanoTime() - began;
        return Optional.of(new Unmasked(index, nfe(), rows(), positions(), recorded(index, left, steps), left, nanos));
    }

    private List<SequenceStep> steps(List<Sequence> working) {
        return batch > 1 ? gathered(working) : shared(working);
    }

    /// As many at a time as the model wants in a batch.
    private List<SequenceStep> gathered(List<Sequence> working) {
        var steps = new SequenceStep[working.size()];
        for (int from = 0; from < steps.length; from += batch) {
            var some = new ArrayList<Runnable>();
            for (int i = from; i < StrictMath.min(steps.length, from + batch); i++) {
                int at = i;
                some.add(() -> steps[at] = new SequenceStep(working.get(at).index, working.get(at).decoding.step()));
            }
            gathering.together(some);
        }
        return List.of(steps);
    }

    private List<SequenceStep> shared(List<Sequence> working) {
        var steps = new SequenceStep[working.size()];
        Thread caller = Thread.currentThread();
        workers.forEachRange(steps.length, 1, (from, to) -> {
            for (int i = from; i < to; i++) {
                if (caller.isInterrupted()) {
                    throw new CancellationException("the run was cancelled");
                }
                Sequence sequence = working.get(i);
                steps[i] = new SequenceStep(sequence.index, sequence.decoding.step());
            }
        });
        return List.of(steps);
    }

    /// Every n-th step of the first sequences, and always their last.
    private List<SequenceStep> recorded(int index, int left, List<SequenceStep> steps) {
        int wanted = recording.rows(sequences.size());
        boolean all = (index + 1) % recording.every() == 0 || left == 0;
        var kept = new ArrayList<SequenceStep>();
        for (SequenceStep step : steps) {
            boolean ended = sequences.get(step.sequence()).decoding.isDone();
            if (step.sequence() < wanted && (all || ended)) {
                kept.add(step);
            }
        }
        return kept;
    }

    /// The canvases as they are now, in the order of the sequences; copies.
    public List<int[]> states() {
        return sequences.stream().map(s -> s.decoding.state()).toList();
    }

    /// Passes of each sequence so far.
    public int[] passes() {
        return sequences.stream().mapToInt(s -> s.passes.passes()).toArray();
    }

    private int nfe() {
        return sequences.stream().mapToInt(s -> s.passes.passes()).max().orElse(0);
    }

    private long rows() {
        return sequences.stream().mapToLong(s -> s.passes.rows()).sum();
    }

    private long positions() {
        return sequences.stream().mapToLong(s -> s.passes.positions()).sum();
    }

    @Override
    public boolean isComplete() {
        return sequences.stream().allMatch(s -> s.decoding.isDone());
    }

    /// The model is the caller's.
    @Override
    public void close() {
        alsoClose.run();
    }
}
