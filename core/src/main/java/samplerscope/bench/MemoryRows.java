package samplerscope.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.model.Binding;
import samplerscope.model.Denoiser;
import samplerscope.registry.Settings;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Recording;
import samplerscope.schedule.VpCosine;
import samplerscope.solver.Plan;
import samplerscope.solver.Solver;
import samplerscope.solver.SolverFamily;
import samplerscope.solver.Strategy;
import samplerscope.tensor.Shape;
import samplerscope.tensor.TensorBackend;

/// How many tensors a run allocates, beside what its plan says. The rest is spare: results never overwrite what they are
/// made of.
final class MemoryRows {

    /// Tensors beyond the plan: the initial noise, and spares that results go into.
    static final int CONSTANT = 3;
    private static final List<String> SOLVERS = List.of("ddim", "heun", "dpmpp-2m", "dpmpp-3m", "deis-tab2");
    private static final int STEPS = 20;
    private static final Shape SHAPE = Shape.of(16, 2);

    private MemoryRows() {}

    static List<BenchRow> all() {
        return SOLVERS.stream().map(solver -> new BenchRow("memory-" + solver, "memory",
            "tensors of a run of %d steps, %s".formatted(STEPS, solver), "what the plan says", Unit.NUMBER,
            solver.equals("dpmpp-2m") ? BenchRow.Scale.QUICK : BenchRow.Scale.STANDARD, Optional.empty(),
            place -> new Counted(place, solver))).toList();
    }

    private static final class Counted implements BenchRow.Measured {

        private final TensorBackend host;
        private final Plan plan;
        private long late;
        private long beyond;

        Counted(BenchPlace place, String solver) {
            var schedule = new VpCosine(0.008);
            this.host = place.backend();
            this.plan = Strategy.uniform(schedule, Samples.grid(schedule, STEPS), solver(place, solver)).compile();
        }

        private static Solver solver(BenchPlace place, String id) {
            SolverFamily family = place.resolver().catalog().solvers().get(id);
            return family.create().apply(Settings.of("solver", family.parameters(), Map.of()));
        }

        @Override
        public double warmUp() {
            return 0;
        }

        /// A count, the same in every round.
        @Override
        public BenchRow.Round round() {
            var backend = new CountingBackend(host);
            Denoiser denoiser = Samples.mixture(8).denoiser(new Binding(backend));
            var run = DenoisingRun.fromNoise(plan, denoiser, backend, SHAPE, 0, 0, Recording.ALL);
            for (int step = 0; step < STEPS / 2; step++) {
                run.advance();
            }
            long half = backend.allocated();
            Samples.end(run);
            late = backend.allocated() - half;
            beyond = backend.allocated() - PlanMemory.tensors(plan);
            return new BenchRow.Round(backend.allocated(), PlanMemory.tensors(plan));
        }

        @Override
        public List<BenchResult.Figure> figures(Spread ours) {
            return List.of(new BenchResult.Figure("beyond the plan", beyond, "tensors"),
                new BenchResult.Figure("allocated in the second half", late, "tensors"));
        }

        @Override
        public String remark(Spread shown) {
            return late == 0 && beyond <= CONSTANT ? "" : "the run does not keep to the memory of its plan and %d tensors"
                .formatted(CONSTANT);
        }

        @Override
        public void close() {
            host.close();
        }
    }
}
