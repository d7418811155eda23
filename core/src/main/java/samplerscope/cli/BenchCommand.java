package samplerscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import samplerscope.bench.Bench;
import samplerscope.bench.BenchPlace;
import samplerscope.bench.BenchReport;
import samplerscope.bench.BenchResult;
import samplerscope.bench.BenchRow;
import samplerscope.bench.BenchRows;
import samplerscope.bench.BenchTables;
import samplerscope.bench.Contests;
import samplerscope.bench.Listed;
import samplerscope.bench.PeerBench;
import samplerscope.export.CsvTable;
import samplerscope.run.Progress;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Home;
import samplerscope.spec.Json;

/// `samplerscope bench`, which is also the parent of the benchmarks of devices and models.
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Measure how fast this machine is.",
    footer = {"", "Examples:",
        "  samplerscope bench",
        "  samplerscope bench combine mixture --csv -o bench.csv",
        "  samplerscope bench --peer --json -o peer.json",
        "  samplerscope bench --render peer.json",
        "", "Each number is the median of warmed-up rounds, beside its quartiles. A ratio is made round by round; above 1",
        "ours is ahead. With --peer the same work is done by PyTorch, eager and compiled, in alternating rounds, after the",
        "results were compared. A row that would take too long is skipped with a line; --full measures all of them.",
        "Quiet the machine first: what else runs is in every number."})
final class BenchCommand implements Callable<Integer> {

    private static final int MOST_ROUNDS = 1000;
    private static final double QUICK_SECONDS = 3;
    private static final double STANDARD_SECONDS = 20;
    private static final double FULL_SECONDS = 600;
    private static final double TOTAL_SECONDS = 300;
    private static final double PEER_WARM_UP = 2;

    @Parameters(paramLabel = "ROW", description = "Rows or groups of rows; see --list. Default: all of the size.")
    private List<String> chosen = List.of();

    @Option(names = "--list", description = "List the rows and stop.")
    private boolean list;

    @Option(names = "--peer", description = "Measure beside PyTorch instead, with the rows that have something to reach.")
    private boolean peer;

    @Option(names = "--python", paramLabel = "PATH", defaultValue = "python3",
        description = "The Python that has torch. Default: ${DEFAULT-VALUE}.")
    private String python = "python3";

    @Option(names = "--cuda", description = "Let PyTorch use a CUDA device that it sees.")
    private boolean cuda;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "7", description = "Rounds of each row. Default: 7.")
    private int rounds = 7;

    @Option(names = "--quick", description = "Fewer rows, and less time for each.")
    private boolean quick;

    @Option(names = "--full", description = "All sizes, however long they take.")
    private boolean full;

    @Option(names = "--csv", description = "Print CSV.")
    private boolean csv;

    @Option(names = "--json", description = "Print JSON, an object a row.")
    private boolean json;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Write to a file.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--render", paramLabel = "FILE", description = "Show what --json has written, as Markdown, and stop.")
    private Optional<Path> render = Optional.empty();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private ProgressOption progress = new ProgressOption();

    private final Session session;

    private BenchCommand(Session session) {
        this.session = session;
    }

    static CommandLine with(Session session) {
        return new CommandLine(new BenchCommand(session)).addSubcommand(new BenchGpuCommand(session))
            .addSubcommand(new BenchModelCommand(session));
    }

    @Override
    public Integer call() {
        if (render.isPresent()) {
            Path file = render.get();
            write(BenchTables.markdown(session.input(() -> BenchReport.read(FileAccess.readText(file), file.toString()))));
            return ExitCode.DONE;
        }
        require(rounds >= 1 && rounds <= MOST_ROUNDS, "--rounds is %d".formatted(rounds), "give a number from 1 to 1000");
        require(!(quick && full), "--quick and --full exclude each other", "give one of them");
        require(!(csv && json), "--csv and --json exclude each other", "give one of them");
        if (list) {
            session.out().print(listing());
            return ExitCode.DONE;
        }
        requireKnown();
        output.ifPresent(file -> session.requireWritable(Session.base(file)));
        var place = new BenchPlace(session.resolver(), Home.assets(), threads.count());
        Progress shown = progress.progress(session, "bench");
        var machine = new LinkedHashMap<>(BenchReport.machine(threads.count()));
        var results = new ArrayList<BenchResult>();
        if (peer) {
            PeerBench.Ended ended = besidePeer(place, shown);
            machine.putAll(ended.peer().versions());
            results.addAll(ended.results());
        }
        results.addAll(new Bench(place, rounds, budget(), total()).run(rows(), shown));
        print(new BenchReport(machine, results));
        return ExitCode.DONE;
    }

    private static void require(boolean holds, String happened, String remedy) {
        if (!holds) {
            throw new BadInputException(happened, remedy);
        }
    }

    private double budget() {
        if (full) {
            return FULL_SECONDS;
        }
        return quick ? QUICK_SECONDS : STANDARD_SECONDS;
    }

    /// Who names rows or wants all of them has time.
    private double total() {
        return full || peer || !chosen.isEmpty() ? Double.POSITIVE_INFINITY : TOTAL_SECONDS;
    }

    private BenchRow.Scale scale() {
        if (full) {
            return BenchRow.Scale.FULL;
        }
        return quick ? BenchRow.Scale.QUICK : BenchRow.Scale.STANDARD;
    }

    private static Stream<Listed> all() {
        return Stream.concat(BenchRows.all().stream().map(r -> new Listed(r.id(), r.group(), r.title())),
            Contests.listed().stream());
    }

    private void requireKnown() {
        for (String name : chosen) {
            require(all().anyMatch(row -> is(row.id(), row.group(), name)), "there is no row '%s'".formatted(name),
                "see samplerscope bench --list; groups are "
                    + String.join(", ", all().map(Listed::group).distinct().toList()));
        }
    }

    private static boolean is(String id, String group, String name) {
        return id.equals(name) || group.equals(name);
    }

    private boolean isChosen(String id, String group) {
        return chosen.isEmpty() || chosen.stream().anyMatch(name -> is(id, group, name));
    }

    /// A row that is named is measured whatever its size.
    private List<BenchRow> rows() {
        return BenchRows.all().stream().filter(row -> isChosen(row.id(), row.group()))
            .filter(row -> row.scale().compareTo(scale()) <= 0 || chosen.contains(row.id()))
            .filter(row -> !peer || row.goal().isPresent() || chosen.contains(row.id())).toList();
    }

    private PeerBench.Ended besidePeer(BenchPlace place, Progress shown) {
        List<String> contests = Contests.listed().stream().filter(c -> isChosen(c.id(), c.group())).map(Listed::id).toList();
        PeerBench.Ended ended = new PeerBench(place, python, rounds, PEER_WARM_UP, cuda).run(contests, shown);
        if (!ended.peer().absent().isEmpty()) {
            session.err().println("samplerscope: PyTorch is left out: %s; --python names another Python."
                .formatted(ended.peer().absent()));
        }
        return ended;
    }

    private String listing() {
        var table = new CsvTable(List.of("row", "group", "work"));
        all().forEach(row -> table.row(row.id(), row.group(), row.title()));
        return table.markdown();
    }

    private void print(BenchReport report) {
        if (json) {
            write(report.json().pretty() + "\n");
        } else {
            write(csv ? BenchTables.csv(report) : BenchTables.text(report));
        }
        report.warnings().forEach(r -> session.err().println("samplerscope: %s: %s.".formatted(r.id(), r.remark())));
    }

    private void write(String text) {
        if (output.isPresent()) {
            Path file = output.get();
            session.input(() -> {
                FileAccess.writeText(file, text);
                return file;
            });
        } else {
            session.out().print(text);
            session.out().flush();
        }
    }
}
