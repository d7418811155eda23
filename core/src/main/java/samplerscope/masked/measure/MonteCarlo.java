package samplerscope.masked.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import samplerscope.masked.Canvas;
import samplerscope.masked.Decoding;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Passes;
import samplerscope.masked.Streams;
import samplerscope.tensor.Workers;

/// Decodes many sequences with one sampler and measures them.
///
/// The result depends on world, prompts, count, seed and sampler, not on the number of threads: each sequence has its own
/// random numbers, and sums are taken in the order of the sequences.
///
/// @param world   that is asked, and measured against
/// @param prompts where sequences begin
/// @param count   sequences, at least 1
/// @param seed    of all random numbers
public record MonteCarlo(MaskedWorld world, Prompts prompts, int count, long seed) {

    /// The fifth use of a seed; a sampler has the first three, prompts the fourth.
    private static final int EXACT_SAMPLES = 5;
    private static final int FAR = 4;

    /// @throws IllegalArgumentException for a count below 1
    public MonteCarlo {
        if (count < 1) {
            throw new IllegalArgumentException(count + " sequences");
        }
    }

    /// @param workers to share the sequences among; not to be called from one of their ranges
    /// @throws CancellationException when the calling thread is interrupted; asked before each sequence
    /// @throws samplerscope.SamplerscopeException in one of its kinds if the sampler does not fit the world
    public Measurement measure(MaskedSampler sampler, Workers workers) {
        return summary(scores(sampler, workers), sampler.drawsAsItSays(), workers);
    }

    /// The same on the calling thread alone, with the same result: for work that is not to take all cores.
    public Measurement measure(MaskedSampler sampler) {
        try (var alone = new Workers(1)) {
            return measure(sampler, alone);
        }
    }

    /// The sequences one by one, in order.
    ///
    /// @throws CancellationException as {@link #measure}
    public List<SequenceScore> scores(MaskedSampler sampler, Workers workers) {
        var scores = new SequenceScore[count];
        forEach(workers, n -> {
            int[] start = prompts.start(n);
            var running = new SequenceScore.Running(world, start);
            Decoding decoding = sampler.begin(start, new Passes(world), Streams.of(seed, n));
            while (!decoding.isDone()) {
                running.add(decoding.step());
            }
            scores[n] = running.finished();
        });
        return List.of(scores);
    }

    /// What given sequences come to: one of each start, in order.
    ///
    /// @param pathLaw whether the sampler draws as it says; see {@link MaskedSampler#drawsAsItSays}
    /// @throws CancellationException as {@link #measure}
    public Measurement summary(List<SequenceScore> scores, boolean pathLaw, Workers workers) {
        boolean prompted = scores.stream().anyMatch(s -> s.written() < world.length());
        Optional<Measurement.PairDistance> bigram = Optional.empty();
        Optional<Measurement.PairDistance> fourApart = Optional.empty();
        if (!prompted) {
            List<int[]> exact = exactSamples(workers);
            List<int[]> decoded = scores.stream().map(SequenceScore::tokens).toList();
            bigram = pairs(decoded, exact, 1);
            fourApart = pairs(decoded, exact, FAR);
        }
        return Measurement.of(world, scores, pathLaw, prompted ? bestLogs(workers) : Optional.empty(), bigram, fourApart);
    }

    private Optional<Measurement.PairDistance> pairs(List<int[]> decoded, List<int[]> exact, int lag) {
        if (lag >= world.length()) {
            return Optional.empty();
        }
        PairLaw truth = PairLaw.of(world, lag);
        return Optional.of(new Measurement.PairDistance(
            PairLaw.of(decoded, world.vocabulary(), lag).distance(truth),
            PairLaw.of(exact, world.vocabulary(), lag).distance(truth)));
    }

    private List<int[]> exactSamples(Workers workers) {
        var samples = new int[count][];
        forEach(workers, n -> samples[n] =
            world.sample(Canvas.hidden(world.length()), Streams.stream(seed, n, EXACT_SAMPLES)));
        return Arrays.asList(samples);
    }

    private Optional<double[]> bestLogs(Workers workers) {
        if (world.mostLikely(prompts.start(0)).isEmpty()) {
            return Optional.empty();
        }
        var logs = new double[count];
        forEach(workers, n -> logs[n] = world.mostLikely(prompts.start(n)).map(world::logMass).orElseThrow());
        return Optional.of(logs);
    }

    private void forEach(Workers workers, IntConsumer sequence) {
        Thread caller = Thread.currentThread();
        workers.forEachRange(count, 1, (from, to) -> {
            for (int n = from; n < to; n++) {
                if (caller.isInterrupted()) {
                    throw new CancellationException("measuring was cancelled");
                }
                sequence.accept(n);
            }
        });
    }
}
