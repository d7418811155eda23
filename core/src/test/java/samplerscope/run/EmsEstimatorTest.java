package samplerscope.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.Denoiser;
import samplerscope.model.GaussianMixture;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.Parameterization;
import samplerscope.schedule.VpLinear;
import samplerscope.statistics.EmsTable;
import samplerscope.statistics.GaussianEms;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Tensor;

class EmsEstimatorTest {

    private static final NoiseSchedule VP = new VpLinear(0.1, 20);
    private static final GaussianMixture GAUSSIAN = NamedProblem.gaussian();
    private static final double FROM = -3;
    private static final double TO = 3;
    private static final int INTERVALS = 120;

    /// What a person would get from the closed form for Gaussian data, to the accuracy of means over samples.
    @Test
    void onAGaussianTheyAreThoseInClosedForm() {
        EmsTable exact = GaussianEms.table(GAUSSIAN.moments(Condition.NONE), FROM, TO, INTERVALS);

        EmsTable measured = measure(5_000, UnaryOperator.identity(), EmsEstimator.Steps.FLOAT64, Progress.NONE);

        for (int i = 10; i < INTERVALS; i += 10) {
            for (int j = 0; j < 2; j++) {
                assertEquals(exact.statistics()[0][i][j], measured.statistics()[0][i][j], 1e-12, "l");
                // The slope of l is a difference over the table, one-sided at its ends; the rest is the scatter of
                // samples.
                assertEquals(exact.statistics()[1][i][j], measured.statistics()[1][i][j], 0.05, "s");
                assertEquals(exact.statistics()[2][i][j], measured.statistics()[2][i][j], 0.02, "b");
            }
        }
    }

    /// The Jacobian of a Gaussian's score has entries beside the diagonal, which random signs average away.
    @Test
    void probesFindTheSlopes() {
        EmsTable exact = GaussianEms.table(GAUSSIAN.moments(Condition.NONE), FROM, TO, INTERVALS);
        for (var steps : List.of(EmsEstimator.Steps.FLOAT64, EmsEstimator.Steps.FLOAT32)) {
            EmsTable probed = measure(5_000, WithoutSlopes::new, steps, Progress.NONE);
            for (int i = 10; i < INTERVALS; i += 10) {
                assertArrayEquals(exact.statistics()[0][i], probed.statistics()[0][i], 0.01);
                assertArrayEquals(exact.statistics()[1][i], probed.statistics()[1][i], 0.15);
            }
        }
    }

    @Test
    void theSameNumbersGiveTheSameBitsAndEveryEvaluationIsCounted() {
        var last = new AtomicInteger();
        Progress counting = (_, done, total) -> {
            assertTrue(done >= last.getAndSet(done) && done <= total);
            assertEquals(EmsEstimator.evaluations(INTERVALS + 1, 100, false), total);
        };

        EmsTable first = measure(100, WithoutSlopes::new, EmsEstimator.Steps.FLOAT64, counting);
        EmsTable again = measure(100, WithoutSlopes::new, EmsEstimator.Steps.FLOAT64, Progress.NONE);

        assertEquals(121 * 100 * 5, last.get());
        for (int which = 0; which < 3; which++) {
            for (int i = 0; i <= INTERVALS; i++) {
                assertArrayEquals(first.statistics()[which][i], again.statistics()[which][i]);
            }
        }
    }

    @Test
    void anInterruptStopsWithinOneCall() {
        var calls = new AtomicInteger();
        UnaryOperator<Denoiser> interrupting = model -> new WithoutSlopes(model) {
            @Override
            public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
                super.evaluate(x, at, into);
                if (calls.incrementAndGet() == 5) {
                    Thread.currentThread().interrupt();
                }
            }
        };

        assertThrows(CancellationException.class,
            () -> measure(100, interrupting, EmsEstimator.Steps.FLOAT64, Progress.NONE));
        assertTrue(Thread.interrupted());
        assertEquals(5, calls.get());
    }

    @Test
    void aModelThatIsNotFiniteIsRefused() {
        UnaryOperator<Denoiser> broken = model -> new WithoutSlopes(model) {
            @Override
            public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
                var nothing = new double[x.shape().size()];
                Arrays.fill(nothing, Double.NaN);
                new Float64Backend(1).copyFrom(nothing, into);
            }
        };

        var thrown = assertThrows(NonFiniteStatisticsException.class,
            () -> measure(10, broken, EmsEstimator.Steps.FLOAT64, Progress.NONE));
        assertTrue(thrown.happened().contains("lambda = -3"), thrown::happened);
    }

    /// A model that does not bring its slopes.
    private static class WithoutSlopes implements Denoiser {
        private final Denoiser model;

        WithoutSlopes(Denoiser model) {
            this.model = model;
        }

        @Override
        public Parameterization parameterization() {
            return model.parameterization();
        }

        @Override
        public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
            model.evaluate(x, at, into);
        }
    }

    private static EmsTable measure(int count, UnaryOperator<Denoiser> as, EmsEstimator.Steps steps,
                                    Progress progress) {
        double[] lambdas = IntStream.rangeClosed(0, INTERVALS)
            .mapToDouble(i -> FROM + (TO - FROM) * i / INTERVALS).toArray();
        var noise = new double[2 * count];
        var signs = new double[2 * count];
        var row = new double[2];
        for (int i = 0; i < count; i++) {
            NormalDraws.fill(row, DrawKey.initial(5, 0), i);
            System.arraycopy(row, 0, noise, 2 * i, 2);
            NormalDraws.fill(row, new DrawKey(5, 0, 1, 0, DrawKey.Stream.INITIAL), i);
            signs[2 * i] = Math.signum(row[0]);
            signs[2 * i + 1] = Math.signum(row[1]);
        }
        var samples = new EmsEstimator.Samples(GAUSSIAN.draw(count, 5, Condition.NONE), noise, signs);
        try (var backend = new Float64Backend(1)) {
            return EmsEstimator.estimate(VP, _ -> as.apply(GAUSSIAN.denoiser(new Binding(backend))), backend,
                List.of(2), lambdas, _ -> samples, steps, progress);
        }
    }
}
