package samplerscope.model.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/// An ONNX file that is asked by the names of its ports, with inputs of any size. Loaded once per number of threads and
/// shared; safe to use from several threads.
public final class NetworkFile implements AutoCloseable {

    private final Path file;
    private final Map<String, Port> inputs;
    private final Map<String, Port> outputs;
    private final Map<Integer, SharedSession> sessions = new HashMap<>();

    private NetworkFile(Path file, SharedSession loaded, int threads) throws OrtException {
        this.file = file;
        this.inputs = ports(loaded.session().getInputInfo());
        this.outputs = ports(loaded.session().getOutputInfo());
        sessions.put(threads, loaded);
    }

    /// Loads a network; its external data must lie in a folder that it may use.
    ///
    /// @param root    folder that the file and its data must not leave
    /// @param threads for one call, `>= 1`
    /// @throws NetworkException if it is no ONNX file, cannot be loaded, names data outside the root, or is larger than
    ///         the memory of this machine
    public static NetworkFile open(Path file, Path root, int threads) {
        WeightsMemory.check(file.toString(), bytesOf(file, root));
        SharedSession loaded = load(file, threads);
        try {
            return new NetworkFile(file, loaded, threads);
        } catch (OrtException e) {
            loaded.close();
            throw unreadable(file, e);
        }
    }

    /// The files that a network keeps its weights in, beside its own.
    ///
    /// @throws NetworkException as {@link #open}
    public static List<Path> dataOf(Path file, Path root) {
        return ExternalData.check(file, root);
    }

    /// Bytes of a network, with those of the files that it keeps its weights in.
    ///
    /// @throws NetworkException as {@link #open}
    public static long bytesOf(Path file, Path root) {
        return file.toFile().length() + dataOf(file, root).stream().mapToLong(data -> data.toFile().length()).sum();
    }

    /// Numbers in the weights of a network, read without loading it.
    ///
    /// @throws NetworkException if it is no ONNX file
    public static long parametersOf(Path file) {
        return ExternalData.numbers(file);
    }

    private static SharedSession load(Path file, int threads) {
        try {
            return SharedSession.load(file, threads);
        } catch (OrtException e) {
            throw unreadable(file, e);
        }
    }

    public Path file() {
        return file;
    }

    /// In the order of the file.
    public List<Port> inputs() {
        return List.copyOf(inputs.values());
    }

    public List<Port> outputs() {
        return List.copyOf(outputs.values());
    }

    public Optional<Port> input(String name) {
        return Optional.ofNullable(inputs.get(name));
    }

    /// What the network makes of its inputs.
    ///
    /// @param threads for this call, `>= 1`
    /// @param given   one entry per input of the file
    /// @param wanted  names of outputs
    /// @throws NetworkException                                if the network fails
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    public Map<String, Numbers> run(int threads, Map<String, Numbers> given, Set<String> wanted) {
        var results = new HashMap<String, Numbers>();
        var tensors = new HashMap<String, OnnxTensor>();
        try (SharedSession session = session(threads); var runner = new StoppableRun()) {
            for (var entry : given.entrySet()) {
                tensors.put(entry.getKey(), tensor(inputs.get(entry.getKey()), entry.getValue()));
            }
            runner.run(options -> {
                OrtSession.Result result = session.session().run(tensors, wanted, options);
                for (String name : wanted) {
                    results.put(name, numbers((OnnxTensor) result.get(name).orElseThrow()));
                }
                return result;
            });
            return results;
        } catch (OrtException e) {
            throw new NetworkException("'%s' failed (%s)".formatted(file, firstLine(e)),
                "choose another size, or export the network again", e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private synchronized SharedSession session(int threads) {
        return sessions.computeIfAbsent(threads, t -> load(file, t)).acquire();
    }

    private static OnnxTensor tensor(Port port, Numbers numbers) throws OrtException {
        float[] values = numbers.values();
        int bytes = switch (port.element()) {
            case FLOAT16 -> Short.BYTES;
            case INT64 -> Long.BYTES;
            case BOOL -> 1;
            case FLOAT32, INT32, OTHER -> Integer.BYTES;
        };
        var buffer = ByteBuffer.allocateDirect(values.length * bytes).order(ByteOrder.nativeOrder());
        for (float value : values) {
            switch (port.element()) {
                case FLOAT16 -> buffer.putShort(Float.floatToFloat16(value));
                case INT64 -> buffer.putLong((long) StrictMath.rint(value));
                case INT32 -> buffer.putInt((int) StrictMath.rint(value));
                case BOOL -> buffer.put((byte) (value == 0 ? 0 : 1));
                case FLOAT32, OTHER -> buffer.putFloat(value);
            }
        }
        return OnnxTensor.createTensor(SharedSession.environment(), buffer.flip(), numbers.sizes(), javaType(port));
    }

    private static OnnxJavaType javaType(Port port) {
        return switch (port.element()) {
            case FLOAT16 -> OnnxJavaType.FLOAT16;
            case INT64 -> OnnxJavaType.INT64;
            case INT32 -> OnnxJavaType.INT32;
            case BOOL -> OnnxJavaType.BOOL;
            case FLOAT32, OTHER -> OnnxJavaType.FLOAT;
        };
    }

    private static Numbers numbers(OnnxTensor tensor) {
        // Converts from float16 as well.
        var buffer = tensor.getFloatBuffer();
        var values = new float[buffer.remaining()];
        buffer.get(values);
        return new Numbers(LongStream.of(tensor.getInfo().getShape()).mapToObj(n -> (int) n).toList(), values);
    }

    private static Map<String, Port> ports(Map<String, NodeInfo> infos) {
        var ports = new LinkedHashMap<String, Port>();
        infos.forEach((name, info) -> ports.put(name, info.getInfo() instanceof TensorInfo tensor
            ? new Port(name, element(tensor.type), LongStream.of(tensor.getShape()).boxed().toList())
            : new Port(name, Port.Element.OTHER, List.of())));
        return ports;
    }

    private static Port.Element element(OnnxJavaType type) {
        return switch (type) {
            case FLOAT -> Port.Element.FLOAT32;
            case FLOAT16 -> Port.Element.FLOAT16;
            case INT32 -> Port.Element.INT32;
            case INT64 -> Port.Element.INT64;
            case BOOL -> Port.Element.BOOL;
            case DOUBLE, INT8, INT16, STRING, UINT8, BFLOAT16, UNKNOWN -> Port.Element.OTHER;
        };
    }

    private static NetworkException unreadable(Path file, OrtException cause) {
        return new NetworkException("'%s' is not an ONNX file that can be loaded (%s)".formatted(file, firstLine(cause)),
            firstLine(cause).contains("opset") ? "export it again with an older opset, such as 17"
                : "get the folder again, or export it again", cause);
    }

    private static String firstLine(OrtException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public synchronized void close() {
        sessions.values().forEach(SharedSession::close);
        sessions.clear();
    }
}
