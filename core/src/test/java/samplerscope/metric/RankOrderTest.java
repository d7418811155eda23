package samplerscope.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RankOrderTest {

    private static Arguments of(String name, DoubleUnaryOperator ofUniform) {
        return Arguments.of(Named.of(name, ofUniform));
    }

    static Stream<Arguments> laws() {
        return Stream.of(
            of("even", u -> u - 0.5),
            of("all equal", _ -> 3),
            of("few values", u -> Math.floor(5 * u)),
            of("one far away", u -> u > 0.999 ? 1e9 : u),
            of("magnitudes from 1e-300 to 1e300", u -> Math.pow(10, 600 * u - 300)),
            of("near a large number", u -> 1e15 + Math.floor(100 * u) / 8),
            of("subnormal", u -> u * 1e-310),
            of("to the largest double", u -> (2 * u - 1) * Double.MAX_VALUE),
            of("an infinite one", u -> u > 0.9995 ? Double.POSITIVE_INFINITY : u));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("laws")
    void numbersComeInAscendingOrder(DoubleUnaryOperator ofUniform) {
        var random = new SplittableRandom(4);
        double[] values = IntStream.range(0, 5003).mapToDouble(_ -> ofUniform.applyAsDouble(random.nextDouble())).toArray();
        var order = new RankOrder(values);
        order.update();
        double[] ordered = IntStream.range(0, values.length).mapToDouble(rank -> values[order.at(rank)]).toArray();
        double[] expected = values.clone();
        Arrays.sort(expected);

        assertArrayEquals(expected, ordered);
        assertArrayEquals(IntStream.range(0, values.length).toArray(),
            IntStream.range(0, values.length).map(order::at).sorted().toArray());
    }
}
