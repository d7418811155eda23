package samplerscope.model.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/// Tensors of a `.safetensors` file: a header in JSON that says where each lies, then their bytes.
///
/// Source: github.com/huggingface/safetensors, "Format".
///
/// @param data where the bytes of tensors begin
record SafetensorsFile(Path file, Map<String, SafetensorsHeader.Entry> tensors, long data) implements ArrayFile.Container {

    private static final int LENGTH = Long.BYTES;
    private static final long LONGEST_HEADER = 100_000_000; // as the format says

    static SafetensorsFile open(Path file) {
        try (var channel = FileChannel.open(file)) {
            long length = channel.size() < LENGTH ? -1 : bytes(channel, 0, LENGTH).getLong();
            if (length < 2 || length > LONGEST_HEADER || LENGTH + length > channel.size()) {
                throw damaged(file, "the length of its header is %d".formatted(length));
            }
            String header = StandardCharsets.UTF_8.decode(bytes(channel, LENGTH, (int) length)).toString();
            Map<String, SafetensorsHeader.Entry> tensors = SafetensorsHeader.read(file, header);
            long data = LENGTH + length;
            tensors.forEach((name, t) -> {
                long bits = (long) t.numbers() * width(file, t);
                if (t.from() < 0 || t.to() - t.from() != bits) {
                    throw damaged(file, "'%s' has %d bytes for the shape %s".formatted(name, t.to() - t.from(), t.shape()));
                }
            });
            if (tensors.values().stream().anyMatch(t -> data + t.to() > size(channel, file))) {
                throw damaged(file, "it ends too early");
            }
            return new SafetensorsFile(file, tensors, data);
        } catch (IOException e) {
            throw DataException.reading(file, e);
        }
    }

    private static long size(FileChannel channel, Path file) {
        try {
            return channel.size();
        } catch (IOException e) {
            throw DataException.reading(file, e);
        }
    }

    private static ByteBuffer bytes(FileChannel channel, long from, int count) throws IOException {
        var buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // as much as the system gives at once
        }
        return buffer.flip();
    }

    static DataException damaged(Path file, String what) {
        return new DataException(file, "", "it is a damaged safetensors file: %s".formatted(what), "get it again");
    }

    @Override
    public List<String> names() {
        return List.copyOf(tensors.keySet());
    }

    @Override
    public NpyArray numbers(String name) {
        SafetensorsHeader.Entry t = tensors.get(name);
        ByteBuffer content = content(t);
        float[] values = switch (t.type()) {
            case "U8" -> NpyArray.pixels(content.array());
            case "F32" -> floats(t, i -> content.getFloat(Float.BYTES * i));
            case "F64" -> floats(t, i -> (float) content.getDouble(Double.BYTES * i));
            case "F16" -> floats(t, i -> Float.float16ToFloat(content.getShort(Short.BYTES * i)));
            case "BF16" -> floats(t, i -> Float.intBitsToFloat(content.getShort(Short.BYTES * i) << 16));
            default -> throw wrongType(name, t, "U8, F16, BF16, F32 or F64");
        };
        return new NpyArray(t.shape(), NpyArray.finite(file, values));
    }

    /// A number of a tensor by its index.
    private interface Numbers {
        float at(int index);
    }

    private static float[] floats(SafetensorsHeader.Entry t, Numbers numbers) {
        var values = new float[t.numbers()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.at(i);
        }
        return values;
    }

    @Override
    public int[] labels(String name) {
        SafetensorsHeader.Entry t = tensors.get(name);
        ByteBuffer content = content(t);
        IntToLongFunction at = switch (t.type()) {
            case "U8" -> i -> content.get(i) & 0xFF;
            case "I32" -> i -> content.getInt(Integer.BYTES * i);
            case "I64" -> i -> content.getLong(Long.BYTES * i);
            default -> throw wrongType(name, t, "U8, I32 or I64");
        };
        return IntStream.range(0, t.numbers()).map(i -> (int) at.applyAsLong(i)).toArray();
    }

    private ByteBuffer content(SafetensorsHeader.Entry t) {
        Limits.numbers(file, t.numbers());
        try (var channel = FileChannel.open(file)) {
            return bytes(channel, data + t.from(), (int) (t.to() - t.from()));
        } catch (IOException e) {
            throw DataException.reading(file, e);
        }
    }

    private DataException wrongType(String name, SafetensorsHeader.Entry t, String allowed) {
        return new DataException(file, "", "'%s' is of the type %s".formatted(name, t.type()), "save it as " + allowed);
    }

    private static int width(Path file, SafetensorsHeader.Entry t) {
        return switch (t.type()) {
            case "BOOL", "U8", "I8", "F8_E5M2", "F8_E4M3" -> 1;
            case "I16", "U16", "F16", "BF16" -> Short.BYTES;
            case "I32", "U32", "F32" -> Integer.BYTES;
            case "I64", "U64", "F64" -> Long.BYTES;
            default -> throw damaged(file, "the type %s is not known".formatted(t.type()));
        };
    }
}
