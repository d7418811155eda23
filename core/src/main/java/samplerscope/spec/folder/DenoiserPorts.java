package samplerscope.spec.folder;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import samplerscope.model.onnx.ConditionedNetwork;
import samplerscope.model.onnx.NetworkFile;
import samplerscope.model.onnx.Port;

/// Which input of a denoising network is which, by the names that exporters give them.
///
/// @param label input for the number of a class; empty for an unconditional network
record DenoiserPorts(ConditionedNetwork.Ports ports, Optional<String> label) {

    private static final List<String> SAMPLE = List.of("sample", "hidden_states", "latent_model_input", "x");
    private static final List<String> TIMESTEP = List.of("timestep", "timesteps", "t");
    private static final List<String> LABEL = List.of("class_labels", "class_label", "y");

    /// @throws FolderException naming all inputs where one is missing, unknown, or of a type that cannot be fed
    static DenoiserPorts of(NetworkFile network) {
        var ports = new ConditionedNetwork.Ports(find(network, SAMPLE), find(network, TIMESTEP),
            network.outputs().getFirst().name());
        var made = new DenoiserPorts(ports,
            network.inputs().stream().map(Port::name).filter(LABEL::contains).findFirst());
        for (Port input : network.inputs()) {
            if (!made.knows(input.name())) {
                throw wrong(network, "has the input '%s', which is none of an image model's".formatted(input.name()));
            }
            if (input.element() == Port.Element.OTHER) {
                throw wrong(network, "takes '%s' in a type that cannot be fed".formatted(input.name()));
            }
        }
        if (network.input(ports.sample()).orElseThrow().shape().size() != 4) {
            throw wrong(network, "takes a sample without the axes [batch, channels, height, width]");
        }
        return made;
    }

    private boolean knows(String name) {
        return name.equals(ports.sample()) || name.equals(ports.timestep()) || label.filter(name::equals).isPresent();
    }

    private static String find(NetworkFile network, List<String> names) {
        return network.inputs().stream().map(Port::name).filter(names::contains).findFirst().orElseThrow(
            () -> wrong(network, "has no input called %s".formatted(String.join(" or ", names))));
    }

    private static FolderException wrong(NetworkFile network, String happened) {
        String all = network.inputs().stream().map(p -> p.name() + " " + p.inWords()).collect(Collectors.joining(", "));
        return new FolderException(network.file(), "the network %s; its inputs are %s".formatted(happened, all),
            "export the denoising network with the inputs sample, timestep and, where it has classes, class_labels");
    }
}
