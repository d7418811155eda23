package samplerscope.model;

import java.util.List;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Constants;
import samplerscope.tensor.Field;

/// Low-rank components as a device wants them: numbers that stay, and numbers of a noise level.
final class LowRankField {

    private LowRankField() {}

    /// What no level changes: of each component mean [D], diagonal [D], factor [R][D] with `R` the highest rank.
    static Constants constants(List<Component> components) {
        int rank = rank(components);
        int dimension = components.getFirst().mean().length;
        int stride = dimension * (2 + rank);
        var numbers = new float[components.size() * stride];
        for (int k = 0; k < components.size(); k++) {
            Covariance.LowRank c = components.get(k).covariance().lowRank();
            for (int j = 0; j < dimension; j++) {
                numbers[k * stride + j] = (float) components.get(k).mean()[j];
                numbers[k * stride + dimension + j] = (float) c.diagonal()[j];
                for (int a = 0; a < c.rank(); a++) {
                    numbers[k * stride + (2 + a) * dimension + j] = (float) c.factor()[j][a];
                }
            }
        }
        return new Constants(numbers);
    }

    /// @param logWeights [K]
    /// @param constants  of the same components
    static Field at(NoiseLevel at, List<Component> components, double[] logWeights, Constants constants) {
        int rank = rank(components);
        var inverse = new float[components.size() * rank * rank];
        var logScale = new double[components.size()];
        for (int k = 0; k < logScale.length; k++) {
            var noised = new NoisedLowRank(components.get(k).mean(), components.get(k).covariance().lowRank(), at);
            write(noised.inverseGram(), rank, inverse, k * rank * rank);
            logScale[k] = logWeights[k] + noised.logScale();
        }
        return new Field.LowRankMixture(constants, rank, (float) at.alpha(), (float) (at.sigma() * at.sigma()),
            inverse, belowTop(logScale));
    }

    /// Numbers near zero, of which float32 keeps the differences; a softmax needs no others.
    private static float[] belowTop(double[] logScale) {
        double top = Double.NEGATIVE_INFINITY;
        for (double value : logScale) {
            top = StrictMath.max(top, value);
        }
        var below = new float[logScale.length];
        for (int k = 0; k < below.length; k++) {
            below[k] = (float) (logScale[k] - top);
        }
        return below;
    }

    private static void write(double[][] square, int stride, float[] into, int at) {
        for (int a = 0; a < square.length; a++) {
            for (int b = 0; b < square.length; b++) {
                into[at + a * stride + b] = (float) square[a][b];
            }
        }
    }

    /// At least 1: columns of zeros stand for what a lower rank lacks.
    private static int rank(List<Component> components) {
        int highest = components.stream().mapToInt(c -> c.covariance().lowRank().rank()).max().orElseThrow();
        return StrictMath.max(1, highest);
    }
}
