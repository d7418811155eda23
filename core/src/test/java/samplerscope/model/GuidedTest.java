package samplerscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import samplerscope.model.plane.Letters;
import samplerscope.model.plane.SingleGaussian;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Shape;
import samplerscope.tensor.simd.Float32Backend;

class GuidedTest {

    private static final NoiseLevel AT = new NoiseLevel(0.5, 0.8, 0.6);
    private static final Condition S = new Condition.OfClass(3);

    private final GaussianMixture letters = Letters.model();
    private final double[] x = Ask.states(letters, 33, AT, 1);

    @Test
    void scaleZeroIsTheWholeLawToTheBit() {
        assertArrayEquals(guided(Condition.NONE, 1), guided(S, 0));
        assertEquals(1, cost(S, 0));
    }

    @Test
    void scaleOneIsTheClassToTheBit() {
        assertArrayEquals(Ask.once(letters, new Float32Backend(1), x, AT, S), guided(S, 1));
        assertEquals(1, cost(S, 1));
    }

    @Test
    void anyOtherScaleExtrapolatesAndCostsTwoEvaluations() {
        double[] whole = guided(S, 0);
        double[] ofClass = guided(S, 1);
        double[] found = guided(S, 2.5);

        for (int i = 0; i < x.length; i++) {
            // float32: half a unit in the last place of numbers up to 8, four roundings.
            assertEquals(whole[i] + 2.5 * (ofClass[i] - whole[i]), found[i], 2e-6);
        }
        assertEquals(2, cost(S, 2.5));
    }

    @Test
    void withoutAConditionThereIsNothingToGuideTo() {
        assertEquals(1, cost(Condition.NONE, 3));
    }

    @Test
    void aClassThatTheModelLacksIsRefused() {
        assertThrows(ConditionException.class, () -> cost(new Condition.OfClass(5), 0));
        try (var backend = new Float32Backend(1)) {
            var binding = new Binding(backend).with(new Condition.EachClass());
            assertThrows(ConditionException.class, () -> SingleGaussian.model().denoiser(binding));
        }
    }

    private int cost(Condition condition, double scale) {
        try (var backend = new Float32Backend(1);
             var denoiser = Guided.of(letters, new Binding(backend).with(condition), scale)) {
            return denoiser.cost();
        }
    }

    private double[] guided(Condition condition, double scale) {
        try (var backend = new Float32Backend(2);
             var denoiser = Guided.of(letters, new Binding(backend).with(condition), scale)) {
            var shape = Shape.of(x.length / 2, 2);
            var state = backend.allocate(shape);
            var into = backend.allocate(shape);
            backend.copyFrom(x, state);
            denoiser.evaluate(state, AT, into);
            var answer = new double[x.length];
            into.copyTo(answer);
            return answer;
        }
    }
}
