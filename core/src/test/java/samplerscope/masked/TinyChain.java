package samplerscope.masked;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A first-order Markov chain by the textbook: slow, short, and independent of the one that ships.
public final class TinyChain implements MaskedWorld {

    private final double[] pi;
    private final double[][] a;
    private final int length;

    public TinyChain(double[] pi, double[][] a, int length) {
        this.pi = pi;
        this.a = a;
        this.length = length;
    }

    /// Three tokens, seven positions.
    public static TinyChain a() {
        return random(11, 3, 7, 2, 0);
    }

    /// Eight tokens, 32 positions.
    public static TinyChain b() {
        return random(2026, 8, 32, 4, 0.02);
    }

    private static TinyChain random(long seed, int k, int length, int power, double floor) {
        var r = new SplittableRandom(seed);
        double[] pi = normalised(r, k, 1);
        var a = new double[k][];
        for (int i = 0; i < k; i++) {
            a[i] = Arrays.stream(normalised(r, k, power)).map(p -> (1 - floor) * p + floor / k).toArray();
        }
        return new TinyChain(pi, a, length);
    }

    private static double[] normalised(SplittableRandom r, int k, int power) {
        double[] u = r.doubles(k).map(x -> Math.pow(x, power)).toArray();
        double sum = Arrays.stream(u).sum();
        return Arrays.stream(u).map(x -> x / sum).toArray();
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int vocabulary() {
        return pi.length;
    }

    @Override
    public List<Prediction> evaluate(List<int[]> states) {
        return states.stream().map(this::evaluate).toList();
    }

    private Prediction evaluate(int[] x) {
        int k = pi.length;
        double[][] f = forward(x);
        double[][] b = backward(x);
        var p = new double[length * k];
        for (int i = 0; i < length; i++) {
            double sum = 0;
            for (int v = 0; v < k; v++) {
                sum += f[i][v] * b[i][v];
            }
            for (int v = 0; v < k; v++) {
                p[i * k + v] = f[i][v] * b[i][v] / sum;
            }
        }
        return new Prediction(k, p);
    }

    private double[][] backward(int[] x) {
        int k = pi.length;
        var b = new double[length][k];
        Arrays.fill(b[length - 1], 1);
        for (int i = length - 2; i >= 0; i--) {
            double most = 0;
            for (int v = 0; v < k; v++) {
                for (int w = 0; w < k; w++) {
                    if (x[i + 1] == Canvas.MASK || x[i + 1] == w) {
                        b[i][v] += a[v][w] * b[i + 1][w];
                    }
                }
                most = Math.max(most, b[i][v]);
            }
            for (int v = 0; v < k; v++) {
                b[i][v] /= most;
            }
        }
        return b;
    }

    /// Predictive forward, normalised; the last row holds the log of the mass in place 0.
    private double[][] forward(int[] x) {
        int k = pi.length;
        var f = new double[length + 1][k];
        f[0] = pi.clone();
        double log = 0;
        for (int i = 0; i < length; i++) {
            double sum = 0;
            for (int v = 0; v < k; v++) {
                sum += x[i] == Canvas.MASK || x[i] == v ? f[i][v] : 0;
            }
            log += Math.log(sum);
            if (i + 1 < length) {
                for (int v = 0; v < k; v++) {
                    if (x[i] == Canvas.MASK || x[i] == v) {
                        for (int w = 0; w < k; w++) {
                            f[i + 1][w] += f[i][v] * a[v][w] / sum;
                        }
                    }
                }
            }
        }
        f[length][0] = log;
        return f;
    }

    @Override
    public double logMass(int[] state) {
        return forward(state)[length][0];
    }

    @Override
    public int[] sample(int[] state, RandomGenerator random) {
        int[] x = state.clone();
        for (int i = 0; i < length; i++) {
            if (x[i] == Canvas.MASK) {
                double[] p = evaluate(x).at(i);
                double u = random.nextDouble();
                int v = 0;
                for (double sum = p[0]; sum <= u && v < p.length - 1; sum += p[v]) {
                    v++;
                }
                x[i] = v;
            }
        }
        return x;
    }

    @Override
    public Optional<int[]> mostLikely(int[] x) {
        int k = pi.length;
        var best = new double[length][k];
        var from = new int[length][k];
        for (int i = 0; i < length; i++) {
            for (int w = 0; w < k; w++) {
                best[i][w] = Double.NEGATIVE_INFINITY;
                if (x[i] != Canvas.MASK && x[i] != w) {
                    continue;
                }
                for (int v = 0; v < (i == 0 ? 1 : k); v++) {
                    double log = i == 0 ? Math.log(pi[w]) : best[i - 1][v] + Math.log(a[v][w]);
                    if (log > best[i][w]) {
                        best[i][w] = log;
                        from[i][w] = v;
                    }
                }
            }
        }
        var path = new int[length];
        for (int v = 1; v < k; v++) {
            path[length - 1] = best[length - 1][v] > best[length - 1][path[length - 1]] ? v : path[length - 1];
        }
        for (int i = length - 1; i > 0; i--) {
            path[i - 1] = from[i][path[i]];
        }
        return Optional.of(path);
    }
}
