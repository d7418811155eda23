package samplerscope.bench;

import java.util.Optional;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.Denoiser;
import samplerscope.model.Model;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Recording;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.Parameterization;
import samplerscope.schedule.VpCosine;
import samplerscope.solver.Plan;
import samplerscope.solver.Strategy;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// How much of a run is ours and not the network's.
final class OutsideModelRow {

    private static final int STEPS = 10;
    private static final int BATCH = 8;

    private OutsideModelRow() {}

    static BenchRow row() {
        return new BenchRow("outside-model", "network", "time outside the model, 10 NFE, batch 8, 32x32", "", Unit.SHARE,
            BenchRow.Scale.QUICK, Optional.of(Goal.atMost(0.01, 0.003)), OutsideModelRow::open);
    }

    private static BenchRow.Measured open(BenchPlace place) {
        Model model = NetworkContest.model(place);
        NoiseSchedule schedule = model.nativeSchedule().orElseGet(() -> new VpCosine(0.008));
        Plan plan = Strategy.uniform(schedule, Samples.grid(schedule, STEPS), ModelRunRows.solver(place)).compile();
        var shape = new Shape(BATCH, model.card().sampleShape());
        TensorBackend backend = place.backend();
        var denoiser = new Clocked(model.denoiser(new Binding(backend, new Condition.EachClass(), 0, 0)));
        var quick = new Clocked(new Idle(denoiser.parameterization()));
        return new BenchRow.Measured() {
            @Override
            public double warmUp() {
                // What is outside the model has to be seen by the compiler as often as in an hour of work, and the model
                // alone would take that hour.
                new Stopwatch(() -> share(quick)).warmUp(Timed.WARM_UP);
                return new Stopwatch(this::round).warmUp(Timed.WARM_UP);
            }

            @Override
            public BenchRow.Round round() {
                return BenchRow.Round.alone(share(denoiser));
            }

            private double share(Clocked asked) {
                asked.nanos = 0;
                long start = System.nanoTime();
                Samples.end(DenoisingRun.fromNoise(plan, asked, backend, shape, 0, 0, new Recording(STEPS, 0)));
                double whole = System.nanoTime() - start;
                return (whole - asked.nanos) / whole;
            }

            @Override
            public void close() {
                denoiser.close();
                backend.close();
            }
        };
    }

    /// Answers nothing.
    private record Idle(Parameterization parameterization) implements Denoiser {

        @Override
        public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
            // what `into` holds is good enough
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    /// A denoiser that knows how long it took.
    private static final class Clocked implements Denoiser {

        private final Denoiser model;
        private long nanos;

        Clocked(Denoiser model) {
            this.model = model;
        }

        @Override
        public Parameterization parameterization() {
            return model.parameterization();
        }

        @Override
        public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
            long start = System.nanoTime();
            model.evaluate(x, at, into);
            nanos += System.nanoTime() - start;
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
