package samplerscope.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.masked.measure.TaskTrial;
import samplerscope.masked.task.TextTasks;
import samplerscope.run.Progress;
import samplerscope.spec.Choice;
import samplerscope.spec.Home;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.ResolvedTask;
import samplerscope.spec.RunSpec;

/// That the networks which ship solve what their card says, one token a pass. Prompts and random numbers are fixed; of sixty
/// answers one more may be wrong than the card's shares leave.
class BundledTaskGatesTest {

    private static final int CLUES = 6;

    @ParameterizedTest
    @CsvSource({"S, confidence, 0.98", "A, confidence, 0.97", "Q, confidence, 0.97", "D, left-to-right, 0.92",
        "S, autoregressive, 0.98", "A, autoregressive, 0.97", "D, autoregressive, 0.92"})
    void answersAreRight(String task, String sampler, double share) {
        TaskExecuted executed = executed(task, sampler, 60);

        assertTrue(executed.score().right().value() >= share, () -> executed.score().toString());
    }

    @Test
    void theTwinSolvesSudokusOfSixCluesAndMore() {
        List<TaskTrial> trials = executed("Q", "autoregressive", 100).trials().stream()
            .filter(trial -> trial.prompt().chars().filter(c -> c >= '1' && c <= '4').count() >= CLUES).toList();
        long right = trials.stream().filter(trial -> trial.verdict().isRight()).count();

        assertTrue(trials.size() > 40 && right >= 0.9 * trials.size(), () -> right + " of " + trials.size());
    }

    /// The end of a text is known in tasks too: what follows it is not asked for.
    @Test
    void theTwinAgreesWithADraftUpToItsEnd() {
        TaskExecuted executed = executed("A", "guided", 20);

        assertTrue(executed.score().passes().value() < 2, () -> executed.score().toString());
    }

    private static TaskExecuted executed(String task, String sampler, int count) {
        RunSpec.Unmask spec = RunSpec.Unmask.of(Choice.of("texts")).withSampler(Choice.of(sampler)).withSamples(count);
        try (ResolvedTask run = ResolvedTask.of(spec, TextTasks.get(task), MaskedCatalog.standard(Home.assets()), Path.of(""))) {
            return TaskExecuted.of(run, 2, Progress.NONE);
        }
    }
}
