package samplerscope.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.masked.task.TextTasks;
import samplerscope.run.Progress;
import samplerscope.spec.Choice;
import samplerscope.spec.Home;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.ResolvedTask;
import samplerscope.spec.RunSpec;

/// That the network which ships solves what its card says, one token a pass. Prompts and random numbers are fixed; of sixty
/// answers one more may be wrong than the card's shares leave.
class BundledTaskGatesTest {

    @ParameterizedTest
    @CsvSource({"S, confidence, 0.98", "A, confidence, 0.97", "Q, confidence, 0.97", "D, left-to-right, 0.92"})
    void answersAreRight(String task, String sampler, double share) {
        RunSpec.Unmask spec = RunSpec.Unmask.of(Choice.of("texts")).withSampler(Choice.of(sampler)).withSamples(60);
        var catalog = MaskedCatalog.standard(Home.assets());
        try (ResolvedTask run = ResolvedTask.of(spec, TextTasks.get(task), catalog, Path.of(""))) {
            TaskExecuted executed = TaskExecuted.of(run, 2, Progress.NONE);

            assertTrue(executed.score().right().value() >= share, () -> executed.score().toString());
        }
    }
}
