package samplerscope.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `samplerscope bench`, the parent of the benchmarks.
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Measure how fast this machine is.")
final class BenchCommand implements Callable<Integer> {

    private final Session session;

    @Spec
    private CommandSpec spec;

    private BenchCommand(Session session) {
        this.session = session;
        this.spec = CommandSpec.create();
    }

    static CommandLine with(Session session) {
        return new CommandLine(new BenchCommand(session)).addSubcommand(new BenchGpuCommand(session))
            .addSubcommand(new BenchModelCommand(session));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(session.out());
        return ExitCode.DONE;
    }
}
