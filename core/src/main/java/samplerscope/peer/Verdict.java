package samplerscope.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import samplerscope.SamplerscopeException;
import samplerscope.model.GaussianMixture;
import samplerscope.tensor.Shape;

/// How well a recorded run was repeated.
///
/// @param id        of the run
/// @param deviation the largest over the whole trajectory, each state's relative to `max(1, its largest number)`; NaN
///                  where the run could not be repeated
/// @param tolerance that it must not exceed
/// @param failure   why it could not be repeated
public record Verdict(String id, double deviation, double tolerance, Optional<String> failure) {

    /// What plain double arithmetic and twelve recorded digits leave far below.
    public static final double TOLERANCE = 1e-6;

    public boolean agrees() {
        return failure.isEmpty() && deviation <= tolerance;
    }

    /// Repeats a run as its program would; what goes wrong is part of the verdict.
    public static Verdict on(RecordedRun run, Problems problems) {
        return judged(run, problems, () -> Peers.of(run.program(), run.sampler()).playable(run, problems));
    }

    /// Repeats a run with something of one's own.
    public static Verdict on(RecordedRun run, Problems problems, Playable ours) {
        return judged(run, problems, () -> ours);
    }

    private static Verdict judged(RecordedRun run, Problems problems, Supplier<Playable> ours) {
        try {
            return new Verdict(run.id(), deviation(run, problems, ours.get()), TOLERANCE, Optional.empty());
        } catch (SamplerscopeException e) {
            return new Verdict(run.id(), Double.NaN, TOLERANCE, Optional.of("%s; %s".formatted(
                e.happened(), e.remedy())));
        }
    }

    private static double deviation(RecordedRun run, Problems problems, Playable playable) {
        List<double[]> ours = playable.states(stage(run, problems));
        double worst = relative(run.end(), ours.getLast(), "the final state");
        for (Map.Entry<Integer, double[]> entry : run.states().entrySet()) {
            int i = entry.getKey();
            if (i >= ours.size()) {
                throw new UnknownOptionException("%s records state %d, but the strategy has only %d".formatted(
                    run.id(), i, ours.size()), "report this case");
            }
            worst = StrictMath.max(worst, relative(entry.getValue(), ours.get(i), "state " + i));
        }
        return worst;
    }

    private static double relative(double[] expected, double[] actual, String what) {
        if (expected.length != actual.length) {
            throw new UnknownOptionException("%s has %d numbers, ours %d".formatted(
                what, expected.length, actual.length), "restore the file");
        }
        double largest = 1;
        double off = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = StrictMath.max(largest, StrictMath.abs(expected[i]));
            off = StrictMath.max(off, StrictMath.abs(expected[i] - actual[i]));
        }
        return off / largest;
    }

    private static Stage stage(RecordedRun run, Problems problems) {
        GaussianMixture model = problems.model(run.problem());
        int dimension = model.components().getFirst().mean().length;
        double scale = run.all().number("x_init_scale", 1);
        double[] start = run.all().numbers("x_init").orElseGet(() -> scaled(
            problems.init(run.all().text("x_init_base", run.problem())), scale));
        int points = run.all().whole("points", start.length / dimension);
        var rows = new ArrayList<double[]>();
        if (run.all().has("noise")) {
            for (double[] field : problems.noise(run.all().inner("noise").text("bank", run.problem()))) {
                rows.add(Arrays.copyOf(field, points * dimension));
            }
        }
        return new Stage(model, Shape.of(points, dimension), Arrays.copyOf(start, points * dimension),
            rows.toArray(double[][]::new));
    }

    private static double[] scaled(double[] values, double factor) {
        double[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }
}
