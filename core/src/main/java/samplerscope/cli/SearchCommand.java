package samplerscope.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `samplerscope search`.
@Command(name = "search", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
    description = "Find the numbers of a solver that depend on the model, and write them into the spec.",
    footer = {"", "Examples:",
        "  samplerscope search ratios dc.json -o dc-searched.json",
        "  samplerscope search fit-ratios dc.json -o ratios.json --nfe 5,6,8,10",
        "  samplerscope search predict-ratios ratios.json dc.json -o dc-predicted.json"})
final class SearchCommand implements Callable<Integer> {

    private final Session session;

    @Spec
    private CommandSpec spec;

    private SearchCommand(Session session) {
        this.session = session;
    }

    static CommandLine with(Session session) {
        return new CommandLine(new SearchCommand(session))
            .addSubcommand(new RatiosCommand(session))
            .addSubcommand(new FitRatiosCommand(session))
            .addSubcommand(new PredictRatiosCommand(session));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(session.out());
        return ExitCode.DONE;
    }
}
