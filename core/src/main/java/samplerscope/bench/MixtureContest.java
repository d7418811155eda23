package samplerscope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import samplerscope.model.Binding;
import samplerscope.model.Component;
import samplerscope.model.Covariance;
import samplerscope.model.Denoiser;
import samplerscope.model.GaussianMixture;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Recording;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.VpCosine;
import samplerscope.solver.Ddim;
import samplerscope.solver.Plan;
import samplerscope.solver.Strategy;
import samplerscope.spec.Json;
import samplerscope.tensor.Shape;
import samplerscope.tensor.TensorBackend;

/// Points in the plane by DDIM on the exact score of eight modes on a circle, from a given state to the last one.
final class MixtureContest {

    private static final int MODES = 8;
    private static final int STEPS = 20;
    private static final int POINTS = 100_000;
    private static final double STD = 0.15;

    private MixtureContest() {}

    static List<Contest> all() {
        return List.of(new Contest("mixture-ddim", "exact 8-mode mixture, DDIM 20 NFE, 100,000 points, end to end",
            "mixture_ddim", List.of(Contest.Opponent.eager(12, 30), Contest.Opponent.compiled(3, 6)), 1e-3,
            MixtureContest::open));
    }

    private static Contest.Side open(BenchPlace place) {
        var schedule = new VpCosine(0.008);
        Plan plan = Strategy.uniform(schedule, Samples.grid(schedule, STEPS), new Ddim(0)).compile();
        float[] state = Samples.normal(2 * POINTS, 3);
        double[] start = Samples.doubles(state);
        TensorBackend backend = place.backend();
        Denoiser denoiser = new GaussianMixture(Samples.card(List.of(2)), modes()).denoiser(new Binding(backend));
        var end = new Snapshot[1];
        Runnable once = () -> end[0] = Samples.end(DenoisingRun.from(start, plan, denoiser, backend, Shape.of(POINTS, 2), 0,
            0, new Recording(STEPS, 0)));
        Json.Obj numbers = levels(plan).with("std", STD);
        return new Contest.Side(once, () -> end[0].toDoubles(), numbers, Map.of("state", state, "means", means()),
            backend::close);
    }

    /// What the script needs of a plan: its levels.
    static Json.Obj levels(Plan plan) {
        List<NoiseLevel> levels = plan.strategy().grid().levels();
        return Json.object().with("alphas", Json.numbers(levels.stream().map(NoiseLevel::alpha).toList()))
            .with("sigmas", Json.numbers(levels.stream().map(NoiseLevel::sigma).toList()));
    }

    private static List<Component> modes() {
        var modes = new ArrayList<Component>();
        for (int k = 0; k < MODES; k++) {
            modes.add(new Component(1, mean(k), Covariance.Plane.round(STD), 0));
        }
        return modes;
    }

    private static double[] mean(int k) {
        double angle = 2 * StrictMath.PI * k / MODES;
        return new double[] {StrictMath.cos(angle), StrictMath.sin(angle)};
    }

    private static float[] means() {
        var means = new float[2 * MODES];
        for (int k = 0; k < MODES; k++) {
            means[2 * k] = (float) mean(k)[0];
            means[2 * k + 1] = (float) mean(k)[1];
        }
        return means;
    }
}
