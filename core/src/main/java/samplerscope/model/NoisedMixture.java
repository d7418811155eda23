package samplerscope.model;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.max;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Constants;
import samplerscope.tensor.Field;
import samplerscope.tensor.simd.PlaneMixtureKernel;

/// Some components of a mixture at a noise level, in float64: the reference that the fast kernel is tested against.
final class NoisedMixture {

    /// A component this far below the largest, in nats, weighs less than rounding (2e-22) and is left out.
    private static final double NEGLIGIBLE = -50;

    private final List<Component> laws;
    private final NoiseLevel at;
    private final double[] logWeights;
    private final NoisedComponent[] components;
    /// `alpha / sigma^2`.
    private final double spreadGain;

    /// @param components not empty; their weights are divided by their sum
    NoisedMixture(List<Component> components, NoiseLevel at) {
        this.laws = components;
        this.at = at;
        double total = components.stream().mapToDouble(Component::weight).sum();
        this.logWeights = components.stream().mapToDouble(c -> log(c.weight() / total)).toArray();
        this.components = components.stream().map(c -> NoisedComponent.of(c, at)).toArray(NoisedComponent[]::new);
        this.spreadGain = at.alpha() / (at.sigma() * at.sigma());
    }

    int size() {
        return components.length;
    }

    /// The components as the float32 kernel wants them; empty unless all are in the plane.
    Optional<float[]> planeTable() {
        var table = new float[components.length * PlaneMixtureKernel.STRIDE];
        for (int k = 0; k < components.length; k++) {
            if (!(components[k] instanceof NoisedPlane plane)) {
                return Optional.empty();
            }
            plane.writeTo(table, k * PlaneMixtureKernel.STRIDE, logWeights[k]);
        }
        return Optional.of(table);
    }

    /// The components as a device wants them.
    ///
    /// @param constants of the same components; asked for when not all of them are in the plane
    Field field(Supplier<Constants> constants) {
        return planeTable().<Field>map(Field.PlaneMixture::new)
            .orElseGet(() -> LowRankField.at(at, laws, logWeights, constants.get()));
    }

    /// `log p_t(x)` by log-sum-exp.
    double logDensity(double[] x) {
        var logits = new double[components.length];
        double top = joint(x, logits);
        double sum = 0;
        for (double logit : logits) {
            sum += weight(logit - top);
        }
        return top + log(sum);
    }

    /// `into <- E[x0 | x]`.
    ///
    /// @param into    [D], overwritten
    /// @param weights [K], overwritten by the posterior weights of the components
    void posteriorMean(double[] x, double[] into, double[] weights) {
        double top = joint(x, weights);
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = weight(weights[k] - top);
            sum += weights[k];
        }
        Arrays.fill(into, 0);
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
            if (weights[k] > 0) {
                components[k].addPosteriorMean(x, weights[k], into);
            }
        }
    }

    /// `into <- d E[x0_j | x] / d x_j = (alpha / sigma^2) Var[x0_j | x]`: the gains within components, and the spread
    /// of their means.
    ///
    /// @param gains   of every component, [K][D]
    /// @param mean    [D], overwritten by the posterior mean
    /// @param weights [K], overwritten by the posterior weights of the components
    void slopes(double[] x, double[][] gains, double[] mean, double[] weights, double[] into) {
        posteriorMean(x, mean, weights);
        Arrays.fill(into, 0);
        var ofComponent = new double[x.length];
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] == 0) {
                continue;
            }
            Arrays.fill(ofComponent, 0);
            components[k].addPosteriorMean(x, 1, ofComponent);
            for (int j = 0; j < x.length; j++) {
                double away = ofComponent[j] - mean[j];
                into[j] += weights[k] * (gains[k][j] + spreadGain * away * away);
            }
        }
    }

    /// For {@link #slopes}.
    double[][] gains() {
        return Arrays.stream(components).map(NoisedComponent::gains).toArray(double[][]::new);
    }

    private static double weight(double belowTop) {
        return belowTop < NEGLIGIBLE ? 0 : exp(belowTop);
    }

    /// `log w_k + log N_k(x)` for every component; returns the largest.
    private double joint(double[] x, double[] into) {
        double top = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < components.length; k++) {
            into[k] = logWeights[k] + components[k].logDensity(x);
            top = max(top, into[k]);
        }
        return top;
    }
}
