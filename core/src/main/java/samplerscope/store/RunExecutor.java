package samplerscope.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import samplerscope.metric.Estimate;
import samplerscope.metric.MetricFamily;
import samplerscope.metric.PathError;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Outcome;
import samplerscope.run.Progress;
import samplerscope.run.ReferencePath;
import samplerscope.run.Snapshot;
import samplerscope.run.StepRecord;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.Engine;
import samplerscope.spec.References;
import samplerscope.spec.Resolved;
import samplerscope.spec.RunFileRecorder;

/// Carries a run out on the calling thread, measured against its reference. Keeps one state at a time.
///
/// Interrupting the thread cancels within one step; what was done until then is the result.
public final class RunExecutor {

    /// Id of the final error among the metrics of a run file.
    public static final String PATH_ERROR = "path-error";

    /// What errors are measured against.
    public enum Measure {
        /// Nothing: only the run.
        NOTHING,
        /// The model's own converged path.
        MODEL,
        /// The path of the exact law behind the model.
        LAW,
        /// The model's own converged path at the end only, which runs on different grids share.
        MODEL_END,
        /// The path of the exact law at the end only.
        LAW_END
    }

    private final References references;
    private final LawMetrics lawMetrics;
    private final Progress progress;

    /// @param metrics of sets, to compare what a completed run made with the exact law
    public RunExecutor(References references, List<MetricFamily> metrics, Progress progress) {
        this.references = references;
        this.lawMetrics = new LawMetrics(metrics);
        this.progress = progress;
    }

    /// @param modelFiles from {@link samplerscope.spec.ModelFiles#checksums}
    /// @throws samplerscope.spec.UnknownLawException       if the law was asked for and the model has none
    /// @throws samplerscope.run.ReferenceFailedException   if the reference cannot be computed
    /// @throws samplerscope.metric.TooFewSamplesException if a metric needs more samples
    public Executed execute(Resolved run, Engine engine, Measure measure, Map<String, String> modelFiles,
                            StateWatcher watcher) {
        lawMetrics.check(run);
        try (DenoisingRun source = engine.open(run)) {
            var running = new Running(run, source, engine, modelFiles, watcher);
            try {
                running.findReference(measure);
            } catch (CancellationException e) {
                return running.ended(new Outcome.Cancelled(0));
            }
            return running.ended(running.pull());
        }
    }

    /// One run under way.
    private final class Running {

        private final Resolved run;
        private final DenoisingRun source;
        private final RunFileRecorder recorder;
        private final Map<String, String> modelFiles;
        private final StateWatcher watcher;
        private final List<Curve.Point> points = new ArrayList<>();
        private final Map<NoiseLevel, PathError> localErrors = new HashMap<>();
        private Optional<ReferencePath> reference = Optional.empty();
        private Snapshot end;

        Running(Resolved run, DenoisingRun source, Engine engine, Map<String, String> modelFiles,
                StateWatcher watcher) {
            this.run = run;
            this.source = source;
            this.recorder = new RunFileRecorder(run, engine, source.initial());
            this.modelFiles = modelFiles;
            this.watcher = watcher;
            this.end = source.initial();
        }

        /// A stochastic run follows no ODE; it has no reference.
        void findReference(Measure measure) {
            if (measure == Measure.NOTHING || run.isStochastic()) {
                return;
            }
            progress.at("reference", 0, 0);
            References.Truth truth = truth(measure);
            int samples = References.samples(run, truth);
            boolean endOnly = measure == Measure.MODEL_END || measure == Measure.LAW_END;
            ReferencePath path = endOnly ? references.ofEnds(run, samples, truth) : references.of(run, samples, truth);
            if (measure == Measure.MODEL) {
                references.localErrors(run, path).forEach(e -> localErrors.putIfAbsent(e.at(), e));
            }
            reference = Optional.of(path);
        }

        private static References.Truth truth(Measure measure) {
            return switch (measure) {
                case LAW, LAW_END -> References.Truth.LAW;
                case NOTHING, MODEL, MODEL_END -> References.Truth.MODEL;
            };
        }

        Outcome pull() {
            int total = run.plan().steps().size();
            watcher.see(source.start(), source.initial());
            progress.at("run", 0, total);
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    var record = source.advance();
                    if (record.isEmpty()) {
                        return new Outcome.Completed(points.size());
                    }
                    take(record.get());
                    progress.at("run", record.get().index() + 1, total);
                }
                return new Outcome.Cancelled(points.size());
            } catch (CancellationException e) {
                return new Outcome.Cancelled(points.size());
            } catch (RuntimeException e) {
                return new Outcome.Failed(points.size(), e);
            }
        }

        private void take(StepRecord.Denoised record) {
            recorder.add(record);
            end = record.state();
            Optional<PathError> error = reference.flatMap(path -> path.at(record.at()))
                .map(truth -> PathError.between(record.state(), truth, record.at(), record.nfe()));
            points.add(new Curve.Point(record.index(), record.nfe(), record.nanos() * 1e-9, record.at(), error,
                Optional.ofNullable(localErrors.get(record.at()))));
            watcher.see(record.at(), record.state());
        }

        /// Clears the interrupt: it has had its effect, and writing files must not suffer from it.
        Executed ended(Outcome outcome) {
            Thread.interrupted();
            var curve = new Curve(points);
            var metrics = new HashMap<String, Estimate>();
            curve.finalError().ifPresent(e -> metrics.put(PATH_ERROR, e.rms()));
            if (outcome instanceof Outcome.Completed) {
                metrics.putAll(lawMetrics.of(run, end));
            }
            return new Executed(run, recorder.file(outcome, modelFiles, metrics), curve, end, outcome);
        }
    }
}
