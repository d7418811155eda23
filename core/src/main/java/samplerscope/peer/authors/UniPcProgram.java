package samplerscope.peer.authors;

import static java.lang.StrictMath.min;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samplerscope.peer.Options;
import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.UnknownOptionException;
import samplerscope.peer.View;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.Ddim;
import samplerscope.solver.MultistepForm;
import samplerscope.solver.Refresh;
import samplerscope.solver.Solver;
import samplerscope.solver.Strategy;
import samplerscope.solver.Threshold;
import samplerscope.solver.UniPc;

/// UniPC as its authors released it. A step ends with its corrector, so recorded states are corrected ones; the last
/// step has none. `vary_coeff` corrects with an incomplete matrix.
///
/// Source: Zhao et al. 2023, arXiv:2302.04867, released code.
record UniPcProgram() implements Peer {

    /// Where the corrector of a step stands among the instructions of the next one: after evaluating, and keeping the
    /// state as it was.
    private static final int CORRECTION = 2;

    @Override
    public String program() {
        return "UniPC";
    }

    @Override
    public String sampler() {
        return "UniPC";
    }

    @Override
    public Playable playable(RecordedRun run, Problems problems) {
        Options o = run.options().knowingOnly("variant", "order", "skip_type", "algorithm_type", "lower_order_final",
            "denoise_to_zero", "correcting_x0_fn", "dynamic_thresholding_ratio", "t_start", "t_end", "method");
        String method = o.text("method", "multistep");
        if (!method.equals("multistep")) {
            throw UnknownOptionException.of(o.owner(), "method", method, "the program knows multistep only");
        }
        var steps = TimeSteps.of(run);
        TimeGrid grid = steps.grid(o, run.steps());
        var solvers = solvers(o, run.steps());
        if (o.flag("denoise_to_zero", false)) {
            var levels = new ArrayList<>(grid.levels());
            levels.add(new NoiseLevel(0, 1, 0));
            grid = new TimeGrid(levels);
            solvers.add(form(o) == MultistepForm.NOISE && threshold(o).isPresent() ? new DataWithin(threshold(o).get())
                : new Ddim(0));
        }
        return Replay.of(new Strategy(steps.path(), grid, solvers)).seen(views(run.steps(), solvers.size()))
            .thresholded(form(o) == MultistepForm.DATA ? threshold(o) : Optional.empty());
    }

    private static List<Solver> solvers(Options o, int n) {
        var solvers = new ArrayList<Solver>();
        for (int i = 0; i < n; i++) {
            int corrector = i == 0 ? 0 : order(o, i - 1, n);
            solvers.add(new UniPc(form(o), variant(o), order(o, i, n), corrector, 0, Refresh.OFF));
        }
        return solvers;
    }

    /// Rises with the outputs there are, and falls at the end after that.
    private static int order(Options o, int i, int n) {
        int order = o.whole("order", 2);
        if (i < order - 1) {
            return i + 1;
        }
        return o.flag("lower_order_final", true) ? min(order, n - i) : order;
    }

    private static List<View> views(int n, int all) {
        var views = new ArrayList<View>();
        for (int i = 0; i < all; i++) {
            views.add(i < n - 1 ? new View(i + 1, CORRECTION, 1) : View.after(i));
        }
        return views;
    }

    private static MultistepForm form(Options o) {
        String algorithm = o.text("algorithm_type", "data_prediction");
        return switch (algorithm) {
            case "data_prediction" -> MultistepForm.DATA;
            case "noise_prediction" -> MultistepForm.NOISE;
            default -> throw UnknownOptionException.of(o.owner(), "algorithm_type", algorithm,
                "use data_prediction or noise_prediction");
        };
    }

    private static UniPc.Variant variant(Options o) {
        String variant = o.text("variant", "bh1");
        return switch (variant) {
            case "bh1" -> UniPc.Variant.BH1;
            case "bh2" -> UniPc.Variant.BH2;
            case "vary_coeff" -> UniPc.Variant.VARY_PUBLISHED;
            default -> throw UnknownOptionException.of(o.owner(), "variant", variant, "use bh1, bh2 or vary_coeff");
        };
    }

    private static Optional<Threshold> threshold(Options o) {
        if (!o.has("correcting_x0_fn")) {
            return Optional.empty();
        }
        String word = o.text("correcting_x0_fn", "");
        if (!word.equals("dynamic_thresholding")) {
            throw UnknownOptionException.of(o.owner(), "correcting_x0_fn", word, "use dynamic_thresholding");
        }
        return Optional.of(new Threshold(o.number("dynamic_thresholding_ratio", 0.995), 1, Double.MAX_VALUE));
    }
}
