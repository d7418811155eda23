package samplerscope.model;

import static java.lang.StrictMath.sqrt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.random.Philox;
import samplerscope.schedule.NoiseLevel;
import samplerscope.statistics.GaussianFit;
import samplerscope.statistics.Scatter;
import samplerscope.statistics.Vectors;

/// A mixture of Gaussians, whose noised versions are mixtures again: density, score and posterior mean are exact.
///
/// Components carry a class, so that the law given a class is exact too.
public final class GaussianMixture implements ExactLaw {

    private final ModelCard card;
    private final List<Component> components;

    /// @param components not empty, of one dimension; labels below the number of classes of the card
    public GaussianMixture(ModelCard card, List<Component> components) {
        this.card = card;
        this.components = List.copyOf(components);
        int dimension = card.sampleShape().stream().reduce(1, (a, b) -> a * b);
        for (Component c : components) {
            if (c.mean().length != dimension || c.label() >= StrictMath.max(1, card.classes().size())) {
                throw new IllegalArgumentException("a component does not fit the card of " + card.id());
            }
        }
        if (components.isEmpty()) {
            throw new IllegalArgumentException("a mixture needs a component");
        }
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public Optional<ExactLaw> law() {
        return Optional.of(this);
    }

    public List<Component> components() {
        return components;
    }

    /// The components of one class; all of them for none.
    List<Component> components(OptionalInt label) {
        return label.isEmpty() ? components
            : components.stream().filter(c -> c.label() == label.getAsInt()).toList();
    }

    @Override
    public Denoiser denoiser(Binding binding) {
        ConditionException.check(card, binding.condition());
        return new MixtureDenoiser(this, binding);
    }

    /// The component by inverse cumulative weight from one Philox word, then `m + L z`; the streams are not those of a
    /// run, so that draws with a run's seed are independent of its initial state.
    @Override
    public double[] draw(int n, long seed, Condition condition) {
        ConditionException.check(card, condition);
        int dimension = components.getFirst().mean().length;
        var all = new double[n * dimension];
        for (ClassRows rows : ClassRows.of(condition, 0, card.classes().size())) {
            List<Component> group = components(rows.label());
            for (int row = rows.rows().first(); row < n; row += rows.rows().stride()) {
                Component chosen = choose(group, seed + row);
                System.arraycopy(draw(chosen, seed, row), 0, all, row * dimension, dimension);
            }
        }
        return all;
    }

    private static Component choose(List<Component> group, long seed) {
        double total = group.stream().mapToDouble(Component::weight).sum();
        var words = new int[] {0, 0, 0, DrawKey.Stream.CHOICE.ordinal()};
        Philox.words(words, (int) seed, (int) (seed >>> 32));
        double left = Philox.open01(words[0]) * total;
        for (Component c : group) {
            left -= c.weight();
            if (left < 0) {
                return c;
            }
        }
        return group.getLast();
    }

    private static double[] draw(Component component, long seed, int row) {
        double[] m = component.mean();
        var key = new DrawKey(seed, 0, 0, 0, DrawKey.Stream.PROBE);
        return switch (component.covariance()) {
            case Covariance.Plane plane -> {
                var z = new double[2];
                NormalDraws.fill(z, key, row);
                double[][] l = plane.root();
                yield new double[] {m[0] + l[0][0] * z[0], m[1] + l[1][0] * z[0] + l[1][1] * z[1]};
            }
            case Covariance.LowRank c -> {
                var z = new double[m.length + c.rank()];
                NormalDraws.fill(z, key, row);
                var x = new double[m.length];
                for (int j = 0; j < x.length; j++) {
                    x[j] = m[j] + sqrt(c.diagonal()[j]) * z[j];
                    for (int a = 0; a < c.rank(); a++) {
                        x[j] += c.factor()[j][a] * z[x.length + a];
                    }
                }
                yield x;
            }
        };
    }

    /// `C = sum w_k (F_k F_k^T + diag(d_k) + (m_k - m)(m_k - m)^T)`.
    @Override
    public GaussianFit moments(Condition condition) {
        ConditionException.check(card, condition);
        List<Component> group = components(ClassRows.only(condition));
        double total = group.stream().mapToDouble(Component::weight).sum();
        int dimension = group.getFirst().mean().length;
        var mean = new double[dimension];
        group.forEach(c -> Vectors.add(mean, c.weight() / total, c.mean()));
        var rows = new ArrayList<double[]>();
        var diagonal = new double[dimension];
        for (Component c : group) {
            double[] away = c.mean().clone();
            Vectors.add(away, -1, mean);
            double share = c.weight() / total;
            rows.add(scaled(away, sqrt(share)));
            columns(c.covariance()).forEach(column -> rows.add(scaled(column, sqrt(share))));
            if (c.covariance() instanceof Covariance.LowRank low) {
                Vectors.add(diagonal, share, low.diagonal());
            }
        }
        return new Scatter(rows.size(), (i, into) -> System.arraycopy(rows.get(i), 0, into, 0, dimension), diagonal)
            .around(mean);
    }

    /// The columns of a factor `F` with `F F^T` the covariance, apart from its diagonal.
    private static List<double[]> columns(Covariance covariance) {
        return switch (covariance) {
            case Covariance.Plane plane -> {
                double[][] root = plane.root();
                yield List.of(new double[] {root[0][0], root[1][0]}, new double[] {0, root[1][1]});
            }
            case Covariance.LowRank low -> IntStream.range(0, low.rank())
                .mapToObj(a -> Arrays.stream(low.factor()).mapToDouble(row -> row[a]).toArray()).toList();
        };
    }

    private static double[] scaled(double[] x, double factor) {
        return Arrays.stream(x).map(v -> v * factor).toArray();
    }

    @Override
    public double logDensity(double[] x, NoiseLevel at, Condition condition) {
        return density(at, condition).logAt(x);
    }

    @Override
    public Density density(NoiseLevel at, Condition condition) {
        ConditionException.check(card, condition);
        return new NoisedMixture(components(ClassRows.only(condition)), at)::logDensity;
    }
}
