package samplerscope.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import samplerscope.anatomy.Anatomy;
import samplerscope.anatomy.AnatomyJson;
import samplerscope.anatomy.Dissection;
import samplerscope.anatomy.Gains;
import samplerscope.anatomy.NetworkErrors;
import samplerscope.anatomy.StepAnatomy;
import samplerscope.anatomy.StepErrors;
import samplerscope.anatomy.StepGain.Verdict;
import samplerscope.export.CsvTable;
import samplerscope.run.Progress;
import samplerscope.spec.References;
import samplerscope.spec.Resolved;

/// `samplerscope anatomy`.
@Command(name = "anatomy", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Take the error of a run apart: by step, by what became of it, by solver and network.",
    footer = {"", "Examples:",
        "  samplerscope anatomy moons.json",
        "  samplerscope anatomy moons-net --set solvers[0]=heun --samples 64",
        "  samplerscope anatomy glyphs-net --json --maps", "",
        "local:  error of the step alone, from an exact state and history.   so far: error of the run after the step.",
        "at end: what is left of the local error at the end; the shares of all steps add to the error at the end.",
        "gain:   what a small perturbation is multiplied by, at most, beside the exact flow's own."})
final class AnatomyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SPEC", description = "A spec, a run file, the id of a model, or a path of data.")
    private String subject = "";

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Change a field of the spec; may be repeated.")
    private List<String> changes = List.of();

    @Option(names = "--samples", paramLabel = "K",
        description = "The first K samples of the run. Default: 1024 in the plane, fewer for pictures and networks.")
    private Optional<Integer> samples = Optional.empty();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Mixin
    private ProgressOption progress = new ProgressOption();

    @Option(names = "--json", description = "Print JSON, numbers in full.")
    private boolean json;

    @Option(names = "--maps", description = "With --json: every error by sample and by element, too.")
    private boolean maps;

    private final Session session;

    AnatomyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Subject about = Subject.of(session, subject, changes);
        Progress hearing = progress.progress(session, subject);
        Resolved run = session.resolve(about.spec(), about.base(), hearing);
        int rows = samples.orElse(Dissection.samples(run));
        if (rows < 1 || rows > run.spec().samples()) {
            throw new BadInputException("--samples is %d, the run has %d".formatted(rows, run.spec().samples()),
                "use 1 to %d, or add --set samples=%d".formatted(run.spec().samples(), StrictMath.max(1, rows)));
        }
        var dissection = new Dissection(new References(threads.count()), threads.count(), hearing);
        Anatomy anatomy = session.input(() -> dissection.of(run, rows));
        if (json) {
            session.print(AnatomyJson.of(anatomy, Summary.title(run.spec()), maps));
        } else {
            text(run, anatomy, rows);
        }
        return ExitCode.DONE;
    }

    private void text(Resolved run, Anatomy anatomy, int rows) {
        var out = session.out();
        out.println("%s, %d samples".formatted(Summary.title(run.spec()), rows));
        out.print(table(anatomy).markdown());
        anatomy.noErrors().ifPresent(why -> out.println("no local error: " + why));
        anatomy.endError().ifPresent(error -> out.println("error at the end %s rms per element, of which step %d made most"
            .formatted(brief(error), most(anatomy))));
        anatomy.endSplit().ifPresentOrElse(split -> out.println(words(split)),
            () -> anatomy.noNetwork().ifPresent(why -> out.println("no split: " + why)));
        anatomy.steps().stream().filter(AnatomyCommand::isRemarkable)
            .forEach(s -> out.println("step %d: %s".formatted(s.index(), s.gain().words())));
    }

    private static boolean isRemarkable(StepAnatomy step) {
        Verdict verdict = step.gain().verdict();
        return verdict == Verdict.UNSTABLE || verdict == Verdict.AMPLIFIES
            || verdict == Verdict.UNKNOWN && step.gain().step().largest() > 1;
    }

    private static int most(Anatomy anatomy) {
        return anatomy.steps().stream().max((a, b) -> Double.compare(endShare(a), endShare(b))).orElseThrow().index();
    }

    private static double endShare(StepAnatomy step) {
        return step.errors().map(StepErrors::endShare).orElse(0.0);
    }

    private static CsvTable table(Anatomy anatomy) {
        boolean exact = anatomy.noErrors().isEmpty();
        boolean network = anatomy.endSplit().isPresent();
        var columns = new ArrayList<>(List.of("step", "lambda", "NFE"));
        columns.addAll(exact ? List.of("local", "so far", "at end", "share") : List.of());
        columns.addAll(List.of("gain", "exact gain", "rms gain", "verdict"));
        columns.addAll(network ? List.of("network", "network share") : List.of());
        columns.addAll(network && exact ? List.of("solver share") : List.of());
        var table = new CsvTable(columns);
        anatomy.steps().forEach(step -> table.row(row(step)));
        return table;
    }

    private static List<String> row(StepAnatomy step) {
        var cells = new ArrayList<>(List.of(String.valueOf(step.index()), "%s to %s".formatted(
            brief(step.from().lambda()), brief(step.to().lambda())), String.valueOf(step.nfe())));
        step.errors().ifPresent(e -> cells.addAll(List.of(brief(e.made().rms()), brief(e.soFar().rms()),
            brief(e.atEnd().rms()), brief(e.endShare()))));
        cells.addAll(List.of(brief(step.gain().step().largest()),
            step.gain().flow().map(Gains::largest).map(AnatomyCommand::brief).orElse("-"),
            brief(step.gain().step().rms()), step.gain().verdict().name().toLowerCase(Locale.ROOT)));
        step.network().ifPresent(n -> {
            cells.addAll(List.of(brief(n.made().rms()), brief(n.network().share())));
            n.discretisation().map(NetworkErrors.AtEnd::share).map(AnatomyCommand::brief).ifPresent(cells::add);
        });
        return cells;
    }

    private static String words(NetworkErrors.Split split) {
        Optional<String> solver = split.discretisation().map(d -> "solver %s + network %s (rms %s and %s; mean squares add with "
            .formatted(brief(split.discretisationShare()), brief(split.networkShare()), brief(d.rms()),
                brief(split.network().rms())) + "the remainder %s)".formatted(brief(split.remainder())));
        return "distance from the ideal denoiser %s rms: %s".formatted(brief(split.total().rms()),
            solver.orElse("all of it the network's, as the sampler and its noise are the same"));
    }

    private static String brief(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
