package samplerscope.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import samplerscope.history.History;
import samplerscope.history.HistoryEntry;
import samplerscope.history.HistoryQuery;
import samplerscope.history.Marks;
import samplerscope.history.QueryReader;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.SpecWriter;
import samplerscope.spec.UnmaskText;

/// `samplerscope history`: its subcommands are the methods.
@Command(name = "history", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
    description = "Find, mark, restore and delete runs that were kept: all of the window, and those of --keep.",
    footer = {"", "Examples:",
        "  samplerscope history list",
        "  samplerscope history search moons solver:unipc 'nfe<=10' tag:paper",
        "  samplerscope history search family:masked sampler:klass 'passes<=16' 'nll<1'",
        "  samplerscope history show last",
        "  samplerscope history tag 20260301-1 paper fig2",
        "  samplerscope history restore last -o again.json",
        "  samplerscope history budget 20",
        "", "A run is named by its id, by the beginning of it, or by 'last'.",
        "A search takes " + QueryReader.FORMS + "."})
final class HistoryCommand implements Callable<Integer> {

    private static final double GIB = 1 << 30;
    private static final double LARGEST_BUDGET = 1e6;
    private static final String ID = "ID";
    private static final String JSON = "--json";
    private static final String AS_JSON = "Print JSON.";

    private final Session session;

    @Spec
    private CommandSpec spec;

    HistoryCommand(Session session) {
        this.session = session;
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(session.out());
        return ExitCode.DONE;
    }

    @Command(name = "list", aliases = "search", mixinStandardHelpOptions = true, sortOptions = false,
        description = "List runs, the newest first, or those that a search finds.")
    int list(
        @Parameters(paramLabel = "SEARCH", arity = "0..*", description = "Words and conditions; see history --help.")
        List<String> words,
        @Option(names = "--sort", defaultValue = "NEWEST", description = "${COMPLETION-CANDIDATES}")
        HistoryQuery.Order order,
        @Option(names = "--first", paramLabel = "N", defaultValue = "50", description = "Default: ${DEFAULT-VALUE}.")
        int first,
        @Option(names = JSON, description = AS_JSON) boolean json) {
        require(first >= 1, "--first is " + first, "give a number from 1 on");
        String text = words == null ? "" : String.join(" ", words);
        HistoryQuery query = session.input(() -> new QueryReader(ZoneId.systemDefault()).read(text));
        List<HistoryEntry> found = session.history().find(query.in(order).first(first));
        if (json) {
            session.print(Json.array(found.stream().map(this::json).toList()));
        } else {
            session.out().print(HistoryText.table(found));
        }
        return ExitCode.DONE;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Print all that is known of a run.")
    int show(@Parameters(paramLabel = ID) String id, @Option(names = JSON, description = AS_JSON) boolean json) {
        HistoryEntry entry = entry(id);
        if (json) {
            session.print(json(entry));
        } else {
            session.out().print(HistoryText.page(session.history(), entry));
        }
        return ExitCode.DONE;
    }

    @Command(name = "tag", mixinStandardHelpOptions = true, description = "Give a run tags, or take some off.")
    int tag(@Parameters(paramLabel = ID) String id, @Parameters(paramLabel = "TAG", arity = "1..*") List<String> tags,
            @Option(names = "--remove", description = "Take the tags off.") boolean remove,
            @Option(names = JSON, description = AS_JSON) boolean json) {
        return mark(List.of(id), m -> remove ? m.removing(tags) : m.adding(tags), json);
    }

    @Command(name = "note", mixinStandardHelpOptions = true, description = "Write a note on a run; none takes it off.")
    int note(@Parameters(paramLabel = ID) String id, @Parameters(paramLabel = "TEXT", arity = "0..*") List<String> text,
             @Option(names = JSON, description = AS_JSON) boolean json) {
        return mark(List.of(id), m -> m.withNote(text == null ? "" : String.join(" ", text)), json);
    }

    @Command(name = "favourite", mixinStandardHelpOptions = true,
        description = "Make runs favourites: the budget takes nothing from them.")
    int favourite(@Parameters(paramLabel = ID, arity = "1..*") List<String> ids,
                  @Option(names = "--off", description = "Make them ordinary again.") boolean off,
                  @Option(names = JSON, description = AS_JSON) boolean json) {
        return mark(ids, m -> m.withFavourite(!off), json);
    }

    @Command(name = "delete", mixinStandardHelpOptions = true,
        description = "Delete runs; `undelete` brings them back for 30 days.")
    int delete(@Parameters(paramLabel = ID, arity = "1..*") List<String> ids,
               @Option(names = "--for-good", description = "At once and for ever.") boolean forGood,
               @Option(names = JSON, description = AS_JSON) boolean json) {
        if (!forGood) {
            return mark(ids, m -> m.deletedAt(Instant.now()), json);
        }
        List<HistoryEntry> entries = ids.stream().map(this::entry).toList();
        History history = session.history();
        history.purge(entries.stream().map(e -> history.mark(e.id(), m -> m.deletedAt(Instant.now()))).toList());
        return done("deleted %d for good".formatted(entries.size()), Json.object().with("deleted", entries.size()),
            json);
    }

    @Command(name = "undelete", mixinStandardHelpOptions = true, description = "Bring deleted runs back.")
    int undelete(@Parameters(paramLabel = ID, arity = "1..*") List<String> ids,
                 @Option(names = JSON, description = AS_JSON) boolean json) {
        return mark(ids, Marks::restored, json);
    }

    @Command(name = "restore", mixinStandardHelpOptions = true,
        description = "Write the spec of a run, to be run again or changed.")
    int restore(@Parameters(paramLabel = ID) String id,
                @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Default: standard output.")
                Path out) {
        HistoryEntry entry = entry(id);
        Optional<Path> file = Optional.ofNullable(out);
        Path base = Session.base(file.orElse(Path.of("spec.json")));
        String text = session.input(() -> text(entry, base));
        file.ifPresentOrElse(f -> FileAccess.writeText(f, text), () -> session.out().print(text));
        return ExitCode.DONE;
    }

    private String text(HistoryEntry entry, Path base) {
        return switch (entry.facts().family()) {
            case DENOISE -> SpecWriter.text(session.history().spec(entry, base));
            case MASKED -> UnmaskText.text(session.history().unmaskSpec(entry, session.maskedCatalog(), base));
        };
    }

    @Command(name = "budget", mixinStandardHelpOptions = true,
        description = "Say how much the history takes, or set how much it may take. Beyond that, deleted runs go, then "
            + "the arrays of the oldest runs. Favourites and everything small stay.")
    int budget(@Parameters(paramLabel = "GIB", arity = "0..1", description = "From 0.001 on.") Double gibibytes,
               @Option(names = JSON, description = AS_JSON) boolean json) {
        Optional<Double> asked = Optional.ofNullable(gibibytes);
        asked.ifPresent(size -> {
            require(size >= 1e-3 && size <= LARGEST_BUDGET, "the budget is " + size, "give 0.001 to 1000000 GiB");
            session.history().keepAtMost((long) (size * GIB));
        });
        History.Usage usage = session.history().usage();
        Json.Obj numbers = Json.object().with("runs", usage.runs()).with("deleted", usage.deleted())
            .with("bytes", usage.bytes());
        var budget = session.history().budget();
        return done(HistoryText.usage(session.history()),
            budget.isPresent() ? numbers.with("budget", budget.getAsLong()) : numbers, json);
    }

    @Command(name = "rebuild", mixinStandardHelpOptions = true,
        description = "Make the index anew from the folders of the runs.")
    int rebuild(@Option(names = JSON, description = AS_JSON) boolean json) {
        int runs = session.history().rebuild();
        return done("%d runs in %s".formatted(runs, session.history().place().root()),
            Json.object().with("runs", runs), json);
    }

    private int mark(List<String> ids, UnaryOperator<Marks> change, boolean json) {
        List<HistoryEntry> marked = ids.stream().map(this::entry).toList().stream()
            .map(e -> session.history().mark(e.id(), change)).toList();
        return done(HistoryText.table(marked).stripTrailing(), Json.array(marked.stream().map(this::json).toList()),
            json);
    }

    private int done(String words, Json answer, boolean json) {
        if (json) {
            session.print(answer);
        } else {
            session.out().println(words);
        }
        return ExitCode.DONE;
    }

    private HistoryEntry entry(String id) {
        History history = session.history();
        return session.input(() -> history.get(id));
    }

    private Json.Obj json(HistoryEntry entry) {
        return entry.json().with("bytes", entry.bytes()).with("folder", session.history().folder(entry).toString())
            .with("folderExists", Json.flag(session.history().hasFolder(entry)));
    }

    private static void require(boolean holds, String happened, String remedy) {
        if (!holds) {
            throw new BadInputException(happened, remedy);
        }
    }
}
