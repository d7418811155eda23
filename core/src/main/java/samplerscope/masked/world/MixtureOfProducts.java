package samplerscope.masked.world;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Prediction;

/// `p(x) = sum_c w_c prod_i P_c[i, x_i]`: all dependence is one hidden topic. Nothing can be revealed together while it is
/// open, and everything once it is known: the world in which adaptive acceleration shines. `O(L C K)` a state.
public final class MixtureOfProducts implements MaskedWorld {

    private final int length;
    private final int size;
    private final double[] logWeights;
    /// Probabilities by component, shape [C, L, K].
    private final double[][] laws;

    /// @param weights of the components, positive, shape [C]; need not sum to 1
    /// @param laws    of each component, each shape [L, K] row-major, rows normalised
    /// @param tokens  `K`
    public MixtureOfProducts(double[] weights, double[][] laws, int tokens) {
        this.size = tokens;
        this.length = laws[0].length / tokens;
        this.laws = laws.clone();
        double[] normal = weights.clone();
        Draw.normalise(normal, 0, normal.length);
        this.logWeights = Arrays.stream(normal).map(StrictMath::log).toArray();
    }

    /// Each component prefers one random token at each position.
    ///
    /// @param blur share of the uniform law at each position
    public static MixtureOfProducts random(long seed, int tokens, int length, int components, double blur) {
        var random = new SplittableRandom(seed);
        double[] weights = random.doubles(components).toArray();
        var laws = new double[components][length * tokens];
        for (double[] law : laws) {
            Arrays.fill(law, blur / tokens);
            for (int i = 0; i < length; i++) {
                law[i * tokens + (int) (tokens * random.nextDouble())] += 1 - blur;
            }
        }
        return new MixtureOfProducts(weights, laws, tokens);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int vocabulary() {
        return size;
    }

    @Override
    public List<Prediction> evaluate(List<int[]> states) {
        return states.stream().map(this::evaluate).toList();
    }

    private Prediction evaluate(int[] state) {
        Canvas.check(this, state);
        double[] joint = joint(state);
        var p = new double[length * size];
        for (int i = 0; i < length; i++) {
            double[] topic = posterior(joint, state, i);
            for (int c = 0; c < topic.length; c++) {
                for (int v = 0; v < size; v++) {
                    p[i * size + v] += topic[c] * laws[c][i * size + v];
                }
            }
            Draw.normalise(p, i * size, size);
        }
        return new Prediction(size, p);
    }

    /// `log w_c + sum of the visible log P_c`, shape [C].
    private double[] joint(int[] state) {
        double[] joint = logWeights.clone();
        for (int c = 0; c < joint.length; c++) {
            for (int i = 0; i < length; i++) {
                joint[c] += visible(c, state, i);
            }
        }
        return joint;
    }

    private double visible(int component, int[] state, int position) {
        return state[position] == Canvas.MASK ? 0
            : StrictMath.log(laws[component][position * size + state[position]]);
    }

    /// Of the topic, given all that is visible but one position; exact also where that position's token excludes a topic.
    private double[] posterior(double[] joint, int[] state, int without) {
        var left = joint.clone();
        for (int c = 0; c < left.length; c++) {
            double own = visible(c, state, without);
            left[c] = own == Double.NEGATIVE_INFINITY ? others(c, state, without) : left[c] - own;
        }
        double most = Arrays.stream(left).max().orElseThrow();
        for (int c = 0; c < left.length; c++) {
            left[c] = most == Double.NEGATIVE_INFINITY ? 0 : StrictMath.exp(left[c] - most);
        }
        Draw.normalise(left, 0, left.length);
        return left;
    }

    private double others(int component, int[] state, int without) {
        double sum = logWeights[component];
        for (int i = 0; i < length; i++) {
            sum += i == without ? 0 : visible(component, state, i);
        }
        return sum;
    }

    @Override
    public double logMass(int[] state) {
        Canvas.check(this, state);
        double[] joint = joint(state);
        double most = Arrays.stream(joint).max().orElseThrow();
        return most == Double.NEGATIVE_INFINITY ? most
            : most + StrictMath.log(Arrays.stream(joint).map(l -> StrictMath.exp(l - most)).sum());
    }

    /// The topic is drawn first, then hidden tokens in ascending order.
    @Override
    public int[] sample(int[] state, RandomGenerator random) {
        Canvas.check(this, state);
        double[] joint = joint(state);
        double most = Arrays.stream(joint).max().orElseThrow();
        double[] topic = Arrays.stream(joint)
            .map(l -> most == Double.NEGATIVE_INFINITY ? 1 : StrictMath.exp(l - most)).toArray();
        double[] law = laws[Draw.index(topic, 0, topic.length, random)];
        int[] drawn = state.clone();
        for (int i = 0; i < length; i++) {
            if (state[i] == Canvas.MASK) {
                drawn[i] = Draw.index(law, i * size, size, random);
            }
        }
        return drawn;
    }
}
