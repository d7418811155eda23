package samplerscope.model.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.bio.npy.NpyFile;

/// Numbers of a NumPy file.
///
/// @param shape  as in the file, with at least one axis
/// @param values row-major; pictures of bytes are mapped from 0..255 to -1..1
record NpyArray(List<Integer> shape, float[] values) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int BUFFER = 1 << 16;

    /// Bytes, as pictures; or float32, float64, as they are.
    ///
    /// @throws DataException if the file is no array, or one of other numbers
    static NpyArray pictures(Path file) {
        var array = read(file);
        float[] values = switch (array.getData()) {
            case byte[] bytes -> pixels(bytes);
            case float[] numbers -> numbers;
            case double[] numbers -> narrowed(numbers);
            default -> throw wrongType(file, "uint8, float32 or float64");
        };
        return new NpyArray(Arrays.stream(array.getShape()).boxed().toList(), finite(file, values));
    }

    /// Whole numbers of one axis.
    ///
    /// @throws DataException if the file is no array, or one of other numbers
    static int[] labels(Path file) {
        return switch (read(file).getData()) {
            case long[] numbers -> Arrays.stream(numbers).mapToInt(n -> (int) n).toArray();
            case int[] numbers -> numbers;
            case byte[] numbers -> {
                var wide = new int[numbers.length];
                Arrays.setAll(wide, i -> numbers[i] & 0xFF);
                yield wide;
            }
            default -> throw wrongType(file, "int64, int32 or uint8");
        };
    }

    private static org.jetbrains.bio.npy.NpyArray read(Path file) {
        try (var in = Files.newInputStream(file)) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new DataException(file, "", "it is not a NumPy array", "save it with numpy.save");
            }
        } catch (IOException e) {
            throw DataException.reading(file, e);
        }
        try {
            return NpyFile.read(file, BUFFER);
        } catch (UncheckedIOException | IllegalArgumentException | IllegalStateException
                 | java.nio.BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new DataException(file, "", "it is a damaged NumPy array or one of a kind that cannot be read",
                "save it again with numpy.save");
        }
    }

    private static DataException wrongType(Path file, String allowed) {
        return new DataException(file, "", "its numbers are of a type that cannot be used",
            "save it as %s".formatted(allowed));
    }

    private static float[] pixels(byte[] bytes) {
        var values = new float[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (bytes[i] & 0xFF) / 127.5f - 1;
        }
        return values;
    }

    private static float[] narrowed(double[] numbers) {
        var values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) numbers[i];
        }
        return values;
    }

    private static float[] finite(Path file, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new DataException(file, "number %d".formatted(i), "it is " + values[i], "remove NaN and infinity");
            }
        }
        return values;
    }
}
