package samplerscope.anatomy;

import static java.lang.StrictMath.sqrt;

import java.util.Arrays;
import java.util.List;
import samplerscope.tensor.Shape;

/// One error, by sample and by element of a sample: where it is.
///
/// @param perSample  RMS over the elements of each sample, shape [B]
/// @param perElement RMS over samples of each element, shape [D]
/// @param rms        root mean square over both
public record ErrorMap(List<Double> perSample, List<Double> perElement, double rms) {

    public ErrorMap {
        perSample = List.copyOf(perSample);
        perElement = List.copyOf(perElement);
    }

    /// @param difference shape [B, ...] row-major
    static ErrorMap of(double[] difference, Shape shape) {
        int size = shape.sampleSize();
        var samples = new Double[shape.batch()];
        var elements = new double[size];
        double all = 0;
        for (int b = 0; b < samples.length; b++) {
            double square = 0;
            for (int j = 0; j < size; j++) {
                double d = difference[b * size + j];
                square += d * d;
                elements[j] += d * d;
            }
            samples[b] = sqrt(square / size);
            all += square;
        }
        var roots = new Double[size];
        for (int j = 0; j < size; j++) {
            roots[j] = sqrt(elements[j] / samples.length);
        }
        return new ErrorMap(List.of(samples), List.of(roots), sqrt(all / difference.length));
    }

    /// The root of the sum of squares, place by place: one picture of errors that arose at different times.
    ///
    /// @param maps of one shape, at least one
    public static ErrorMap sum(List<ErrorMap> maps) {
        double square = maps.stream().mapToDouble(m -> m.rms * m.rms).sum();
        return new ErrorMap(roots(maps.stream().map(ErrorMap::perSample).toList()),
            roots(maps.stream().map(ErrorMap::perElement).toList()), sqrt(square));
    }

    private static List<Double> roots(List<List<Double>> parts) {
        var squares = new double[parts.getFirst().size()];
        for (List<Double> part : parts) {
            for (int i = 0; i < squares.length; i++) {
                squares[i] += part.get(i) * part.get(i);
            }
        }
        return Arrays.stream(squares).mapToObj(StrictMath::sqrt).toList();
    }

    /// RMS over the channels of each pixel, shape [H, W] row-major.
    ///
    /// @param sampleShape [C, H, W]
    public double[] pixels(List<Integer> sampleShape) {
        int channels = sampleShape.getFirst();
        int size = perElement.size() / channels;
        var pixels = new double[size];
        for (int i = 0; i < perElement.size(); i++) {
            pixels[i % size] += perElement.get(i) * perElement.get(i) / channels;
        }
        for (int i = 0; i < size; i++) {
            pixels[i] = sqrt(pixels[i]);
        }
        return pixels;
    }
}
