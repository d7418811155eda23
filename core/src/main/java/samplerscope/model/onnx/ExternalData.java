package samplerscope.model.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;

/// The files that an ONNX file names for its weights, and how many numbers they are. Reads just enough of protocol
/// buffers to find them, in subgraphs too, and skips everything else.
///
/// Source: onnx.proto: `TensorProto.external_data` is a list of key and value, and `location` names the file relative
/// to the model's folder.
final class ExternalData {

    /// Fields to go into: `ModelProto.graph`, `GraphProto.node` and `.initializer`, `NodeProto.attribute`,
    /// `AttributeProto.t`, `.g`, `.tensors` and `.graphs`, `TensorProto.external_data`. Field 1 of a tensor are
    /// its `dims`.
    private enum Message { MODEL, GRAPH, NODE, ATTRIBUTE, WEIGHTS, TENSOR, ENTRY }

    private static final int LENGTH_DELIMITED = 2;
    /// A tag of field 1 with a plain number; writers may pack all sizes into one field instead.
    private static final long ONE_SIZE = 1 << 3;

    private final Set<String> locations = new TreeSet<>();
    private long numbers;

    private ExternalData() {}

    /// @throws NetworkException if the file cannot be read or is no ONNX file, or a name leads out of the root or to
    ///         nothing
    ///
    /// @return the files
    static List<Path> check(Path file, Path root) {
        var files = new ArrayList<Path>();
        for (String location : locations(file)) {
            Path data = resolved(file, location);
            if (!data.startsWith(root.toAbsolutePath().normalize())) {
                throw new NetworkException("'%s' keeps its weights in '%s', which is outside the folder of the model"
                    .formatted(file, location), "do not trust this file; get it from its author again");
            }
            if (!Files.isRegularFile(data)) {
                throw new NetworkException("'%s' keeps its weights in '%s', which is missing".formatted(file, location),
                    "put the file beside it, under that name");
            }
            files.add(data);
        }
        return files;
    }

    private static Path resolved(Path file, String location) {
        try {
            return file.toAbsolutePath().getParent().resolve(location).normalize();
        } catch (InvalidPathException e) {
            throw new NetworkException("'%s' keeps its weights in '%s', which is no file name".formatted(file, location),
                "export the network again", e);
        }
    }

    /// Names as the file writes them, sorted.
    static Set<String> locations(Path file) {
        return read(file).locations;
    }

    /// In all initializers.
    static long numbers(Path file) {
        return read(file).numbers;
    }

    private static ExternalData read(Path file) {
        try (var channel = FileChannel.open(file)) {
            if (channel.size() == 0 || channel.size() > Integer.MAX_VALUE) {
                throw new NetworkException("'%s' has %d bytes, which no ONNX file has".formatted(file, channel.size()),
                    "get it again; large weights belong into a file of their own");
            }
            var found = new ExternalData();
            found.walk(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), Message.MODEL);
            return found;
        } catch (ClosedByInterruptException e) {
            throw (CancellationException) new CancellationException("stopped while '%s' was read".formatted(file))
                .initCause(e);
        } catch (IOException e) {
            throw new NetworkException("'%s' cannot be read (%s)".formatted(file, e.getMessage()),
                "check the name and the rights", e);
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
            throw new NetworkException("'%s' is no ONNX file".formatted(file),
                "get it again: a download that was cut short looks like this", e);
        }
    }

    private void walk(ByteBuffer in, Message message) {
        String key = "";
        String value = "";
        long product = 1;
        while (in.hasRemaining()) {
            long tag = varint(in);
            int field = (int) (tag >>> 3);
            if (message == Message.WEIGHTS && tag == ONE_SIZE) {
                product *= varint(in);
                continue;
            }
            if ((tag & 7) != LENGTH_DELIMITED) {
                skip(in, (int) (tag & 7));
                continue;
            }
            ByteBuffer part = part(in);
            switch (message) {
                case MODEL -> into(part, field == 7, Message.GRAPH);
                case GRAPH -> into(part, field == 1 || field == 5, field == 1 ? Message.NODE : Message.WEIGHTS);
                case NODE -> into(part, field == 5, Message.ATTRIBUTE);
                case ATTRIBUTE -> into(part, field == 5 || field == 6 || field == 10 || field == 11,
                    field == 6 || field == 11 ? Message.GRAPH : Message.TENSOR);
                case WEIGHTS -> {
                    product *= field == 1 ? sizes(part) : 1;
                    into(part, field == 13, Message.ENTRY);
                }
                case TENSOR -> into(part, field == 13, Message.ENTRY);
                case ENTRY -> {
                    key = field == 1 ? text(part) : key;
                    value = field == 2 ? text(part) : value;
                }
            }
        }
        numbers += message == Message.WEIGHTS ? product : 0;
        if (key.equals("location")) {
            locations.add(value);
        }
    }

    private void into(ByteBuffer part, boolean wanted, Message message) {
        if (wanted) {
            walk(part, message);
        }
    }

    private static ByteBuffer part(ByteBuffer in) {
        long length = varint(in);
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("a length of " + length);
        }
        ByteBuffer part = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return part;
    }

    private static long sizes(ByteBuffer packed) {
        long product = 1;
        while (packed.hasRemaining()) {
            product *= varint(packed);
        }
        return product;
    }

    private static String text(ByteBuffer part) {
        return StandardCharsets.UTF_8.decode(part).toString();
    }

    private static void skip(ByteBuffer in, int type) {
        switch (type) {
            case 0 -> varint(in);
            case 1 -> in.position(in.position() + Long.BYTES);
            case 5 -> in.position(in.position() + Integer.BYTES);
            default -> throw new IllegalArgumentException("a field of type " + type);
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number without end");
    }
}
