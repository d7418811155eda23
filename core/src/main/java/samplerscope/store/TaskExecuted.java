package samplerscope.store;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import samplerscope.masked.measure.TaskAccuracy;
import samplerscope.masked.measure.TaskScore;
import samplerscope.masked.measure.TaskTrial;
import samplerscope.run.Progress;
import samplerscope.spec.ResolvedTask;
import samplerscope.tensor.Workers;

/// A task put to a model with one sampler, and what came of it.
///
/// @param trials  one a prompt, in order
/// @param seconds that it took
public record TaskExecuted(ResolvedTask run, List<TaskTrial> trials, TaskScore score, double seconds) {

    public TaskExecuted {
        trials = List.copyOf(trials);
    }

    /// @param threads  `>= 1`; never changes a result
    /// @param progress told after every prompt
    /// @throws CancellationException when the thread is interrupted
    public static TaskExecuted of(ResolvedTask run, int threads, Progress progress) {
        int count = run.prompts().size();
        var done = new AtomicInteger();
        long began = System.nanoTime();
        progress.at("answer", 0, count);
        try (var workers = new Workers(threads)) {
            List<TaskTrial> trials = run.accuracy().trials(run.sampler(), new TaskAccuracy.Sharing(workers,
                together(run, threads),
                _ -> progress.at("answer", done.incrementAndGet(), count)));
            return new TaskExecuted(run, trials, TaskScore.of(run.task(), trials), (System.nanoTime() - began) * 1e-9);
        }
    }

    /// As many as the model likes to be asked for at once, and work for every thread.
    private static int together(ResolvedTask run, int threads) {
        return StrictMath.min(run.accuracy().model().predictor().batch(),
            StrictMath.ceilDiv(run.prompts().size(), threads));
    }
}
