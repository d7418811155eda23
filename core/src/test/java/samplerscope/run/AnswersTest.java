package samplerscope.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.schedule.TimeGrid;
import samplerscope.schedule.VpLinear;
import samplerscope.solver.Ddim;
import samplerscope.solver.Plan;
import samplerscope.solver.Strategy;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

class AnswersTest {

    private static final VpLinear VP = new VpLinear(0.1, 20);
    private static final int SAMPLES = 5;
    private static final int STEPS = 4;
    /// Of state and output of one evaluation.
    private static final long ONE = 2L * SAMPLES * 2;

    private final List<NoiseLevel> asked = new ArrayList<>();

    /// Tells at which levels it was asked.
    private record Telling(Denoiser model, List<NoiseLevel> asked) implements Denoiser {
        @Override
        public Parameterization parameterization() {
            return model.parameterization();
        }

        @Override
        public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
            asked.add(at);
            model.evaluate(x, at, into);
        }
    }

    private static Plan plan(double... times) {
        List<NoiseLevel> levels = IntStream.range(0, times.length).mapToObj(i -> VP.at(times[i])).toList();
        return Strategy.uniform(VP, new TimeGrid(levels), new Ddim(0)).compile();
    }

    private double[] end(Plan plan, Answers answers, int firstSample) {
        asked.clear();
        try (var backend = new Float64Backend(1)) {
            return run(plan, answers.of(denoiser(backend, firstSample), backend, firstSample), backend, firstSample);
        }
    }

    private Denoiser denoiser(TensorBackend backend, int firstSample) {
        return new Telling(NamedProblem.clusters().denoiser(new Binding(backend, Condition.NONE, firstSample, 0)), asked);
    }

    private static double[] run(Plan plan, Denoiser denoiser, TensorBackend backend, int firstSample) {
        return Trajectory.of(DenoisingRun.fromNoise(plan, denoiser, backend, new Shape(SAMPLES, List.of(2)), 7,
            firstSample, Recording.ALL)).end().toDoubles();
    }

    private double[] alone(Plan plan) {
        try (var backend = new Float64Backend(1)) {
            return run(plan, denoiser(backend, 0), backend, 0);
        }
    }

    @Test
    void theModelIsAskedOnlyFromWhereASecondScheduleDiffers() {
        var answers = new Answers(100 * ONE);
        Plan first = plan(1, 0.6, 0.3, 0.1, 0.01);
        Plan second = plan(1, 0.6, 0.3, 0.08, 0.01);
        assertArrayEquals(alone(first), end(first, answers, 0));
        assertEquals(STEPS, asked.size());
        assertArrayEquals(alone(second), end(second, answers, 0));
        asked.clear();
        end(first, answers, 0);
        assertEquals(List.of(), asked);
    }

    @Test
    void whatDiffersIsAskedAnew() {
        var answers = new Answers(100 * ONE);
        end(plan(1, 0.6, 0.3, 0.1, 0.01), answers, 0);
        end(plan(1, 0.6, 0.3, 0.08, 0.01), answers, 0);
        assertEquals(List.of(VP.at(0.08)), asked);
        end(plan(1, 0.6, 0.3, 0.1, 0.01), answers, SAMPLES);
        assertEquals(STEPS, asked.size(), "other samples");
    }

    @Test
    void whatWasWantedLongestAgoIsForgotten() {
        var answers = new Answers(2 * ONE);
        Plan plan = plan(1, 0.6, 0.3, 0.1, 0.01);
        end(plan, answers, 0);
        end(plan(1, 0.6, 0.3, 0.1, 0.01), answers, 0);
        assertEquals(STEPS, asked.size(), "the first states went before the last came");
        end(plan(1, 0.5), answers, 0);
        end(plan(1, 0.6), answers, 0);
        assertEquals(List.of(), asked);
    }

    @Test
    void theSameStateOfOtherSamplesOrAtAnotherLevelIsAnotherQuestion() {
        var answers = new Answers(100 * ONE);
        double[] x = {0.1, 0.2};
        answers.keep(0, VP.at(0.5), x, new double[] {1, 2});
        assertTrue(answers.find(0, VP.at(0.5), x.clone()).isPresent());
        assertTrue(answers.find(SAMPLES, VP.at(0.5), x).isEmpty());
        assertTrue(answers.find(0, VP.at(0.4), x).isEmpty());
    }
}
