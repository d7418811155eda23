package samplerscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import samplerscope.metric.MetricFamily;
import samplerscope.run.Progress;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.Engine;
import samplerscope.spec.References;
import samplerscope.store.RunExecutor.Measure;
import samplerscope.sweep.CellFolder;
import samplerscope.sweep.CellResult;
import samplerscope.sweep.FeatureSpace;
import samplerscope.sweep.Sweep;
import samplerscope.sweep.SweepAxis;
import samplerscope.sweep.SweepCache;
import samplerscope.sweep.SweepSpec;
import samplerscope.sweep.SweepTable;

/// `samplerscope sweep`.
@Command(name = "sweep", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Run every combination of some solvers, budgets, seeds and other fields, and compare them.",
    footer = {"", "Examples:",
        "  samplerscope sweep moons --axis solver=ddim,dpmpp-2m,unipc --axis nfe=5,10,20 -o out",
        "  samplerscope sweep a.json --axis solver=ddim,heun --axis \"nfe=6..18 step 4\" --axis seed=1,1001 \\",
        "      --baseline solver=ddim -o out",
        "  samplerscope sweep moons --axis grid=karras,uniform-lambda --axis grid.steps=4,8,16 -o out --json",
        "  samplerscope sweep moons --axis nfe=5,20 --metric energy-distance --converge gaussian-frechet \\",
        "      --features pca:16 --set samples=2000 -o out", "",
        "Fields: solver, nfe, steps, grid, schedule, model, seed, guidance, prediction, or any path of a spec.",
        "Values: 4,6,8 or \"4..20 step 2\" or \"1e-3..1 log 7\".",
        "The paired difference is the mean over samples of (error - error of the baseline) from the same noise, with its",
        "95 % confidence interval. With an axis of seeds, a second table takes all seeds together.",
        "Files: sweep.md, sweep.csv, sweep.json, and seeds.csv and convergence.csv where asked for; and cells, a file for",
        "each run that has ended. The same command with the same DIR goes on with those, whatever stopped it."})
final class SweepCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MODEL", description = "A spec, a run file, the id of a model, or a path of data.")
    private String subject = "";

    @Option(names = "--axis", required = true, paramLabel = "FIELD=VALUES", arity = "1",
        description = "A field and its values; once per axis, the last one running fastest.")
    private List<String> axes = List.of();

    @Option(names = "--baseline", paramLabel = "FIELD=VALUE",
        description = "Compare each cell with the one that has this value and otherwise its own; may be repeated.")
    private List<String> baseline = List.of();

    @Option(names = {"-o", "--out"}, required = true, paramLabel = "DIR", description = "Folder for the results; runs that "
        + "are there are not run again.")
    private Path folder = Path.of("");

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Change a field of the spec; may be repeated.")
    private List<String> changes = List.of();

    @Option(names = "--cost", paramLabel = "COST", description = "What the front is marked over: nfe or seconds. "
        + "Default: nfe.")
    private SweepTable.Cost cost = SweepTable.Cost.NFE;

    @Option(names = "--truth",
        description = "Measure against the exact law behind the model, not against the model's own converged path.")
    private boolean truth;

    @Mixin
    private MetricOption metric = new MetricOption();

    @Option(names = "--converge", paramLabel = "ID",
        description = "Also measure this metric at growing numbers of samples, beside its floor.")
    private Optional<String> converge = Optional.empty();

    @Option(names = "--features", paramLabel = "SPACE",
        description = "Where --converge compares: pixels, pca:16 or onnx:FILE. Default: pixels.")
    private String features = "pixels";

    @Mixin
    private KeepOption keep = new KeepOption();

    @Mixin
    private EngineOption engine = new EngineOption();

    @Mixin
    private ProgressOption progress = new ProgressOption();

    @Option(names = "--json", description = "Print the table as JSON.")
    private boolean json;

    private final Session session;

    SweepCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Subject about = Subject.of(session, subject, changes);
        SweepSpec spec = session.input(() -> new SweepSpec(about.spec(), axes.stream().map(SweepAxis::of).toList(),
            pairs(baseline)));
        session.input(() -> {
            spec.check(session.catalog());
            return spec;
        });
        spec.sharedSamples().ifPresent(why -> session.err().println("samplerscope: " + why + "."));
        FeatureSpace space = session.input(() -> FeatureSpace.of(features));
        Optional<MetricFamily> settling = session.input(() -> converge.map(session.catalog().metrics()::get));
        List<MetricFamily> metrics = metric.families(session);
        session.requireWritable(folder);
        Engine on = engine.engine(session);
        var cells = new CellFolder(folder.resolve("cells"), session.catalog());
        cells.prune(Long.MAX_VALUE);
        var cache = new SweepCache(cells);
        var sweep = new Sweep(session.resolver(), new References(engine.threads()), on, about.base(), spec,
            truth ? Measure.LAW_END : Measure.MODEL_END, metrics, cache);
        List<CellResult> results = new ArrayList<>();
        boolean whole = pull(sweep, results, about.base(), on);
        report(spec, results);
        tellOfCells(cache, cells, sweep.size());
        settling.ifPresent(family -> SweepConvergence.write(session, spec, results, family, space, engine.threads(),
            folder.resolve("convergence.csv")));
        if (!whole) {
            session.err().println("samplerscope: cancelled after %d of %d cells; what was done is in %s, and the same "
                .formatted(sweep.done(), sweep.size(), folder) + "command goes on with it");
            return ExitCode.CANCELLED;
        }
        return results.stream().allMatch(CellResult.Failed.class::isInstance) ? ExitCode.FAILED : ExitCode.DONE;
    }

    private void tellOfCells(SweepCache cache, CellFolder cells, int all) {
        if (cache.recalled() > 0 && !json) {
            session.out().println("%d of %d cells were in %s; delete them to run all anew".formatted(cache.recalled(), all,
                cells.path()));
        }
        cache.trouble().ifPresent(why -> session.err().println("samplerscope: %s; the next start runs its cells again"
            .formatted(why.happened())));
    }

    /// @return whether all cells were tried
    private boolean pull(Sweep sweep, List<CellResult> results, Path base, Engine on) {
        Progress cells = progress.progress(session, "sweep");
        cells.at("cells", 0, sweep.size());
        try {
            for (var result = sweep.advance(Progress.NONE); result.isPresent(); result = sweep.advance(Progress.NONE)) {
                results.add(result.get());
                if (sweep.isFresh() && result.get() instanceof CellResult.Done(var _, var executed)) {
                    keep.keep(session, executed, base, on);
                }
                cells.at("cells", sweep.done(), sweep.size());
            }
            return true;
        } catch (CancellationException e) {
            Thread.interrupted(); // it has had its effect, and writing files must not suffer from it
            return false;
        }
    }

    private static Map<String, String> pairs(List<String> texts) {
        var pairs = new LinkedHashMap<String, String>();
        for (String text : texts) {
            SweepAxis one = SweepAxis.of(text);
            pairs.put(one.field(), one.values().getFirst());
        }
        return pairs;
    }

    private void report(SweepSpec spec, List<CellResult> results) {
        SweepTable table = SweepTable.of(spec, results);
        table.table().write(folder.resolve("sweep.csv"));
        boolean seeds = spec.axisOf(SweepAxis.SEED) >= 0 && spec.axes().size() > 1;
        var readable = new StringBuilder(table.readable(cost).markdown());
        Json.Obj all = Json.object().with("cells", table.json());
        if (seeds) {
            SweepTable pooled = SweepTable.overSeeds(spec, results);
            pooled.table().write(folder.resolve("seeds.csv"));
            readable.append("\nAll seeds together:\n").append(pooled.readable(cost).markdown());
            all = all.with("overSeeds", pooled.json());
        }
        FileAccess.writeText(folder.resolve("sweep.md"), readable.toString());
        FileAccess.writeText(folder.resolve("sweep.json"), all.pretty() + "\n");
        if (json) {
            session.print(all);
        } else {
            session.out().print(readable);
            table.failures().forEach(why -> session.out().println("failed: " + why));
            session.out().println("* front of error against %s; wrote sweep.md, sweep.csv, sweep.json%s to %s".formatted(
                cost.word(), seeds ? ", seeds.csv" : "", folder));
        }
    }
}
