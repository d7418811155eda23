package samplerscope.model.onnx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import samplerscope.SamplerscopeException;

/// Whether a network can be asked as a description says, before it is asked.
public final class DescriptionCheck {

    /// Bounds a sample, as the shapes of tensors do.
    private static final int LARGEST_SIDE = 4096;

    private final List<Port> inputs;
    private final List<Port> outputs;
    private final NetworkDescription said;
    private final List<Problem> problems = new ArrayList<>();

    private DescriptionCheck(List<Port> inputs, List<Port> outputs, NetworkDescription said) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.said = said;
    }

    /// What is wrong with a description.
    ///
    /// @param field as a sidecar names it: `inputs.sample`
    public record Problem(String field, String happened, String remedy) {}

    /// Everything that is wrong, in the order of a sidecar; empty where the network can be asked.
    public static List<Problem> of(List<Port> inputs, List<Port> outputs, NetworkDescription said) {
        var check = new DescriptionCheck(inputs, outputs, said);
        check.inputs();
        check.sample();
        check.classes();
        check.numbers();
        return List.copyOf(check.problems);
    }

    private void inputs() {
        NetworkEntry.Ports ports = said.ports();
        Set<String> used = new HashSet<>();
        find("inputs.sample", "the sample", ports.sample(), used);
        find("inputs.timestep", "the timestep", ports.timestep(), used).filter(port -> port.shape().size() > 1)
            .ifPresent(port -> wrong("inputs.timestep", "'%s' is %s, which is no number per sample".formatted(
                port.name(), port.inWords()), "choose an input with one axis or none"));
        ports.label().ifPresent(name -> find("inputs.class", "the class", name, used).filter(
            port -> port.shape().size() != 1).ifPresent(port -> wrong("inputs.class",
                "'%s' is %s, which is no number per sample".formatted(port.name(), port.inWords()),
                "choose an input with one axis, or none")));
        inputs.stream().filter(port -> !used.contains(port.name())).forEach(port -> wrong("inputs",
            "the network also takes '%s', %s".formatted(port.name(), port.inWords()),
            "give it a role; a network that wants more than sample, timestep and class cannot be asked yet"));
    }

    private Optional<Port> find(String field, String role, String name, Set<String> used) {
        if (name.isEmpty()) {
            wrong(field, "no input is " + role, "choose one");
            return Optional.empty();
        }
        if (!used.add(name)) {
            wrong(field, "'%s' has two roles".formatted(name), "give every input one");
            return Optional.empty();
        }
        Optional<Port> found = inputs.stream().filter(port -> port.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            wrong(field, "the network has no input '%s'".formatted(name), "its inputs are " + names(inputs));
        } else if (found.get().element() == Port.Element.OTHER) {
            wrong(field, "'%s' is of a type that cannot be fed".formatted(name),
                "export the network with float32, float16, int32 or int64");
        }
        return found.filter(port -> port.element() != Port.Element.OTHER);
    }

    private void sample() {
        Optional<Port> sample = inputs.stream().filter(port -> port.name().equals(said.ports().sample())).findFirst();
        sample.ifPresent(port -> shape(port, false));
        if (said.ports().output().isEmpty()) {
            wrong("output", "no output is chosen", "choose the one that is the prediction");
            return;
        }
        outputs.stream().filter(port -> port.name().equals(said.ports().output())).findFirst().ifPresentOrElse(
            port -> shape(port, true), () -> wrong("output", "the network has no output '%s'".formatted(
                said.ports().output()), "its outputs are " + names(outputs)));
    }

    /// @param isOutput whose channels may be twice as many: behind the prediction stands a learned variance
    private void shape(Port port, boolean isOutput) {
        String field = isOutput ? "output" : "shape";
        List<Integer> shape = said.shape();
        if (shape.stream().anyMatch(n -> n < 1 || n > LARGEST_SIDE)) {
            if (!isOutput) {
                wrong("shape", "the shape is %s".formatted(shape), "give every axis a size from 1 to " + LARGEST_SIDE);
            }
            return;
        }
        boolean fits = port.shape().size() == shape.size() + 1;
        for (int axis = 0; fits && axis < shape.size(); axis++) {
            long own = port.shape().get(axis + 1);
            boolean isTwice = isOutput && axis == 0 && own == 2L * shape.get(axis);
            fits = own == Port.ANY || own == shape.get(axis) || isTwice;
        }
        if (!fits) {
            wrong(field, "'%s' is %s, samples are %s".formatted(port.name(), port.inWords(), shape),
                isOutput ? "choose an output of the shape of the sample" : "write the sizes that the network has");
        }
    }

    private void classes() {
        boolean isTold = said.ports().label().isPresent();
        if (isTold && said.classes().isEmpty()) {
            wrong("classes", "the network is told a class, and no class has a name", "name them in the order of their "
                + "labels");
        }
        if (!isTold && !said.classes().isEmpty()) {
            wrong("classes", "there are %d classes, and no input for one".formatted(said.classes().size()),
                "choose the input, or leave the names out");
        }
    }

    private void numbers() {
        try {
            said.schedule().schedule();
        } catch (SamplerscopeException e) {
            wrong("schedule", e.happened(), e.remedy());
        }
        if (said.timestep().scale() == 0 || !Double.isFinite(said.timestep().scale() + said.timestep().offset())) {
            wrong("timestepLabel", "the network is told the same at every noise level",
                "give the timestep a scale that is not 0");
        }
        double sigmaData = said.prediction().sigmaData();
        boolean isFit = sigmaData > 0 && Double.isFinite(sigmaData);
        if (said.prediction().form() == Prediction.Form.EDM && !isFit) {
            wrong("sigmaData", "sigmaData is %s".formatted(sigmaData), "it must be a number above 0; 0.5 is usual");
        }
    }

    private static String names(List<Port> ports) {
        return String.join(", ", ports.stream().map(Port::name).toList());
    }

    private void wrong(String field, String happened, String remedy) {
        problems.add(new Problem(field, happened, remedy));
    }
}
