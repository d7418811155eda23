package samplerscope.model.problem;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.sin;
import static java.lang.StrictMath.sqrt;

import java.util.List;
import java.util.stream.IntStream;
import samplerscope.model.Component;
import samplerscope.model.GaussianMixture;
import samplerscope.model.ModelCard;

/// The orthonormal waves that the problems are made of.
final class Waves {

    private Waves() {}

    /// Entry `j` of wave `m`: `sqrt(2 / d) cos(pi (j + 1/2) m / d)`.
    static double cosine(int m, int j, int dimension) {
        return sqrt(2.0 / dimension) * cos(PI * (j + 0.5) * m / dimension);
    }

    /// The same with a sine.
    static double sine(int m, int j, int dimension) {
        return sqrt(2.0 / dimension) * sin(PI * (j + 0.5) * m / dimension);
    }

    /// Waves as columns, [D][R]: cosines for an even component, sines for an odd one.
    static double[][] directions(int component, int[] waves, int dimension) {
        var columns = new double[dimension][waves.length];
        for (int j = 0; j < dimension; j++) {
            for (int r = 0; r < waves.length; r++) {
                columns[j][r] = component % 2 == 0 ? cosine(waves[r], j, dimension) : sine(waves[r], j, dimension);
            }
        }
        return columns;
    }

    static GaussianMixture mixture(String id, String name, String description, List<Component> components) {
        List<String> classes = IntStream.range(0, components.size()).mapToObj(k -> "component " + k).toList();
        var card = new ModelCard(id, name, ModelCard.Kind.EXACT, List.of(components.getFirst().mean().length), classes,
            description, "this project", "no data: a formula of this project");
        return new GaussianMixture(card, components);
    }
}
