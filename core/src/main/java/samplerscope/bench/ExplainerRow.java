package samplerscope.bench;

import java.util.Optional;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Recording;
import samplerscope.schedule.RectifiedFlow;
import samplerscope.solver.DpmSolver2S;
import samplerscope.solver.Plan;
import samplerscope.solver.SlopeForm;
import samplerscope.solver.Strategy;
import samplerscope.tensor.Shape;
import samplerscope.tensor.TensorBackend;

/// The run of the best-known explainer in a browser: 500 points, 200 midpoint steps of a small network with ELU, every step kept. A
/// picture on a screen of 60 Hz lasts 16.7 ms.
final class ExplainerRow {

    private static final int POINTS = 500;
    private static final int STEPS = 200;

    private ExplainerRow() {}

    static BenchRow row() {
        return new BenchRow("explainer", "network", "500 points, 200 midpoint steps of a 64-64-64 network, ELU", "", Unit.SECONDS,
            BenchRow.Scale.QUICK, Optional.of(Goal.atMost(0.033, 0.0166)), ExplainerRow::open);
    }

    private static BenchRow.Measured open(BenchPlace place) {
        var schedule = new RectifiedFlow(1);
        Plan plan = Strategy.uniform(schedule, Samples.grid(schedule, STEPS), new DpmSolver2S(0.5, SlopeForm.MIDPOINT))
            .compile();
        double[] start = Samples.doubles(Samples.normal(2 * POINTS, 3));
        TensorBackend backend = place.backend();
        var network = new ExplainerNetwork(backend.workers());
        return new Timed(() -> Samples.end(DenoisingRun.from(start, plan, network, backend, Shape.of(POINTS, 2), 0, 0,
            Recording.ALL)), backend::close);
    }
}
