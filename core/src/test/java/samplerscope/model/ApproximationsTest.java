package samplerscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;

class ApproximationsTest {

    @ParameterizedTest(name = "in {0} dimensions")
    @ValueSource(ints = {2, 3, 40})
    void theGaussianHasTheMeanAndCovarianceOfTheData(int dimension) {
        DataSetModel data = blobs(200, dimension, 2);

        var fitted = Approximations.gaussian(data, Condition.NONE).moments(Condition.NONE);

        var expected = data.moments(Condition.NONE);
        assertArrayEquals(expected.mean(), fitted.mean(), 1e-12);
        assertArrayEquals(expected.spectrum(), fitted.spectrum(), 1e-9);
    }

    @Test
    void aMixtureOfFullRankWithOneComponentIsTheGaussian() {
        DataSetModel data = blobs(100, 5, 2);

        var one = Approximations.mixture(data, Condition.NONE, 1, 5);

        assertEquals(1, one.components().size());
        assertArrayEquals(data.moments(Condition.NONE).spectrum(), one.moments(Condition.NONE).spectrum(), 1e-9);
    }

    @Test
    void groupsThatLieApartAreFound() {
        DataSetModel data = blobs(300, 6, 3);

        var mixture = Approximations.mixture(data, Condition.NONE, 3, 2);

        double[] firsts = mixture.components().stream().mapToDouble(c -> c.mean()[0]).sorted().toArray();
        assertArrayEquals(new double[] {0, 10, 20}, firsts, 0.4, "means of 100 normals, 4 standard errors");
        mixture.components().forEach(c -> assertEquals(1 / 3.0, c.weight(), 1e-12));
    }

    @Test
    void aLowRankKeepsTheTraceOfTheCovariance() {
        DataSetModel data = blobs(150, 12, 1);

        var low = Approximations.mixture(data, Condition.NONE, 1, 3).moments(Condition.NONE);

        double trace = Arrays.stream(data.moments(Condition.NONE).spectrum()).sum();
        assertEquals(trace, Arrays.stream(low.spectrum()).sum(), 1e-9);
        assertEquals(low.spectrum()[4], low.spectrum()[11], 1e-9, "directions beyond the rank are alike");
        assertTrue(low.spectrum()[2] > low.spectrum()[4]);
    }

    @Test
    void theMixtureKnowsTheClassesOfTheData() {
        var set = blobs(60, 4, 2).data();
        var labels = new int[60];
        var values = new float[240];
        for (int i = 0; i < 60; i++) {
            labels[i] = set.point(i)[0] > 5 ? 1 : 0;
            System.arraycopy(set.point(i), 0, values, 4 * i, 4);
        }
        var data = new DataSetModel(card(4, List.of("near", "far")), new DataSet(values, labels, 2, 4), 0);

        var mixture = Approximations.mixture(data, Condition.NONE, 2, 1);

        assertEquals(List.of("near", "far"), mixture.card().classes());
        assertEquals(1, mixture.components().stream().mapToDouble(Component::weight).sum(), 1e-12);
        assertEquals(10, mixture.moments(new Condition.OfClass(1)).mean()[0], 0.8, "mean of 30 normals, 4 standard errors");
    }

    @Test
    void morePointsAreWantedThanThereAre() {
        var same = new float[] {1, 2, 1, 2, 1, 2};
        var data = new DataSetModel(card(2, List.of()), DataSet.of(same, 2), 0);

        assertEquals(1, Approximations.mixture(data, Condition.NONE, 10, 24).components().size());
    }

    /// Unit normals around points that lie 10 apart along the first axis.
    private static DataSetModel blobs(int count, int dimension, int groups) {
        var values = new float[count * dimension];
        var row = new double[dimension];
        for (int i = 0; i < count; i++) {
            NormalDraws.fill(row, DrawKey.initial(3, 0), i);
            row[0] += 10 * (i % groups);
            for (int j = 0; j < dimension; j++) {
                values[i * dimension + j] = (float) row[j];
            }
        }
        return new DataSetModel(card(dimension, List.of()), DataSet.of(values, dimension), 0);
    }

    private static ModelCard card(int dimension, List<String> classes) {
        return new ModelCard("blobs", "Blobs", ModelCard.Kind.EXACT, List.of(dimension), classes, "a test", "a test", "");
    }
}
