package samplerscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import samplerscope.masked.task.TextTask;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.ResolvedTask;
import samplerscope.store.MaskedComparison;
import samplerscope.store.TaskComparison;
import samplerscope.store.TaskExecuted;

/// `samplerscope compare` of samplers on tasks.
///
/// @param folder for results; empty to print only
record TaskComparing(Session session, Optional<Path> folder, int threads, ProgressOption progress, boolean json) {

    /// @param names one per spec, unique
    /// @param asked samplers on one model, with the number of prompts as that of samples
    int compare(List<String> names, List<MaskedOption.Asked> asked, List<TextTask> tasks) {
        session.input(() -> MaskedComparison.requireSameStart(names,
            asked.stream().map(MaskedOption.Asked::spec).toList()));
        folder.ifPresent(session::requireWritable);
        // All that does not fit is told before any work.
        tasks.forEach(task -> asked.forEach(a -> open(a, task).close()));
        var comparisons = new ArrayList<TaskComparison>();
        for (TextTask task : tasks) {
            var runs = new ArrayList<TaskExecuted>();
            for (int i = 0; i < names.size(); i++) {
                String name = "%s %s".formatted(task.id(), names.get(i));
                try (ResolvedTask run = open(asked.get(i), task)) {
                    runs.add(TaskExecuted.of(run, threads, progress.progress(session, name)));
                } catch (CancellationException e) {
                    Thread.interrupted(); // it has had its effect
                    session.err().println("samplerscope: cancelled at %s".formatted(name));
                    report(comparisons);
                    return ExitCode.CANCELLED;
                }
            }
            comparisons.add(TaskComparison.of(names, runs));
        }
        report(comparisons);
        return ExitCode.DONE;
    }

    private ResolvedTask open(MaskedOption.Asked asked, TextTask task) {
        return session.input(() -> ResolvedTask.of(asked.spec(), task, session.maskedCatalog(), asked.base()));
    }

    private void report(List<TaskComparison> comparisons) {
        Json whole = Json.array(comparisons.stream().map(TaskComparison::json).toList());
        folder.ifPresent(to -> {
            TaskComparison.table(comparisons).write(to.resolve("tasks.csv"));
            TaskComparison.answers(comparisons).write(to.resolve("answers.csv"));
            FileAccess.writeText(to.resolve("tasks.md"), text(comparisons));
            FileAccess.writeText(to.resolve("tasks.json"), whole.pretty() + "\n");
        });
        if (json) {
            session.print(whole);
            return;
        }
        session.out().print(text(comparisons));
        folder.ifPresent(to -> session.out().println("wrote tasks.md, tasks.csv, tasks.json and answers.csv to " + to));
    }

    private static String text(List<TaskComparison> comparisons) {
        return String.join("\n", comparisons.stream().map(c -> c.title() + "\n\n" + c.readable().markdown()).toList());
    }
}
