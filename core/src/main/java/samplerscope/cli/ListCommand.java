package samplerscope.cli;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import samplerscope.export.CsvTable;
import samplerscope.library.Measured;
import samplerscope.library.Measuring;
import samplerscope.library.Preset;
import samplerscope.library.PublishedName;
import samplerscope.library.SolverPage;
import samplerscope.masked.task.TextTask;
import samplerscope.masked.task.TextTasks;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.solver.SolverFamily;
import samplerscope.search.BuiltInMethods;
import samplerscope.spec.Catalog;
import samplerscope.spec.Json;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.SolverMeasurement;
import samplerscope.tensor.BackendProvider;

/// `samplerscope list`.
@Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false,
    description = "List what can be chosen by id.",
    footer = {"", "Examples:",
        "  samplerscope list solvers",
        "  samplerscope list names        published names, and what to choose for them",
        "  samplerscope list noises       whose seeds can be used",
        "  samplerscope list searches     methods that look for schedules",
        "  samplerscope list models --json",
        "  samplerscope list samplers --family masked",
        "  samplerscope list tasks        that texts of masked diffusion are checked by",
        "  samplerscope list solvers --measured > docs/solvers.md"})
final class ListCommand implements Callable<Integer> {

    enum Kind { MODELS, SCHEDULES, GRIDS, SOLVERS, SAMPLERS, TASKS, NAMES, PRESETS, NOISES, METRICS, SEARCHES, BACKENDS }

    @Parameters(paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}")
    private Kind kind = Kind.MODELS;

    enum FamilyWord { DENOISE, MASKED }

    @Option(names = "--family", paramLabel = "FAMILY", defaultValue = "denoise",
        description = "denoise (continuous diffusion) or masked. Default: ${DEFAULT-VALUE}.")
    private FamilyWord family = FamilyWord.DENOISE;

    @Option(names = "--json", description = "Print JSON, with every setting and its range.")
    private boolean json;

    @Option(names = "--measured", description = "Solvers only: print the page docs/solvers.md in Markdown, "
        + "with orders and errors measured now on exact models, or with --json the numbers alone; takes some minutes.")
    private boolean measured;

    private final Session session;

    ListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (measured) {
            return page();
        }
        if (kind == Kind.TASKS) {
            return tasks();
        }
        List<? extends Family> families = family == FamilyWord.MASKED ? masked(session.maskedCatalog())
            : families(session.catalog());
        if (json) {
            session.print(Json.array(families.stream().map(ListCommand::json).toList()));
        } else if (kind == Kind.PRESETS) {
            session.out().print(presets());
        } else {
            var table = new CsvTable(row("id", "name", extraTitle(), "settings", "source"));
            families.forEach(f -> table.row(row(f.id(), f.name(), extra(f), settings(f), f.source())));
            session.out().print(table.markdown());
        }
        return ExitCode.DONE;
    }

    private int page() {
        if (kind != Kind.SOLVERS) {
            throw new BadInputException("only solvers are measured", "ask for: samplerscope list solvers --measured");
        }
        var solvers = session.catalog().solvers();
        Measured figures = Measuring.all(solvers, new SolverMeasurement(session.resolver()), id -> {
            session.err().println("measuring " + id);
            session.err().flush();
        });
        if (json) {
            session.print(figures.json());
        } else {
            session.out().print(SolverPage.text(solvers, figures));
        }
        return ExitCode.DONE;
    }

    private int tasks() {
        if (json) {
            session.print(Json.array(TextTasks.all().stream().map(ListCommand::json).toList()));
            return ExitCode.DONE;
        }
        var table = new CsvTable(List.of("id", "name", "what is asked", "canvas", "answers", "for example"));
        TextTasks.all().forEach(t -> table.row(t.id(), t.name(), t.description(), CsvTable.cell(t.canvas()), answers(t),
            example(t)));
        session.out().print(table.markdown());
        return ExitCode.DONE;
    }

    private static String answers(TextTask task) {
        return task.answers() == TextTask.Answers.SAMPLED ? "sampled" : "most likely";
    }

    private static String example(TextTask task) {
        return task.draw(new SplittableRandom(1));
    }

    private static Json json(TextTask task) {
        return Json.object().with("id", task.id()).with("name", task.name()).with("description", task.description())
            .with("canvas", task.canvas()).with("answers", answers(task))
            .with("temperature", task.answers().temperature())
            .with("alphabet", task.alphabet()).with("example", example(task));
    }

    /// A table for each program.
    private static String presets() {
        var text = new StringBuilder();
        for (Preset.Origin origin : Preset.Origin.values()) {
            var table = new CsvTable(List.of("id", "solver", "what differs"));
            Preset.all().all().stream().filter(p -> p.origin() == origin)
                .forEach(p -> table.row(p.id(), p.solver(), p.difference()));
            text.append(text.isEmpty() ? "" : "\n").append("As in ").append(origin.title()).append(":\n\n")
                .append(table.markdown());
        }
        return text.toString();
    }

    private List<String> row(String id, String name, String extra, String settings, String source) {
        return extraTitle().isEmpty() ? List.of(id, name, settings, source)
            : List.of(id, name, extra, settings, source);
    }

    private List<? extends Family> families(Catalog catalog) {
        return switch (kind) {
            case MODELS -> catalog.models().all();
            case SCHEDULES -> catalog.schedules().all();
            case GRIDS -> catalog.grids().all();
            case SOLVERS -> catalog.solvers().all();
            case SAMPLERS -> throw new BadInputException("continuous diffusion has solvers and grids",
                "see `samplerscope list solvers`, or say --family masked");
            case TASKS -> throw new IllegalStateException("tasks have a list of their own");
            case PRESETS -> Preset.all().all();
            case NAMES -> PublishedName.all();
            case NOISES -> Catalog.noises().all();
            case METRICS -> catalog.metrics().all();
            case SEARCHES -> BuiltInMethods.registry().all();
            case BACKENDS -> catalog.backends().all();
        };
    }

    private List<? extends Family> masked(MaskedCatalog catalog) {
        return switch (kind) {
            case MODELS -> catalog.models().all();
            case SAMPLERS -> catalog.samplers().all();
            case TASKS -> throw new IllegalStateException("tasks have a list of their own");
            case SCHEDULES, GRIDS, SOLVERS, NAMES, PRESETS, NOISES, METRICS, SEARCHES, BACKENDS ->
                throw new BadInputException("masked diffusion has no %s".formatted(kind.name().toLowerCase(Locale.ROOT)),
                    "it has models, samplers and tasks");
        };
    }

    private String extraTitle() {
        if (family == FamilyWord.MASKED) {
            return "";
        }
        return switch (kind) {
            case SOLVERS -> "order";
            case NAMES -> "choose";
            case BACKENDS -> "usable";
            case MODELS, SCHEDULES, GRIDS, SAMPLERS, TASKS, PRESETS, NOISES, METRICS, SEARCHES -> "";
        };
    }

    private static String extra(Family family) {
        return switch (family) {
            case SolverFamily solver -> solver.orderInWords();
            case PublishedName name -> name.choice();
            case BackendProvider backend -> backend.unavailable().map(reason -> "no: " + reason).orElse("yes");
            default -> "";
        };
    }

    /// `eta=0, steps=10`; a setting without default stands alone.
    private static String settings(Family family) {
        return family.parameters().stream()
            .map(p -> p.id() + p.standard().map(s -> "=" + s).orElse(""))
            .collect(Collectors.joining(", "));
    }

    private static Json json(Family family) {
        Json.Obj object = Json.object().with("id", family.id()).with("name", family.name())
            .with("source", family.source());
        if (family instanceof SolverFamily solver) {
            object = object.with("order", solver.order());
        }
        if (family instanceof Preset preset) {
            object = object.with("origin", preset.origin().title()).with("solver", preset.solver())
                .with("difference", preset.difference()).with("faulty", Json.flag(preset.faulty()))
                .with("least-steps", preset.counts().least()).with("most-steps", preset.counts().most());
        }
        if (family instanceof PublishedName name) {
            object = object.with("order", name.order()).with("choose", name.choice());
        }
        if (family instanceof BackendProvider backend) {
            object = object.with("usable", Json.flag(backend.unavailable().isEmpty()));
            object = object.with("reason", backend.unavailable().orElse(""));
        }
        return object.with("settings", Json.array(family.parameters().stream().map(ListCommand::json).toList()));
    }

    private static Json.Obj json(Parameter p) {
        Json.Obj object = Json.object().with("id", p.id()).with("name", p.name()).with("help", p.help());
        return switch (p.kind()) {
            case Parameter.Kind.Real(double standard, double min, double max, boolean _) ->
                object.with("type", "number").with("default", standard).with("min", min).with("max", max);
            case Parameter.Kind.Whole(int standard, int min, int max, var _) ->
                object.with("type", "whole number").with("default", standard).with("min", min).with("max", max);
            case Parameter.Kind.OneOf(var words) ->
                object.with("type", "word").with("default", words.getFirst()).with("words", Json.texts(words));
            case Parameter.Kind.Switch(boolean standard) ->
                object.with("type", "switch").with("default", Json.flag(standard));
            case Parameter.Kind.Numbers(String meaning, boolean optional) ->
                object.with("type", "numbers").with("meaning", meaning).with("optional", Json.flag(optional));
            case Parameter.Kind.Path(var extensions) ->
                object.with("type", "path").with("extensions", Json.texts(extensions));
        };
    }
}
