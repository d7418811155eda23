package samplerscope.masked;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A mixture of products by the textbook.
public final class TinyMixture implements MaskedWorld {

    private final double[] weights;
    private final double[][][] p;

    /// @param p shape [C, L, K]
    public TinyMixture(double[] weights, double[][][] p) {
        this.weights = weights;
        this.p = p;
    }

    /// Eight tokens, 32 positions, six components that each prefer one token at every position.
    public static TinyMixture m() {
        var r = new SplittableRandom(4);
        double[] u = r.doubles(6).toArray();
        double sum = Arrays.stream(u).sum();
        var p = new double[6][32][8];
        for (double[][] component : p) {
            for (double[] at : component) {
                int preferred = (int) (8 * r.nextDouble());
                Arrays.setAll(at, v -> (v == preferred ? 0.92 : 0) + 0.01);
            }
        }
        return new TinyMixture(Arrays.stream(u).map(x -> x / sum).toArray(), p);
    }

    @Override
    public int length() {
        return p[0].length;
    }

    @Override
    public int vocabulary() {
        return p[0][0].length;
    }

    @Override
    public List<Prediction> evaluate(List<int[]> states) {
        return states.stream().map(this::evaluate).toList();
    }

    private Prediction evaluate(int[] x) {
        double[] all = logs(x, -1);
        var answer = new double[length() * vocabulary()];
        for (int i = 0; i < length(); i++) {
            double[] posterior = posterior(x[i] == Canvas.MASK ? all : logs(x, i));
            for (int c = 0; c < p.length; c++) {
                for (int v = 0; v < vocabulary(); v++) {
                    answer[i * vocabulary() + v] += posterior[c] * p[c][i][v];
                }
            }
        }
        return new Prediction(vocabulary(), answer);
    }

    private double[] logs(int[] x, int without) {
        var logs = new double[p.length];
        for (int c = 0; c < p.length; c++) {
            logs[c] = Math.log(weights[c]);
            for (int i = 0; i < x.length; i++) {
                logs[c] += x[i] == Canvas.MASK || i == without ? 0 : Math.log(p[c][i][x[i]]);
            }
        }
        return logs;
    }

    private static double[] posterior(double[] logs) {
        double most = Arrays.stream(logs).max().orElseThrow();
        double sum = Arrays.stream(logs).map(l -> Math.exp(l - most)).sum();
        return Arrays.stream(logs).map(l -> Math.exp(l - most) / sum).toArray();
    }

    @Override
    public double logMass(int[] state) {
        double[] logs = logs(state, -1);
        double most = Arrays.stream(logs).max().orElseThrow();
        return most + Math.log(Arrays.stream(logs).map(l -> Math.exp(l - most)).sum());
    }

    @Override
    public int[] sample(int[] state, RandomGenerator random) {
        int[] x = state.clone();
        for (int i = 0; i < x.length; i++) {
            if (x[i] == Canvas.MASK) {
                double[] law = evaluate(x).at(i);
                double u = random.nextDouble();
                int v = 0;
                for (double sum = law[0]; sum <= u && v < law.length - 1; sum += law[v]) {
                    v++;
                }
                x[i] = v;
            }
        }
        return x;
    }
}
