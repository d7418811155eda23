package samplerscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import samplerscope.search.ScheduleSearch;
import samplerscope.search.plan.Merged;
import samplerscope.search.plan.SearchFolder;
import samplerscope.search.plan.SearchPlan;
import samplerscope.search.plan.Shard;
import samplerscope.spec.References;
import samplerscope.spec.SpecReader;

/// `samplerscope search`.
@Command(name = "search", mixinStandardHelpOptions = true, sortOptions = false,
    synopsisSubcommandLabel = "| COMMAND",
    description = "Find a better schedule: solver, order, prediction, corrector and time of every step.",
    footer = {"", "Examples:",
        "  samplerscope search digits.json --nfe 5,7,10 -o found",
        "  samplerscope search problem-s --nfe 5 --method s3,random --seeds 1..10 -o found",
        "  samplerscope search plan.json --shard 3/16 -o /shared/found",
        "  samplerscope search merge /shared/found",
        "", "Files: search.json (the plan), cells/ (a log and a result for each search),",
        "merged.json, merged.md, and a spec to run for each number of evaluations, winners/.",
        "A search that was interrupted goes on where it stopped; repeat the command."})
final class SearchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SPEC", arity = "0..1",
        description = "The plan of a search; or a spec, a run file or the id of a model to search for.")
    private Optional<Path> file = Optional.empty();

    @Option(names = {"-o", "--out"}, paramLabel = "DIR", description = "Folder for the logs and results.")
    private Optional<Path> folder = Optional.empty();

    @Mixin
    private SearchOption option = new SearchOption();

    @Option(names = "--shard", paramLabel = "I/N", defaultValue = "0/1",
        description = "Do part I of N, from 0. Parts may run anywhere, at once, and twice; then merge.")
    private String shard = "0/1";

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private ProgressOption progress = new ProgressOption();

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    private final Session session;

    @Spec
    private CommandSpec spec;

    private SearchCommand(Session session) {
        this.session = session;
    }

    static CommandLine with(Session session) {
        return new CommandLine(new SearchCommand(session))
            .addSubcommand(new MergeCommand(session))
            .addSubcommand(new RatiosCommand(session))
            .addSubcommand(new FitLsdCommand(session))
            .addSubcommand(new FitRatiosCommand(session))
            .addSubcommand(new PredictRatiosCommand(session));
    }

    @Override
    public Integer call() {
        if (file.isEmpty()) {
            spec.commandLine().usage(session.out());
            return ExitCode.DONE;
        }
        Path out = folder.orElseThrow(() -> new BadInputException("there is no folder for the results",
            "name one with -o; a search that is interrupted goes on from there"));
        Shard part = session.input(() -> Shard.of(shard));
        SearchPlan plan = option.plan(session, file.get());
        List<SearchPlan.Cell> cells = session.input(() -> plan.shard(part));
        session.requireWritable(out);
        SearchFolder place = session.input(() -> SearchFolder.of(out, plan, option.base(file.get()),
            new SpecReader(session.catalog())));
        List<SearchPlan.Cell> own = place.plan().cells().stream()
            .filter(cell -> cells.stream().anyMatch(c -> c.number() == cell.number())).toList();
        return search(place, own, part);
    }

    private int search(SearchFolder place, List<SearchPlan.Cell> cells, Shard part) {
        var elsewhere = new ArrayList<SearchPlan.Cell>();
        try (var search = new ScheduleSearch(session.resolver(), new References(threads.count()), threads.count())) {
            elsewhere.addAll(session.input(() -> place.run(cells, search, progress.progress(session, "search"))));
        } catch (CancellationException e) {
            session.err().println("samplerscope: cancelled; the same command goes on from what is in " + place.path());
            return ExitCode.CANCELLED;
        }
        elsewhere.forEach(cell -> session.err().println(
            "samplerscope: another process is at %s; merge when it is done".formatted(cell.name())));
        if (part.of() > 1 || !elsewhere.isEmpty()) {
            session.out().println("%d of %d cells done in %s; when all parts are, samplerscope search merge %s"
                .formatted(cells.size() - elsewhere.size(), place.plan().cells().size(), place.path(), place.path()));
            return ExitCode.DONE;
        }
        return report(session, place, false, json);
    }

    /// Merges what is in the folder, writes the files and prints the tables.
    static int report(Session session, SearchFolder place, boolean partial, boolean json) {
        Merged merged = session.input(() -> Merged.of(place, partial));
        List<Path> winners = merged.write(place, session.catalog());
        if (json) {
            session.print(merged.json());
            return ExitCode.DONE;
        }
        session.out().print(merged.markdown());
        session.out().println("wrote merged.json, merged.md and %s to %s".formatted(words(winners, place.path()),
            place.path()));
        return ExitCode.DONE;
    }

    private static String words(List<Path> winners, Path folder) {
        return switch (winners.size()) {
            case 0 -> "no winners";
            case 1 -> folder.relativize(winners.getFirst()).toString();
            default -> "%d specs, such as %s,".formatted(winners.size(), folder.relativize(winners.getFirst()));
        };
    }
}
