package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import samplerscope.schedule.NoiseLevel;

class Krogstad4Test {

    private static final NoiseLevel FROM = Bench.VP.at(0.6);
    private static final NoiseLevel TO = Bench.VP.at(0.27);

    /// Cox & Matthews 2002, the three brackets of their fourth-order method, for `u' = c u + F` and a step of length 1.
    @ParameterizedTest
    @EnumSource(MultistepForm.class)
    void theLastSumHasTheWeightsOfCoxAndMatthews(MultistepForm form) {
        double h = TO.lambda() - FROM.lambda();
        double z = form.z(h);
        double e = Math.exp(z);
        double scale = form.scale(TO, h) / (z * z * z);
        double inner = 2 * (2 + z + e * (-2 + z));

        double[] weights = weights(last(form, TO));

        assertArrayEquals(new double[] {form.keep(FROM, TO), scale * (-4 - z + e * (4 - 3 * z + z * z)), scale * inner,
            scale * inner, scale * (-4 - 3 * z - z * z + e * (4 - z))}, weights, 1e-12);
    }

    /// A short step knows nothing of the exponential: what is left is the classical method.
    @ParameterizedTest
    @EnumSource(MultistepForm.class)
    void aShortStepIsTheClassicalMethod(MultistepForm form) {
        NoiseLevel near = Bench.VP.atLambda(FROM.lambda() + 1e-6);
        double scale = form.scale(near, near.lambda() - FROM.lambda());

        double[] weights = weights(last(form, near));

        double[] classical = {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6};
        for (int j = 0; j < classical.length; j++) {
            assertEquals(classical[j], weights[j + 1] / scale, 1e-5);
        }
    }

    private static Op.Combine last(MultistepForm form, NoiseLevel to) {
        Step step = new Krogstad4(form).plan(new StepRequest(Bench.VP, FROM, to, List.of(), Set.of(), 1));
        assertTrue(step.ops().getLast() instanceof Op.Combine);
        return (Op.Combine) step.ops().getLast();
    }

    private static double[] weights(Op.Combine sum) {
        return sum.terms().stream().mapToDouble(term -> ((Weight.Scalar) term.weight()).value()).toArray();
    }
}
