package samplerscope.masked;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Two layers of attention with random weights: predictions that depend on the whole canvas, and change when keys and
/// values of another canvas are read. Keys and values are float32 always, so that reading them changes no bit.
public final class TinyAttention implements CachingPredictor, JointHead.Beside, NextTokenModel.Beside {

    private static final int WIDTH = 8;
    private static final int LAYERS = 2;

    private final int length;
    private final double[][] tokens;
    private final double[][] places;
    private final double[][][][] layers = new double[LAYERS][][][];
    private final double[][] out;
    private final double[][] head;

    public TinyAttention(int length, int vocabulary, long seed) {
        var random = new SplittableRandom(seed);
        this.length = length;
        this.tokens = matrix(random, vocabulary + 1, 1);
        this.places = matrix(random, length, 1);
        for (int l = 0; l < LAYERS; l++) {
            layers[l] = new double[][][] {matrix(random, WIDTH, 0.4), matrix(random, WIDTH, 0.4),
                matrix(random, WIDTH, 0.7), matrix(random, WIDTH, 0.7)};
        }
        this.out = matrix(random, vocabulary, 0.7);
        this.head = matrix(random, WIDTH, 0.7);
    }

    private static double[][] matrix(SplittableRandom random, int rows, double scale) {
        return IntStream.range(0, rows).mapToObj(_ -> IntStream.range(0, WIDTH)
            .mapToDouble(_ -> scale * random.nextGaussian()).toArray()).toArray(double[][]::new);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int vocabulary() {
        return out.length;
    }

    @Override
    public Visible visible() {
        return Visible.RAW;
    }

    @Override
    public List<Prediction> evaluate(List<int[]> states) {
        int[] all = IntStream.range(0, length).toArray();
        return states.stream().map(x -> evaluate(x, all, KeyValues.none(length)).prediction()).toList();
    }

    @Override
    public Fed evaluate(int[] state, int[] fed, KeyValues kept) {
        var rows = new float[length][];
        Arrays.stream(kept.positions()).forEach(i -> rows[i] = kept.at(i));
        double[][] hidden = hidden(state, fed, rows);
        var p = new double[length * out.length];
        for (int i = 0; i < length; i++) {
            System.arraycopy(hidden[i] == null ? unasked(state[i]) : law(hidden[i]), 0, p, i * out.length, out.length);
        }
        return new Fed(new Prediction(out.length, p),
            KeyValues.of(length, fed, Arrays.stream(fed).mapToObj(i -> rows[i]).toArray(float[][]::new)));
    }

    /// Row `i` of a fed position; `null` elsewhere. Puts fresh keys and values into `rows`.
    private double[][] hidden(int[] state, int[] fed, float[][] rows) {
        var x = new double[length][];
        for (int i : fed) {
            x[i] = sum(tokens[state[i] == Canvas.MASK ? out.length : state[i]], places[i]);
            rows[i] = new float[LAYERS * 2 * WIDTH];
        }
        for (int l = 0; l < LAYERS; l++) {
            for (int i : fed) {
                write(times(layers[l][1], x[i]), rows[i], 2 * l * WIDTH);
                write(times(layers[l][2], x[i]), rows[i], (2 * l + 1) * WIDTH);
            }
            for (int i : fed) {
                x[i] = sum(x[i], tanh(times(layers[l][3], attended(times(layers[l][0], x[i]), rows, l))));
            }
        }
        return x;
    }

    /// Keys in ascending order of position, wherever they come from.
    private static double[] attended(double[] query, float[][] rows, int layer) {
        var mean = new double[WIDTH];
        double total = 0;
        for (float[] row : rows) {
            if (row != null) {
                double score = 0;
                for (int k = 0; k < WIDTH; k++) {
                    score += query[k] * row[2 * layer * WIDTH + k];
                }
                double weight = StrictMath.exp(score);
                total += weight;
                for (int k = 0; k < WIDTH; k++) {
                    mean[k] += weight * row[(2 * layer + 1) * WIDTH + k];
                }
            }
        }
        for (int k = 0; k < WIDTH; k++) {
            mean[k] /= total;
        }
        return mean;
    }

    private double[] unasked(int token) {
        var p = new double[out.length];
        Arrays.fill(p, token == Canvas.MASK ? 1.0 / p.length : 0);
        if (token != Canvas.MASK) {
            p[token] = 1;
        }
        return p;
    }

    private double[] law(double[] hidden) {
        double[] p = Arrays.stream(times(out, hidden)).map(StrictMath::exp).toArray();
        double sum = Arrays.stream(p).sum();
        return Arrays.stream(p).map(w -> w / sum).toArray();
    }

    /// Adds to every hidden state what the mean of the tokens' embeddings makes of it.
    @Override
    public Optional<JointHead> head() {
        return Optional.of(new JointHead() {
            @Override
            public Features begin(int[] state) {
                return features(hidden(state, IntStream.range(0, length).toArray(), new float[length][]));
            }

            @Override
            public Features renew(int[] state, Features before) {
                var mean = new double[WIDTH];
                Arrays.stream(state).forEach(t -> {
                    double[] e = tokens[t == Canvas.MASK ? out.length : t];
                    Arrays.setAll(mean, k -> mean[k] + e[k] / 2);
                });
                double[] change = tanh(times(head, mean));
                return features(IntStream.range(0, length).mapToObj(i -> {
                    var h = new double[WIDTH];
                    Arrays.setAll(h, k -> before.hidden()[i * WIDTH + k] + change[k]);
                    return h;
                }).toArray(double[][]::new));
            }
        });
    }

    private JointHead.Features features(double[][] hidden) {
        var p = new double[length * out.length];
        var flat = new float[length * WIDTH];
        for (int i = 0; i < length; i++) {
            System.arraycopy(law(hidden[i]), 0, p, i * out.length, out.length);
            write(hidden[i], flat, i * WIDTH);
        }
        return new JointHead.Features(new Prediction(out.length, p), flat);
    }

    /// The same network, asked with all that follows hidden.
    @Override
    public Optional<NextTokenModel> autoregressive() {
        return Optional.of((x, positions) -> Arrays.stream(positions).mapToObj(i -> {
            int[] prefix = x.clone();
            Arrays.fill(prefix, i, length, Canvas.MASK);
            return evaluate(List.of(prefix)).getFirst().at(i);
        }).toList());
    }

    private static void write(double[] from, float[] into, int at) {
        for (int k = 0; k < from.length; k++) {
            into[at + k] = (float) from[k];
        }
    }

    private static double[] sum(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(k -> a[k] + b[k]).toArray();
    }

    private static double[] tanh(double[] a) {
        return Arrays.stream(a).map(StrictMath::tanh).toArray();
    }

    private static double[] times(double[][] matrix, double[] x) {
        return Arrays.stream(matrix).mapToDouble(row -> {
            double sum = 0;
            for (int k = 0; k < x.length; k++) {
                sum += row[k] * x[k];
            }
            return sum;
        }).toArray();
    }
}
