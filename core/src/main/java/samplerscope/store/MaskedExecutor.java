package samplerscope.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.measure.MonteCarlo;
import samplerscope.masked.measure.Prompts;
import samplerscope.masked.measure.SequenceScore;
import samplerscope.metric.Estimate;
import samplerscope.run.MaskedRun;
import samplerscope.run.Outcome;
import samplerscope.run.Progress;
import samplerscope.run.StepRecord;
import samplerscope.run.StepRecord.SequenceStep;
import samplerscope.spec.Fingerprint;
import samplerscope.spec.MaskedRunFile;
import samplerscope.spec.ResolvedMasked;
import samplerscope.spec.RunFile;
import samplerscope.tensor.Workers;

/// Carries a run of masked diffusion out on the calling thread and some helpers, measured against the law of its world
/// where there is one. Keeps one canvas a sequence, and the step map of the recorded sequences.
///
/// The map has every step of a recorded sequence, whatever {@link samplerscope.run.Recording#every} says: a map with holes
/// could not be replayed. Interrupting the thread cancels within one step; what was done until then is the result.
public final class MaskedExecutor {

    /// What exact worlds compute on: plain Java, in float64.
    public static final String BACKEND = "java";
    private static final String PRECISION = "float64";
    /// What networks are evaluated by; the laws that they say are float64 from the logits on.
    private static final String NETWORK = "onnx";
    private static final String NETWORK_PRECISION = "float32";

    /// What sequences are measured against.
    public enum Measure {
        /// Nothing: only the run.
        NOTHING,
        /// The exact law of the world, where the model is one.
        LAW
    }

    private final int threads;
    private final Progress progress;

    /// @param threads `>= 1`; never changes a result
    public MaskedExecutor(int threads, Progress progress) {
        this.threads = threads;
        this.progress = progress;
    }

    public MaskedExecuted execute(ResolvedMasked run, Measure measure) {
        try (var workers = new Workers(threads); MaskedRun source = run.watchedRun(workers)) {
            var running = new Running(run, source, workers, measure);
            return running.ended(running.pull());
        }
    }

    /// One run under way.
    private final class Running {

        private final ResolvedMasked run;
        private final MaskedRun source;
        private final Workers workers;
        private final Optional<MaskedWorld> world;
        private final List<SequenceScore.Running> scores = new ArrayList<>();
        private final List<MaskedRunFile.Step> steps = new ArrayList<>();
        private final int[][] canvases;
        private final SequenceCosts[] costs;
        private final int recorded;
        private final int hidden;

        Running(ResolvedMasked run, MaskedRun source, Workers workers, Measure measure) {
            int samples = run.spec().samples();
            this.run = run;
            this.source = source;
            this.workers = workers;
            this.world = measure == Measure.LAW && run.model().predictor() instanceof MaskedWorld law
                ? Optional.of(law) : Optional.empty();
            this.canvases = Stream.generate(run::start).limit(samples).toArray(int[][]::new);
            this.costs = Stream.generate(() -> SequenceCosts.NOTHING).limit(samples).toArray(SequenceCosts[]::new);
            this.recorded = run.spec().recording().rows(samples);
            this.hidden = Canvas.masked(run.start());
            world.ifPresent(law -> {
                for (int i = 0; i < samples; i++) {
                    scores.add(new SequenceScore.Running(law, run.start()));
                }
            });
        }

        Outcome pull() {
            tellProgress();
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    Optional<StepRecord.Unmasked> record = source.advance();
                    if (record.isEmpty()) {
                        return new Outcome.Completed(steps.size());
                    }
                    take(record.get());
                    tellProgress();
                }
                return ended();
            } catch (CancellationException e) {
                return ended();
            } catch (RuntimeException e) {
                return new Outcome.Failed(steps.size(), e);
            }
        }

        /// Of a run that was stopped; one that was stopped after its last step has completed.
        private Outcome ended() {
            boolean whole = Arrays.stream(canvases).allMatch(c -> Canvas.masked(c) == 0) && source.isComplete();
            return whole ? new Outcome.Completed(steps.size()) : new Outcome.Cancelled(steps.size());
        }

        private void tellProgress() {
            long total = (long) hidden * canvases.length;
            long left = Arrays.stream(canvases).mapToLong(Canvas::masked).sum();
            progress.at("unmask", (int) StrictMath.min(Integer.MAX_VALUE, total - left),
                (int) StrictMath.min(Integer.MAX_VALUE, total));
        }

        private void take(StepRecord.Unmasked record) {
            score(record.steps());
            var moves = new ArrayList<MaskedRunFile.Moves>();
            for (SequenceStep s : record.steps()) {
                UnmaskStep step = s.step();
                canvases[s.sequence()] = step.state();
                costs[s.sequence()] = costs[s.sequence()].after(step);
                if (s.sequence() < recorded) {
                    moves.add(new MaskedRunFile.Moves(s.sequence(), step.passes(), step.committed(), step.remasked()));
                }
            }
            steps.add(new MaskedRunFile.Step(record.index(), record.nfe(), record.rows(), record.positions(),
                record.nanos() * 1e-9, Fingerprint.ofCanvases(List.of(canvases)), moves));
        }

        /// Each sequence has a score of its own, so that threads share nothing.
        private void score(List<SequenceStep> taken) {
            if (world.isPresent()) {
                workers.forEachRange(taken.size(), 1, (from, to) ->
                    taken.subList(from, to).forEach(s -> scores.get(s.sequence()).add(s.step())));
            }
        }

        /// Clears the interrupt: it has had its effect, and writing files must not suffer from it.
        MaskedExecuted ended(Outcome outcome) {
            Thread.interrupted();
            boolean whole = outcome instanceof Outcome.Completed;
            List<SequenceScore> finished = whole ? scores.stream().map(SequenceScore.Running::finished).toList() : List.of();
            var metrics = new LinkedHashMap<String, Estimate>();
            if (whole) {
                metrics.putAll(MaskedMetrics.costs(List.of(costs), hidden, List.of(canvases)));
                world.filter(_ -> hidden > 0).ifPresent(law -> metrics.putAll(against(law, finished)));
            }
            var texts = Arrays.stream(canvases).limit(recorded).map(run::text).toList();
            var file = new MaskedRunFile(run.spec(), environment(), run.model().checksums(),
                Arrays.stream(run.start()).boxed().toList(), steps, texts, RunFile.Ending.of(outcome), metrics);
            return new MaskedExecuted(run, file, List.of(canvases), finished, outcome);
        }

        private RunFile.Environment environment() {
            return run.model().checksums().isEmpty() ? RunFile.Environment.here(BACKEND, PRECISION, threads)
                : RunFile.Environment.here(NETWORK, NETWORK_PRECISION, threads);
        }

        private Map<String, Estimate> against(MaskedWorld law, List<SequenceScore> finished) {
            progress.at("measure", 0, 0);
            var carlo = new MonteCarlo(law, Prompts.always(run.start()), finished.size(), run.spec().seed());
            try {
                return MaskedMetrics.of(carlo.summary(finished, run.sampler().drawsAsItSays(), workers));
            } catch (CancellationException e) {
                Thread.interrupted();
                return Map.of(); // the run is whole; only what takes longer than it was given up
            }
        }
    }
}
