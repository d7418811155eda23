package samplerscope.model.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    /// Bytes in which the length of the header is known.
    private static final int HEADER = 12;
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
        long content = contentBytes(file);
        Limits.bytes(file, content);
        try {
            var array = NpyFile.read(file, BUFFER);
            // The library fills up with zeros what is not there.
            if (content < Array.getLength(array.getData()) * (long) bytesPerNumber(array.getData())) {
                throw new DataException(file, "", "it ends too early", "get it again");
            }
            return array;
        } catch (UncheckedIOException | IllegalArgumentException | IllegalStateException
                 | BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new DataException(file, "", "it is a damaged NumPy array or one of a kind that cannot be read",
                "save it again with numpy.save");
        }
    }

    /// Bytes behind the header. The header's length stands after the magic and two bytes of version, in two bytes in
    /// version 1 and in four later.
    private static long contentBytes(Path file) {
        try (var in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(HEADER);
            if (start.length < HEADER || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
                throw new DataException(file, "", "it is not a NumPy array",
                    "save it with numpy.save, or choose a folder of pictures");
            }
            var numbers = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
            int header = start[MAGIC.length] == 1 ? 10 + Short.toUnsignedInt(numbers.getShort(8)) : 12 + numbers.getInt(8);
            return Files.size(file) - header;
        } catch (IOException e) {
            throw DataException.reading(file, e);
        }
    }

    private static int bytesPerNumber(Object numbers) {
        return switch (numbers) {
            case short[] _ -> Short.BYTES;
            case int[] _ -> Integer.BYTES;
            case float[] _ -> Float.BYTES;
            case long[] _ -> Long.BYTES;
            case double[] _ -> Double.BYTES;
            default -> 1;
        };
    }

    private static DataException wrongType(Path file, String allowed) {
        return new DataException(file, "", "its numbers are of a type that cannot be used",
            "save it as %s".formatted(allowed));
    }

    static float[] pixels(byte[] bytes) {
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

    static float[] finite(Path file, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new DataException(file, "number %d".formatted(i), "it is " + values[i], "remove NaN and infinity");
            }
        }
        return values;
    }
}
