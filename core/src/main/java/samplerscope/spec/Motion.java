package samplerscope.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import samplerscope.model.Binding;
import samplerscope.model.Denoiser;
import samplerscope.model.ModelCard;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Recording;
import samplerscope.run.Trajectory;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.IPndm;
import samplerscope.solver.Strategy;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// How fast the clean sample that a model predicts moves along its own paths: where it rests, a step may be long; where it
/// moves, a first-order step of `h` in lambda misses about `h^2 / 2` times this speed.
///
/// Source: the remainder of Eq. 4.1 of Lu et al. 2022, arXiv:2211.01095, at first order, is `d x_theta / d lambda`.
///
/// @param lambdas rising; the middles between neighbouring levels of a fine grid
/// @param speeds  `|d x0 / d lambda|` there, root mean square over paths and elements
public record Motion(List<Double> lambdas, List<Double> speeds) {

    private static final int LEVELS = 64;
    private static final int PATHS = 64;
    /// Where a network is asked for pictures.
    private static final int PATHS_OF_NETWORK = 4;
    private static final int SMALL = 16;
    /// Far from the seeds that people choose.
    private static final long SEED = 200_000;

    public Motion {
        lambdas = List.copyOf(lambdas);
        speeds = List.copyOf(speeds);
    }

    /// Measures a model under the schedule and guidance of a run, from the run's first level with signal to its last with
    /// noise. Computes in float64 on the calling thread, one path after the other: {@value #LEVELS} evaluations each.
    ///
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    /// @throws samplerscope.SamplerscopeException         if the model cannot be asked
    public static Motion of(Resolved run) {
        NoiseSchedule schedule = run.plan().strategy().schedule();
        ModelCard card = run.model().card();
        List<NoiseLevel> levels = levels(run, schedule);
        var plan = Strategy.uniform(schedule, new TimeGrid(levels), new IPndm(4)).compile();
        int paths = isCheap(run) ? PATHS : PATHS_OF_NETWORK;
        Guidance guidance = run.spec().guidance();
        try (var backend = new Float64Backend(1)) {
            // Closed with the run: twice, and a network would be taken from others who use it.
            Denoiser denoiser = Resolved.guided(run.model(), schedule, guidance,
                new Binding(backend, guidance.condition(), 0, 0));
            return of(Trajectory.of(DenoisingRun.fromNoise(plan, denoiser, backend,
                new Shape(paths, card.sampleShape()), SEED, 0, Recording.ALL)), levels);
        }
    }

    /// Whether measuring takes a moment rather than as long as a picture: a law, or a network of few numbers.
    public static boolean isCheap(Resolved run) {
        ModelCard card = run.model().card();
        return card.kind() == ModelCard.Kind.EXACT
            || card.sampleShape().stream().reduce(1, (a, b) -> a * b) <= SMALL;
    }

    /// Even in lambda between the ends of the run, as far as these are finite.
    private static List<NoiseLevel> levels(Resolved run, NoiseSchedule schedule) {
        List<Double> finite = References.levels(run).stream().map(NoiseLevel::lambda).filter(Double::isFinite).sorted()
            .toList();
        double from = Math.max(finite.getFirst(), schedule.at(schedule.startTime()).lambda());
        double to = finite.getLast();
        return IntStream.rangeClosed(0, LEVELS)
            .mapToObj(i -> schedule.atLambda(from + (to - from) * i / LEVELS)).toList();
    }

    /// The record of step `i` has the data predicted at level `i`.
    private static Motion of(Trajectory path, List<NoiseLevel> levels) {
        var lambdas = new ArrayList<Double>();
        var speeds = new ArrayList<Double>();
        double[] before = path.records().getFirst().data().toDoubles();
        for (int i = 1; i < path.records().size(); i++) {
            double[] now = path.records().get(i).data().toDoubles();
            double step = levels.get(i).lambda() - levels.get(i - 1).lambda();
            double square = 0;
            for (int k = 0; k < now.length; k++) {
                square += (now[k] - before[k]) * (now[k] - before[k]);
            }
            lambdas.add(levels.get(i - 1).lambda() + step / 2);
            speeds.add(StrictMath.sqrt(square / now.length) / step);
            before = now;
        }
        return new Motion(lambdas, speeds);
    }

    /// The speed at the fastest.
    public double most() {
        return speeds.stream().mapToDouble(s -> s).max().orElse(0);
    }

    /// Places between two levels that a first-order method needs most: they make the sum of `h^2 |d x0 / d lambda|` over
    /// the steps least, which asks for as many steps per lambda as the root of the speed. A tenth of the steps is spread
    /// evenly, so that no step goes blindly through all the rest.
    ///
    /// @param steps between them
    /// @return `steps + 1` values of lambda, rising, the ends included
    double[] spread(double from, double to, int steps) {
        int fine = 512;
        var reached = new double[fine + 1];
        double floor = 0.1 * lambdas.stream().mapToDouble(l -> StrictMath.sqrt(at(l))).average().orElse(1);
        for (int i = 1; i <= fine; i++) {
            double middle = from + (to - from) * (i - 0.5) / fine;
            reached[i] = reached[i - 1] + StrictMath.sqrt(at(middle)) + floor;
        }
        var places = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            double wanted = reached[fine] * i / steps;
            int index = Arrays.binarySearch(reached, wanted);
            int low = Math.clamp(index >= 0 ? index : -index - 2, 0, fine - 1);
            double share = (wanted - reached[low]) / (reached[low + 1] - reached[low]);
            places[i] = from + (to - from) * (low + share) / fine;
        }
        return places;
    }

    /// Linear between the measured places, constant beyond them.
    private double at(double lambda) {
        int last = lambdas.size() - 1;
        if (lambda <= lambdas.getFirst() || lambda >= lambdas.get(last)) {
            return lambda <= lambdas.getFirst() ? speeds.getFirst() : speeds.get(last);
        }
        double step = (lambdas.get(last) - lambdas.getFirst()) / last;
        int low = Math.clamp((int) ((lambda - lambdas.getFirst()) / step), 0, last - 1);
        double share = (lambda - lambdas.get(low)) / (lambdas.get(low + 1) - lambdas.get(low));
        return speeds.get(low) + share * (speeds.get(low + 1) - speeds.get(low));
    }
}
