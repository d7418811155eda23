package samplerscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import samplerscope.export.CsvTable;
import samplerscope.model.onnx.DescribedNetwork;
import samplerscope.model.onnx.DescriptionCheck;
import samplerscope.model.onnx.NetworkDescription;
import samplerscope.model.onnx.NetworkFile;
import samplerscope.model.onnx.NetworkTrial;
import samplerscope.model.onnx.Port;
import samplerscope.model.onnx.PortGuess;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.Sidecar;
import samplerscope.spec.folder.MaskedCard;
import samplerscope.spec.folder.NetworkFacts;

/// `samplerscope describe`.
@Command(name = "describe", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Make a network file a model: guess how it is asked, try it, and write its sidecar. "
        + "Of a folder with a masked network, print what is known, and write its card where it has none.",
    footer = {"", "Examples:",
        "  samplerscope describe net.onnx",
        "  samplerscope describe net.onnx --set parameterization=velocity --set schedule=vp-cosine",
        "  samplerscope describe net.onnx --set shape=[3,64,64] --set timestepLabel.kind=log-sigma --force",
        "  samplerscope describe net.onnx --print",
        "  samplerscope describe path/to/folder",
        "", "The sidecar net.onnx.json has the fields of a network in assets/manifest.json; see docs/library.md.",
        "A sidecar that is there is the start instead of the guess; without --set, --out and --force it is told, tried",
        "and left as it is. The hint on the parameterization comes from samples that the network makes itself; a wrong",
        "schedule or timestep misleads it."})
final class DescribeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "A network, net.onnx, or a folder with a masked one.")
    private Path file = Path.of("");

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Change a field of the sidecar; may be repeated.")
    private List<String> changes = List.of();

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Write the sidecar there instead of beside the "
        + "network.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace a sidecar that is there.")
    private boolean force;

    @Option(names = "--print", description = "Write nothing.")
    private boolean printOnly;

    @Option(names = "--no-try", description = "Do not ask the network.")
    private boolean untried;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    private final Session session;

    DescribeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (Files.isDirectory(file)) {
            return folder();
        }
        Path target = out == null ? Sidecar.of(file) : out;
        boolean isLook = printOnly || isDescribedAlready();
        requireFree(target, isLook);
        try (NetworkFile network = session.input(() -> DescribedNetwork.load(file))) {
            PortGuess guess = PortGuess.of(Sidecar.about(file), network.inputs(), network.outputs());
            boolean isDescribed = Files.exists(Sidecar.of(file));
            NetworkDescription start = isDescribed ? session.input(() -> Sidecar.read(file)) : guess.description();
            NetworkDescription said = session.input(() -> Sidecar.changed(start, changes, file));
            List<DescriptionCheck.Problem> problems = DescriptionCheck.of(network.inputs(), network.outputs(), said);
            Optional<NetworkTrial> trial = untried || !problems.isEmpty() ? Optional.empty()
                : Optional.of(NetworkTrial.run(network, said, threads.count()));
            print(network, said, isDescribed ? Map.of() : guess.reasons(), problems, trial);
            return problems.isEmpty() ? isLook ? looked() : write(target, said) : refuse(problems);
        }
    }

    /// A folder with a masked network: its card is written where it has none.
    private int folder() {
        NetworkFacts facts = session.input(() -> NetworkFacts.of(file));
        if (json) {
            session.print(facts.card().json());
        } else {
            facts.inWords().forEach(session.out()::println);
        }
        Path card = file.resolve(MaskedCard.FILE);
        if (facts.isGuessed() && !printOnly) {
            session.input(() -> {
                FileAccess.writeText(card, facts.card().json().pretty() + "\n");
                return card;
            });
            if (!json) {
                session.out().println("Wrote %s.".formatted(card));
            }
        }
        return ExitCode.DONE;
    }

    /// Asked for nothing new: then it tells what the sidecar says, and tries it.
    private boolean isDescribedAlready() {
        return out == null && changes.isEmpty() && !force && Files.exists(Sidecar.of(file));
    }

    private void requireFree(Path target, boolean isLook) {
        if (Files.exists(target) && !force && !isLook) {
            throw new BadInputException("'%s' is there already".formatted(target),
                "say --force to replace it, or --print to write nothing");
        }
    }

    private int refuse(List<DescriptionCheck.Problem> problems) {
        var first = problems.getFirst();
        throw new BadInputException("nothing is written, %s is wrong: %s".formatted(first.field(), first.happened()),
            first.remedy() + ", as in: --set %s=\u2026".formatted(first.field()));
    }

    private int looked() {
        if (!printOnly && !json) {
            session.out().println("Nothing is written: %s says so already.".formatted(Sidecar.of(file)));
        }
        return ExitCode.DONE;
    }

    private int write(Path target, NetworkDescription said) {
        session.input(() -> {
            FileAccess.writeText(target, Sidecar.json(said).pretty() + "\n");
            return target;
        });
        if (!json) {
            session.out().println("Wrote %s.".formatted(target));
        }
        return ExitCode.DONE;
    }

    private void print(NetworkFile network, NetworkDescription said, Map<String, PortGuess.Reason> reasons,
                       List<DescriptionCheck.Problem> problems, Optional<NetworkTrial> trial) {
        if (json) {
            session.print(json(network, said, reasons, problems, trial));
            return;
        }
        session.out().print(ports(network, said).markdown());
        session.out().println();
        session.out().print(fields(said, reasons).markdown());
        session.out().println();
        problems.forEach(p -> session.out().println("%s: %s; %s.".formatted(p.field(), p.happened(), p.remedy())));
        trial.ifPresent(t -> session.out().println(String.format(Locale.ROOT,
            "Asked: finite, of the shape of the sample, %.1f ms for %d samples. %s", t.seconds() * 1e3, t.rows(),
            t.verdict(said.prediction().form()))));
    }

    private static CsvTable ports(NetworkFile network, NetworkDescription said) {
        var table = new CsvTable(List.of("", "port", "type", "role"));
        network.inputs().forEach(port -> table.row("input", port.name(), port.inWords(), role(port, said)));
        network.outputs().forEach(port -> table.row("output", port.name(), port.inWords(),
            port.name().equals(said.ports().output()) ? "prediction" : ""));
        return table;
    }

    private static String role(Port port, NetworkDescription said) {
        return port.name().equals(said.ports().sample()) ? "sample" : port.name().equals(said.ports().timestep())
            ? "timestep"
            : said.ports().label().filter(port.name()::equals).isPresent() ? "class" : "none";
    }

    private static CsvTable fields(NetworkDescription said, Map<String, PortGuess.Reason> reasons) {
        var table = new CsvTable(List.of("field", "value", "why"));
        Sidecar.json(said).fields().forEach((name, value) -> table.row(name, text(value), reasons.entrySet().stream()
            .filter(e -> e.getKey().equals(name) || e.getKey().startsWith(name + "."))
            .sorted(Map.Entry.comparingByKey())
            .map(e -> words(e.getValue())).reduce((a, b) -> a + "; " + b).orElse("")));
        return table;
    }

    private static String text(Json value) {
        return value instanceof Json.Text(String text, var _) ? text : value.compact();
    }

    private static String words(PortGuess.Reason reason) {
        return reason.words() + switch (reason.sureness()) {
            case SURE -> "";
            case LIKELY -> " (likely)";
            case GUESS -> " (a guess)";
        };
    }

    private static Json json(NetworkFile network, NetworkDescription said, Map<String, PortGuess.Reason> reasons,
                             List<DescriptionCheck.Problem> problems, Optional<NetworkTrial> trial) {
        Json.Obj why = Json.object();
        for (var reason : new TreeMap<>(reasons).entrySet()) {
            why = why.with(reason.getKey(), Json.object().with("words", reason.getValue().words())
                .with("sureness", reason.getValue().sureness().name().toLowerCase(Locale.ROOT)));
        }
        Json.Obj made = Json.object().with("inputs", json(network.inputs())).with("outputs", json(network.outputs()))
            .with("sidecar", Sidecar.json(said)).with("reasons", why)
            .with("problems", Json.array(problems.stream().map(p -> Json.object().with("field", p.field())
                .with("happened", p.happened()).with("remedy", p.remedy())).toList()));
        return trial.isEmpty() ? made : made.with("trial", json(trial.get()));
    }

    private static Json json(List<Port> ports) {
        var all = new ArrayList<Json>();
        ports.forEach(port -> all.add(Json.object().with("name", port.name())
            .with("type", port.element().name().toLowerCase(Locale.ROOT))
            .with("shape", Json.numbers(port.shape().stream().map(Long::doubleValue).toList()))));
        return Json.array(all);
    }

    private static Json json(NetworkTrial trial) {
        Json.Obj misfits = Json.object();
        for (var entry : new TreeMap<>(trial.hint().misfits()).entrySet()) {
            misfits = misfits.with(entry.getKey().word(), entry.getValue());
        }
        Json.Obj made = Json.object().with("rows", trial.rows()).with("seconds", trial.seconds())
            .with("clear", Json.flag(trial.hint().isClear())).with("misfits", misfits);
        return trial.hint().best().isPresent() ? made.with("looksLike", trial.hint().best().get().word()) : made;
    }
}
