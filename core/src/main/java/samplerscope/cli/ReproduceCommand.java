package samplerscope.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import samplerscope.run.Outcome;
import samplerscope.run.Progress;
import samplerscope.spec.Json;
import samplerscope.spec.MaskedRunFile;
import samplerscope.spec.MaskedRunFileReader;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.References;
import samplerscope.spec.Reproduction;
import samplerscope.spec.Resolved;
import samplerscope.spec.ResolvedMasked;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunFileReader;
import samplerscope.spec.UnmaskText;
import samplerscope.store.Executed;
import samplerscope.store.MaskedExecuted;
import samplerscope.store.MaskedExecutor;
import samplerscope.store.RunExecutor;
import samplerscope.store.StateWatcher;

/// `samplerscope reproduce`.
@Command(name = "reproduce", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Run a recorded run again and say whether it comes out the same.",
    footer = {"", "Examples:",
        "  samplerscope reproduce out/run.run.json",
        "  samplerscope reproduce out/run.run.json --backend cpu-float64",
        "", "Exit codes: 0 same bits, 4 reproduced with differences."})
final class ReproduceCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "The file of a finished or cancelled run, *.run.json.")
    private Path file = Path.of("");

    @Mixin
    private EngineOption engine = new EngineOption();

    @Mixin
    private ProgressOption progress = new ProgressOption();

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    private final Session session;

    ReproduceCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (session.input(() -> UnmaskText.find(file, session.maskedCatalog())).isPresent()) {
            return masked();
        }
        Path base = Session.base(file);
        RunFile recorded = session.input(() -> new RunFileReader(session.catalog()).read(file));
        Progress heard = progress.progress(session, file.getFileName().toString());
        Resolved run = session.resolve(recorded.spec(), base, heard);
        var checksums = session.input(() -> ModelFiles.checksums(run, session.catalog(), base));
        var on = engine.engine(session, recorded.environment().backend());
        var executor = new RunExecutor(new References(engine.threads()), List.of(), heard);
        Executed again = executor.execute(run, on, RunExecutor.Measure.NOTHING, checksums, StateWatcher.NONE);
        if (again.outcome() instanceof Outcome.Cancelled) {
            return cancelled();
        }
        return answer(Reproduction.compare(recorded, again.file()));
    }

    private int masked() {
        MaskedRunFile recorded = session.input(() -> new MaskedRunFileReader(session.maskedCatalog()).read(file));
        try (ResolvedMasked run = session.input(
            () -> ResolvedMasked.of(recorded.spec(), session.maskedCatalog(), Session.base(file)))) {
            var heard = progress.progress(session, file.getFileName().toString());
            MaskedExecuted again = new MaskedExecutor(engine.threads(), heard)
                .execute(run, MaskedExecutor.Measure.NOTHING);
            if (again.outcome() instanceof Outcome.Cancelled) {
                return cancelled();
            }
            return answer(Reproduction.compare(recorded, again.file()));
        }
    }

    private int cancelled() {
        session.err().println("samplerscope: cancelled; nothing was compared");
        return ExitCode.CANCELLED;
    }

    private int answer(Reproduction reproduction) {
        return switch (reproduction) {
            case Reproduction.SameBits(int steps) -> {
                print("same bits", "every state of %d steps is the same".formatted(steps), Json.object(), List.of());
                yield ExitCode.DONE;
            }
            case Reproduction.WithinTolerance(int step, double largest, double tolerance, var facts) ->
                differs("same within tolerance", step, largest, tolerance, facts);
            case Reproduction.Different(int step, double largest, double tolerance, var facts) ->
                differs("different", step, largest, tolerance, facts);
        };
    }

    private int differs(String answer, int step, double largest, double tolerance, List<String> facts) {
        String where = step < 0 ? "the initial state" : "step " + step;
        String sentence = String.format(Locale.ROOT,
            "%s is the first to differ; the largest difference is %.2g, the tolerance %.2g", where, largest, tolerance);
        Json.Obj numbers = Json.object().with("firstStep", step).with("largestDifference", largest)
            .with("tolerance", tolerance);
        print(answer, sentence, numbers, facts);
        return ExitCode.DIFFERENT;
    }

    private void print(String answer, String sentence, Json.Obj numbers, List<String> facts) {
        if (json) {
            session.print(numbers.with("answer", answer).with("facts", Json.texts(facts)));
        } else {
            session.out().println(answer + ": " + sentence);
            facts.forEach(fact -> session.out().println("  " + fact));
        }
    }
}
