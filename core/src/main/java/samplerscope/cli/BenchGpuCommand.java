package samplerscope.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import samplerscope.bench.BackendBench;
import samplerscope.bench.TorchPeer;
import samplerscope.bench.Workload;
import samplerscope.bench.Workloads;
import samplerscope.export.CsvTable;
import samplerscope.spec.Engine;
import samplerscope.spec.Json;
import samplerscope.tensor.BackendProvider;
import samplerscope.tensor.Device;

/// `samplerscope bench gpu`.
@Command(name = "gpu", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Time the kernels of every device beside the CPU's and, where Python has it, PyTorch.",
    footer = {"", "Examples:",
        "  samplerscope bench gpu",
        "  samplerscope bench gpu --backend cpu-float32,tornado/0:0 --particles 1000000 --json",
        "", "Each number is the median of repeated calls. GB/s counts the bytes that must move at least, and is put",
        "against a plain copy of 128 MiB measured on the same backend; data that fit into a cache can be faster than",
        "that. GFLOP/s counts the operations of the formula, the same for everybody. PyTorch runs the same sizes, with",
        "the same number of threads, on the CPU and on a CUDA device that it sees. Ctrl-C stops between two calls."})
final class BenchGpuCommand implements Callable<Integer> {

    private static final int MOST_PARTICLES = 10_000_000;

    @Option(names = "--backend", paramLabel = "ID", split = ",",
        description = "Backends to measure; may be repeated. Default: cpu-float32 and every device that can be used.")
    private List<String> backends = List.of();

    @Option(names = "--particles", paramLabel = "N", description = "Most particles. Default: 10000000.")
    private int particles = MOST_PARTICLES;

    @Option(names = "--only", paramLabel = "ID", split = ",",
        description = "Only these workloads: ${COMPLETION-CANDIDATES}.", completionCandidates = WorkloadIds.class)
    private List<String> only = List.of();

    @Option(names = "--python", paramLabel = "PATH", description = "The Python that has torch. Default: on the path.")
    private Optional<String> python = Optional.empty();

    @Option(names = "--no-torch", description = "Leave PyTorch out.")
    private boolean withoutTorch;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private ProgressOption progress = new ProgressOption();

    private final Session session;

    BenchGpuCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Engine> engines = session.input(this::engines);
        List<Workload> workloads = session.input(this::workloads);
        var shown = progress.progress(session, "bench");
        var rows = new ArrayList<BackendBench.Row>();
        for (Engine engine : engines) {
            rows.addAll(BackendBench.run(engine, workloads, what -> shown.at(what, 0, 0)));
        }
        if (!withoutTorch) {
            shown.at("PyTorch", 0, 0);
            rows.addAll(torch(workloads, rows.getFirst().copy()));
        }
        print(workloads, rows, engines);
        return ExitCode.DONE;
    }

    private List<Workload> workloads() {
        List<Workload> all = Workloads.ofDevice(particles);
        for (String id : only) {
            if (all.stream().noneMatch(w -> w.id().equals(id))) {
                throw new BadInputException("there is no workload '%s'".formatted(id),
                    "choose from " + String.join(", ", all.stream().map(Workload::id).toList()));
            }
        }
        return only.isEmpty() ? all : all.stream().filter(w -> only.contains(w.id())).toList();
    }

    /// For the help.
    static final class WorkloadIds extends ArrayList<String> {
        WorkloadIds() {
            super(Workloads.ofDevice(MOST_PARTICLES).stream().map(Workload::id).toList());
        }
    }

    private List<Engine> engines() {
        var registry = session.catalog().backends();
        if (!backends.isEmpty()) {
            return backends.stream().map(id -> Engine.of(registry, id, threads.count())).toList();
        }
        var all = new ArrayList<Engine>();
        all.add(Engine.of(registry, Engine.STANDARD_BACKEND, threads.count()));
        for (BackendProvider provider : registry.all()) {
            for (Device device : provider.devices()) {
                if (device.isUsable() && !device.id().isEmpty()) {
                    all.add(new Engine(provider, device, threads.count()));
                }
            }
        }
        return all;
    }

    private List<BackendBench.Row> torch(List<Workload> workloads, double copy) {
        Optional<TorchPeer> peer = python.isPresent() ? TorchPeer.of(python.get()) : TorchPeer.find();
        if (peer.isEmpty()) {
            session.err().println("samplerscope: no Python with torch was found; --python names one.");
            return List.of();
        }
        return peer.get().run(workloads, threads.count(), copy);
    }

    private void print(List<Workload> workloads, List<BackendBench.Row> rows, List<Engine> engines) {
        if (json) {
            session.print(Json.array(rows.stream().map(BenchGpuCommand::json).toList()));
            return;
        }
        for (Engine engine : engines) {
            session.out().println("%s: %s, %s".formatted(engine.id(), engine.device().name(), engine.device().driver()));
        }
        session.out().println();
        session.out().print(table(workloads, rows));
    }

    /// Workload by workload, so that who did the same stands together.
    private static String table(List<Workload> workloads, List<BackendBench.Row> rows) {
        Map<String, List<BackendBench.Row>> byWorkload =
            rows.stream().collect(Collectors.groupingBy(row -> row.workload().id()));
        var table = new CsvTable(List.of("workload", "where", "time", "against the first", "GB/s", "of a copy",
            "GFLOP/s"));
        for (Workload workload : workloads) {
            List<BackendBench.Row> same = byWorkload.get(workload.id());
            for (BackendBench.Row row : same) {
                table.row(row.failure().isEmpty() ? cells(row, same.getFirst())
                    : List.of(workload.name(), row.where(), row.failure(), "", "", "", ""));
            }
        }
        return table.markdown();
    }

    private static List<String> cells(BackendBench.Row row, BackendBench.Row first) {
        return List.of(row.workload().name(), row.where(), format("%.3f ms", row.seconds() * 1e3),
            format("%.2f x", first.seconds() / row.seconds()), format("%.2f", row.bandwidth() / 1e9),
            Double.isNaN(row.copy()) ? "" : format("%.0f %%", 100 * row.shareOfCopy()),
            format("%.2f", row.flops() / 1e9));
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }

    private static Json json(BackendBench.Row row) {
        var object = Json.object().with("workload", row.workload().id()).with("where", row.where());
        return row.failure().isEmpty()
            ? object.with("seconds", row.seconds()).with("bytesPerSecond", row.bandwidth())
                .with("copyBytesPerSecond", row.copy()).with("shareOfCopy", row.shareOfCopy())
                .with("flopsPerSecond", row.flops())
            : object.with("failure", row.failure());
    }
}
