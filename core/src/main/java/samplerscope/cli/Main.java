package samplerscope.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import samplerscope.SamplerscopeException;
import samplerscope.spec.Engine;
import samplerscope.spec.Home;
import samplerscope.spec.Program;
import samplerscope.spec.UnknownLawException;
import samplerscope.tensor.DeviceException;

/// The program as a command line.
@Command(name = "samplerscope", subcommands = HelpCommand.class, mixinStandardHelpOptions = true,
    version = Program.NAME + " " + Program.VERSION, synopsisSubcommandLabel = "COMMAND",
    description = "A workbench for the samplers of generative models.",
    footer = {"", "Examples:",
        "  samplerscope spec new -o moons.json",
        "  samplerscope run moons.json -o out",
        "  samplerscope compare moons.json heun.json -o out",
        "  samplerscope sweep moons --axis solver=ddim,unipc --axis nfe=5,10,20 -o out",
        "  samplerscope list solvers",
        "  samplerscope show dpmpp-3m",
        "  samplerscope devices",
        "", "In the folder of the program:",
        "  ./samplerscope         open the window",
        "  ./samplerscope test    run all tests",
        "", "Exit codes: 0 done, 1 failed, 2 bad arguments or file, 3 cancelled, 4 reproduced with differences."})
public final class Main implements Callable<Integer> {

    /// Whether threads of networks wait awake; see the page on performance.
    private static final String SPIN = "samplerscope.onnx.spin";

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where in the program an error arose.")
    private boolean debug;

    @Spec
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        if (System.getProperty(SPIN) == null) {
            System.setProperty(SPIN, "true"); // a command has the machine for itself, unlike the window
        }
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        boolean terminal = System.console() != null && System.console().isTerminal();
        Interrupt.aimAt(Thread.currentThread());
        int code = start(out, err, Home.assets(), terminal, List.of(args));
        out.flush();
        System.exit(code);
    }

    /// Runs one command with what the assets folder holds.
    static int start(PrintWriter out, PrintWriter err, Path assets, boolean terminal, List<String> args) {
        Session session;
        try {
            session = new Session(out, err, assets, terminal);
        } catch (SamplerscopeException e) {
            tell(err, e.happened(), e.remedy());
            return ExitCode.BAD_INPUT;
        }
        try (session) {
            return run(session, args);
        }
    }

    /// Runs one command in this process, with the commands that jars on the class path bring.
    ///
    /// @return an exit code of {@link ExitCode}
    public static int run(Session session, List<String> args) {
        return run(session, args, ServiceLoader.load(CommandProvider.class));
    }

    static int run(Session session, List<String> args, Iterable<CommandProvider> providers) {
        var main = new Main();
        var line = new CommandLine(main)
            .addSubcommand(new RunCommand(session))
            .addSubcommand(new CompareCommand(session))
            .addSubcommand(new AnatomyCommand(session))
            .addSubcommand(BenchCommand.with(session))
            .addSubcommand(new DescribeCommand(session))
            .addSubcommand(new DevicesCommand(session))
            .addSubcommand(new HistoryCommand(session))
            .addSubcommand(new InvertCommand(session))
            .addSubcommand(new ListCommand(session))
            .addSubcommand(new PlanCommand(session))
            .addSubcommand(new ReproduceCommand(session))
            .addSubcommand(new ScoresCommand(session))
            .addSubcommand(SearchCommand.with(session))
            .addSubcommand(new ShowCommand(session))
            .addSubcommand(new SpecCommand(session))
            .addSubcommand(new StatisticsCommand(session))
            .addSubcommand(new SweepCommand(session))
            .addSubcommand(new VerifyCommand(session));
        List<String> command = args;
        for (CommandProvider provider : providers) {
            provider.commands().forEach(line::addSubcommand);
            if (args.isEmpty() && provider.defaultCommand().isPresent()) {
                command = List.of(provider.defaultCommand().get());
            }
        }
        line.setOut(session.out()).setErr(session.err())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler((e, _) -> badArguments(e))
            .setExecutionExceptionHandler((e, failed, _) -> main.report(e, failed));
        try {
            return line.execute(command.toArray(String[]::new));
        } catch (OutOfMemoryError e) {
            session.err().println("samplerscope: there is not enough memory for this.");
            session.err().println("Ask for fewer samples, or give the program more with -Xmx.");
            return ExitCode.FAILED;
        }
    }

    /// Without a command, as where no window is installed: what the commands are.
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.DONE;
    }

    private static int badArguments(ParameterException e) {
        CommandLine line = e.getCommandLine();
        line.getErr().println("samplerscope: " + e.getMessage());
        line.getErr().println("See " + line.getCommandSpec().qualifiedName() + " --help.");
        return ExitCode.BAD_INPUT;
    }

    /// The two sentences; the trace only where it was asked for.
    private int report(Exception e, CommandLine line) throws Exception {
        if (!(e instanceof RuntimeException)) {
            throw e;
        }
        if (e instanceof CancellationException || e.getCause() instanceof InterruptedException) {
            return ExitCode.CANCELLED;
        }
        var err = line.getErr();
        var device = DeviceException.in(e);
        if (device.isPresent()) {
            tell(err, device.get().happened(), device.get().remedy() + ", or repeat the command with --backend "
                + Engine.STANDARD_BACKEND);
        } else if (e instanceof SamplerscopeException known) {
            tell(err, known.happened(), known.remedy());
        } else {
            err.println("samplerscope: an unexpected error: %s.".formatted(e));
            err.println("This is a mistake in the program; please report it with the output of --debug.");
        }
        if (debug) {
            e.printStackTrace(err);
        }
        boolean bad = e instanceof BadInputException || e instanceof UnknownLawException;
        return bad ? ExitCode.BAD_INPUT : ExitCode.FAILED;
    }

    private static void tell(PrintWriter err, String happened, String remedy) {
        err.println("samplerscope: %s.".formatted(printable(happened)));
        err.println(printable(sentence(remedy)));
    }

    /// Words of a file may be part of a message; they must not steer the terminal.
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }
}
