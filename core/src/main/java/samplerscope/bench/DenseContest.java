package samplerscope.bench;

import java.util.List;
import java.util.Map;
import samplerscope.model.Denoiser;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Recording;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.RectifiedFlow;
import samplerscope.solver.FlowHeun;
import samplerscope.solver.Plan;
import samplerscope.solver.Strategy;
import samplerscope.spec.Json;
import samplerscope.tensor.Shape;
import samplerscope.tensor.TensorBackend;

/// Points in the plane by Heun's method on a network of dense layers, from a given state to the last one.
final class DenseContest {

    private static final int STEPS = 20;
    private static final int POINTS = 10_000;

    private DenseContest() {}

    static List<Contest> all() {
        return List.of(new Contest("mlp-heun", "network of 3 hidden layers of 64, Heun 20 steps, 10,000 points", "mlp_heun",
            List.of(Contest.Opponent.eager(2, 3), Contest.Opponent.compiled(1.4, 2)), 1e-4, DenseContest::open));
    }

    private static Contest.Side open(BenchPlace place) {
        var schedule = new RectifiedFlow(1);
        Plan plan = Strategy.uniform(schedule, Samples.grid(schedule, STEPS), new FlowHeun()).compile();
        float[] state = Samples.normal(2 * POINTS, 3);
        double[] start = Samples.doubles(state);
        var network = new PlaneNetwork();
        TensorBackend backend = place.backend();
        Denoiser denoiser = network.denoiser(backend);
        var end = new Snapshot[1];
        Runnable once = () -> end[0] = Samples.end(DenoisingRun.from(start, plan, denoiser, backend, Shape.of(POINTS, 2), 0,
            0, new Recording(STEPS, 0)));
        Json.Obj numbers = Json.object().with("weights", network.weights().toString())
            .with("times", Json.numbers(plan.strategy().grid().levels().stream().map(NoiseLevel::time).toList()));
        return new Contest.Side(once, () -> end[0].toDoubles(), numbers, Map.of("state", state), () -> {
            denoiser.close();
            backend.close();
            network.close();
        });
    }
}
