package samplerscope.model.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// Compares the inputs and outputs of a loaded network with its manifest.
final class PortCheck {

    /// ONNX Runtime's sign for an axis of any length.
    private static final long ANY = -1;

    private final NetworkEntry entry;

    PortCheck(NetworkEntry entry) {
        this.entry = entry;
    }

    /// @throws NetworkException for the first difference
    void check(OrtSession session) throws OrtException {
        NetworkEntry.Ports ports = entry.ports();
        var expected = new TreeMap<String, Port>();
        expected.put(ports.sample(), new Port(OnnxJavaType.FLOAT, sampleShape()));
        expected.put(ports.timestep(), new Port(OnnxJavaType.FLOAT, List.of(ANY)));
        ports.label().ifPresent(name -> expected.put(name, new Port(OnnxJavaType.INT64, List.of(ANY))));
        Map<String, NodeInfo> inputs = session.getInputInfo();
        if (!inputs.keySet().equals(expected.keySet())) {
            throw differs("the inputs %s".formatted(new TreeMap<>(inputs).keySet()), expected.keySet().toString());
        }
        for (var port : expected.entrySet()) {
            check("input '%s'".formatted(port.getKey()), inputs.get(port.getKey()), port.getValue());
        }
        if (!session.getOutputInfo().containsKey(ports.output())) {
            throw differs("the outputs %s".formatted(session.getOutputInfo().keySet()), "'%s'".formatted(ports.output()));
        }
        check("output '%s'".formatted(ports.output()), session.getOutputInfo().get(ports.output()),
            new Port(OnnxJavaType.FLOAT, sampleShape()));
    }

    /// @param shape with {@link #ANY} for the batch
    private record Port(OnnxJavaType type, List<Long> shape) {}

    private List<Long> sampleShape() {
        return LongStream.concat(LongStream.of(ANY), entry.card().sampleShape().stream().mapToLong(n -> n)).boxed()
            .toList();
    }

    private void check(String name, NodeInfo node, Port expected) {
        if (!(node.getInfo() instanceof TensorInfo tensor)) {
            throw differs(name + " that is no tensor", expected.type().toString());
        }
        if (tensor.type != expected.type()) {
            throw differs("%s of type %s".formatted(name, tensor.type), expected.type().toString());
        }
        List<Long> shape = LongStream.of(tensor.getShape()).boxed().toList();
        if (!fits(shape, expected.shape())) {
            throw differs("%s of shape %s".formatted(name, shape), "%s, where %d is an axis of any length".formatted(
                expected.shape(), ANY));
        }
    }

    /// The batch must be free, because calls have a size of their own.
    private static boolean fits(List<Long> shape, List<Long> expected) {
        if (shape.size() != expected.size()) {
            return false;
        }
        for (int i = 0; i < shape.size(); i++) {
            boolean same = shape.get(i).equals(expected.get(i));
            if (!same && !(i > 0 && shape.get(i) == ANY)) {
                return false;
            }
        }
        return true;
    }

    private NetworkException differs(String found, String expected) {
        return new NetworkException("network '%s' has %s; its manifest says %s".formatted(
            entry.card().id(), found, expected), "export it again, or correct its entry in the manifest");
    }
}
