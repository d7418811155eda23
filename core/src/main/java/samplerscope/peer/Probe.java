package samplerscope.peer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import samplerscope.model.Component;
import samplerscope.model.Covariance;
import samplerscope.model.GaussianMixture;
import samplerscope.model.ModelCard;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.solver.Strategy;
import samplerscope.solver.Threshold;
import samplerscope.tensor.Shape;

/// Tells whether two strategies are the same sampler, by running both on a small mixture with the same noise.
///
/// Solvers have many spellings (forms of the output, order of terms); what they do to a nonlinear model does not.
public final class Probe {

    private static final double SAME = 1e-8;
    private static final int POINTS = 3;
    private static final Shape SHAPE = Shape.of(POINTS, 2);
    private static final GaussianMixture MODEL = new GaussianMixture(new ModelCard("probe", "Probe",
        ModelCard.Kind.EXACT, List.of(2), List.of(), "a probe", "this project", "no data"), List.of(
            new Component(0.6, new double[] {0.8, -0.3}, new Covariance.Plane(0.09, 0.02, 0.16), 0),
            new Component(0.4, new double[] {-0.5, 0.7}, new Covariance.Plane(0.2, -0.05, 0.1), 0)));

    private final Strategy wanted;
    private final List<double[]> states;

    /// @param wanted the strategy that others are held against
    public Probe(Strategy wanted, Optional<Threshold> threshold) {
        this.wanted = wanted;
        this.states = states(wanted, threshold, 1);
    }

    private List<double[]> states(Strategy strategy, Optional<Threshold> threshold, double scale) {
        NoiseLevel first = wanted.grid().first();
        double[] start = fields(1, -1)[0];
        for (int i = 0; i < start.length; i++) {
            start[i] = scale * (first.sigma() * start[i] + first.alpha() * 0.1 * (i + 1));
        }
        var stage = new Stage(MODEL, SHAPE, start, fields(strategy.compile().draws(), 0));
        return Replay.of(strategy).speaking(Parameterization.DATA).thresholded(threshold).states(stage);
    }

    private static double[][] fields(int count, int from) {
        var all = new double[count][SHAPE.size()];
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < SHAPE.size(); i++) {
                all[k][i] = 1.3 * StrictMath.sin(1.7 * (k + from + 2) + 2.9 * i + 0.3 * (k + 1) * i);
            }
        }
        return all;
    }

    /// How many steps of the wanted strategy the other takes in the same way, from the first on.
    ///
    /// @param other visits all levels of the wanted strategy, and perhaps others between them; on a path that keeps
    ///              `x / alpha` where `alpha` is 1
    public int agreesFor(Strategy other, Optional<Threshold> threshold) {
        var levels = other.grid().levels();
        NoiseLevel first = wanted.grid().first();
        double scale = first.alpha() == 0 ? 1 : levels.getFirst().alpha() / first.alpha();
        List<double[]> theirs = states(other, threshold, scale);
        int at = 0;
        for (int step = 0; step < states.size(); step++) {
            NoiseLevel end = wanted.grid().levels().get(step + 1);
            while (at < theirs.size() && !isSame(levels.get(at + 1).lambda(), end.lambda())) {
                at++;
            }
            if (at == theirs.size() || !isSame(states.get(step), theirs.get(at), end.alpha() / levels.get(at + 1).alpha())) {
                return step;
            }
        }
        return states.size();
    }

    /// Whether the levels of the wanted strategy are among those of another, and its ends are the same.
    public boolean visitsTheSame(Strategy other) {
        var theirs = other.grid().levels().stream().mapToDouble(NoiseLevel::lambda).toArray();
        return isSame(theirs[0], wanted.grid().first().lambda())
            && isSame(theirs[theirs.length - 1], wanted.grid().last().lambda())
            && wanted.grid().levels().stream().allMatch(l -> Arrays.stream(theirs).anyMatch(t -> isSame(t, l.lambda())));
    }

    private static boolean isSame(double lambda, double other) {
        return lambda == other || StrictMath.abs(lambda - other) <= SAME * StrictMath.max(1, StrictMath.abs(lambda));
    }

    private static boolean isSame(double[] wanted, double[] other, double scale) {
        double largest = 1;
        double off = 0;
        for (int i = 0; i < wanted.length; i++) {
            largest = StrictMath.max(largest, StrictMath.abs(wanted[i]));
            off = StrictMath.max(off, StrictMath.abs(wanted[i] - scale * other[i]));
        }
        return off <= SAME * largest;
    }
}
