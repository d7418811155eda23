package samplerscope.spec.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import samplerscope.model.onnx.ConditionedNetwork;
import samplerscope.model.onnx.NetworkFile;
import samplerscope.model.onnx.Port;

/// Which input of a denoising network is which, by the names that exporters give them.
///
/// @param label input for the number of a class; empty for a network without classes
/// @param text  how the network is told a text
record DenoiserPorts(ConditionedNetwork.Ports ports, Optional<String> label, Text text) {

    static final String CONTEXT = "encoder_hidden_states";
    static final String WHOLE_TEXT = "text_embeds";
    static final String SIZES = "time_ids";
    static final String POOLED = "pooled_projections";

    /// The inputs that texts go to, beside state and time.
    enum Text {
        NONE(List.of(), 1),
        /// Stable Diffusion 1 and 2.
        CONTEXT_ONLY(List.of(CONTEXT), 7.5),
        /// Stable Diffusion XL.
        CONTEXT_AND_SIZES(List.of(CONTEXT, WHOLE_TEXT, SIZES), 5),
        /// Stable Diffusion 3.
        CONTEXT_AND_POOLED(List.of(CONTEXT, POOLED), 7);

        private final List<String> inputs;
        private final double guidanceScale;

        Text(List<String> inputs, double guidanceScale) {
            this.inputs = inputs;
            this.guidanceScale = guidanceScale;
        }

        /// What the pipelines of huggingface/diffusers take where nothing is given.
        double guidanceScale() {
            return guidanceScale;
        }
    }

    private static final List<String> SAMPLE = List.of("sample", "hidden_states", "latent_model_input", "x");
    private static final List<String> TIMESTEP = List.of("timestep", "timesteps", "t");
    private static final List<String> LABEL = List.of("class_labels", "class_label", "y");

    /// @throws FolderException naming all inputs where one is missing, unknown, or of a type that cannot be fed
    static DenoiserPorts of(NetworkFile network) {
        var ports = new ConditionedNetwork.Ports(find(network, SAMPLE), find(network, TIMESTEP),
            network.outputs().getFirst().name());
        var label = network.inputs().stream().map(Port::name).filter(LABEL::contains).findFirst();
        var known = new ArrayList<>(List.of(ports.sample(), ports.timestep()));
        label.ifPresent(known::add);
        Text text = text(network);
        known.addAll(text.inputs);
        for (Port input : network.inputs()) {
            if (!known.contains(input.name())) {
                throw wrong(network, "has the input '%s', which is none of an image model's".formatted(input.name()));
            }
            if (input.element() == Port.Element.OTHER) {
                throw wrong(network, "takes '%s' in a type that cannot be fed".formatted(input.name()));
            }
        }
        if (network.input(ports.sample()).orElseThrow().shape().size() != 4) {
            throw wrong(network, "takes a sample without the axes [batch, channels, height, width]");
        }
        return new DenoiserPorts(ports, label, text);
    }

    /// The way of being told a text that has all its inputs; of several, the one with most.
    private static Text text(NetworkFile network) {
        Set<String> names = network.inputs().stream().map(Port::name).collect(Collectors.toSet());
        Text found = Text.NONE;
        for (Text text : Text.values()) {
            found = names.containsAll(text.inputs) && text.inputs.size() > found.inputs.size() ? text : found;
        }
        return found;
    }

    private static String find(NetworkFile network, List<String> names) {
        return network.inputs().stream().map(Port::name).filter(names::contains).findFirst().orElseThrow(
            () -> wrong(network, "has no input called %s".formatted(String.join(" or ", names))));
    }

    private static FolderException wrong(NetworkFile network, String happened) {
        String all = network.inputs().stream().map(p -> p.name() + " " + p.inWords()).collect(Collectors.joining(", "));
        return new FolderException(network.file(), "the network %s; its inputs are %s".formatted(happened, all),
            "export the denoising network with the inputs sample, timestep and, where it has them, class_labels or "
                + "those of Stable Diffusion 1, 2, 3 or XL");
    }
}
