package samplerscope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import samplerscope.model.Binding;
import samplerscope.model.Denoiser;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Recording;
import samplerscope.schedule.VpCosine;
import samplerscope.solver.Ddim;
import samplerscope.solver.Plan;
import samplerscope.solver.Strategy;
import samplerscope.tensor.Shape;
import samplerscope.tensor.TensorBackend;

/// Whether the cost of a run grows as a line over particles, steps and components. The value is R squared of the line; the
/// figures are its slope and intercept.
final class LinearityRows {

    private static final int PARTICLES = 20_000;
    private static final int STEPS = 10;
    private static final int COMPONENTS = 32;
    private static final int POINTS = 5;
    private static final double MICRO = 1e-6;

    private LinearityRows() {}

    static List<BenchRow> all() {
        return List.of(
            row("particles", BenchRow.Scale.QUICK, n -> new Size(n * PARTICLES, STEPS, COMPONENTS), PARTICLES),
            row("steps", BenchRow.Scale.STANDARD, n -> new Size(PARTICLES, n * STEPS, COMPONENTS), STEPS),
            row("components", BenchRow.Scale.STANDARD, n -> new Size(PARTICLES, STEPS, n * COMPONENTS), COMPONENTS));
    }

    private record Size(int particles, int steps, int components) {}

    private static BenchRow row(String over, BenchRow.Scale scale, IntFunction<Size> size, int unit) {
        return new BenchRow("linear-" + over, "linear", "R squared of a line through the time of a DDIM run over " + over, "",
            Unit.NUMBER, scale, Optional.empty(), place -> new Fitted(place, over, size, unit));
    }

    /// Runs of five sizes, ready.
    private static final class Fitted implements BenchRow.Measured {

        private final TensorBackend backend;
        private final String over;
        private final List<Stopwatch> runs = new ArrayList<>();
        private final double[] sizes = new double[POINTS];
        private final List<Line> lines = new ArrayList<>();

        Fitted(BenchPlace place, String over, IntFunction<Size> size, int unit) {
            this.backend = place.backend();
            this.over = over;
            for (int i = 0; i < POINTS; i++) {
                sizes[i] = (i + 1) * unit;
                runs.add(new Stopwatch(run(size.apply(i + 1))));
            }
        }

        private Runnable run(Size size) {
            var schedule = new VpCosine(0.008);
            Plan plan = Strategy.uniform(schedule, Samples.grid(schedule, size.steps()), new Ddim(0)).compile();
            Denoiser denoiser = Samples.mixture(size.components()).denoiser(new Binding(backend));
            return () -> Samples.end(DenoisingRun.fromNoise(plan, denoiser, backend, Shape.of(size.particles(), 2), 0, 0,
                new Recording(size.steps(), 1)));
        }

        @Override
        public double warmUp() {
            return runs.stream().mapToDouble(run -> run.warmUp(Timed.WARM_UP / POINTS)).sum();
        }

        @Override
        public BenchRow.Round round() {
            Line line = Line.through(sizes, runs.stream().mapToDouble(Stopwatch::round).toArray());
            lines.add(line);
            return BenchRow.Round.alone(line.rSquared());
        }

        @Override
        public List<BenchResult.Figure> figures(Spread ours) {
            return List.of(
                new BenchResult.Figure("slope", median(lines.stream().mapToDouble(Line::slope).toArray()),
                    "us per " + over.substring(0, over.length() - 1)),
                new BenchResult.Figure("intercept", median(lines.stream().mapToDouble(Line::intercept).toArray()), "us"));
        }

        private static double median(double[] seconds) {
            return Spread.of(seconds).median() / MICRO;
        }

        @Override
        public void close() {
            backend.close();
        }
    }
}
