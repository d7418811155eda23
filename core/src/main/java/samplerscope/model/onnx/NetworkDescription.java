package samplerscope.model.onnx;

import java.util.List;
import java.util.OptionalInt;
import samplerscope.model.ModelCard;
import samplerscope.schedule.ScheduleName;

/// What has to be known of a network before it can be asked: what a manifest says of a bundled one, and a sidecar of a
/// user's. May be wrong or incomplete while somebody writes it; {@link DescriptionCheck} says where.
///
/// @param prediction what the output means
/// @param schedule   that the network was trained on
/// @param timestep   what the network is told of a noise level
/// @param shape      of one sample; 0 for a size that nobody has said yet
/// @param classes    names; empty for a network without a class input
/// @param nullClass  label that stands for no class; empty where the network was never trained without one
/// @param ports      names of inputs and output; an empty name for one that nobody has chosen yet
public record NetworkDescription(About about, Prediction prediction, ScheduleName schedule, TimestepLabel timestep,
                                 List<Integer> shape, List<String> classes, OptionalInt nullClass,
                                 NetworkEntry.Ports ports) {

    /// What people want to know of it.
    public record About(String name, String source, String licence) {}

    public NetworkDescription {
        shape = List.copyOf(shape);
        classes = List.copyOf(classes);
    }

    /// @param description one or two sentences
    public ModelCard card(String id, String description) {
        return new ModelCard(id, about.name(), ModelCard.Kind.LEARNED, shape, classes, description, about.source(),
            about.licence());
    }

    public NetworkDescription withAbout(About changed) {
        return new NetworkDescription(changed, prediction, schedule, timestep, shape, classes, nullClass, ports);
    }

    public NetworkDescription withPrediction(Prediction changed) {
        return new NetworkDescription(about, changed, schedule, timestep, shape, classes, nullClass, ports);
    }

    public NetworkDescription withSchedule(ScheduleName changed) {
        return new NetworkDescription(about, prediction, changed, timestep, shape, classes, nullClass, ports);
    }

    public NetworkDescription withTimestep(TimestepLabel changed) {
        return new NetworkDescription(about, prediction, schedule, changed, shape, classes, nullClass, ports);
    }

    public NetworkDescription withShape(List<Integer> changed) {
        return new NetworkDescription(about, prediction, schedule, timestep, changed, classes, nullClass, ports);
    }

    public NetworkDescription withClasses(List<String> changed, OptionalInt none) {
        return new NetworkDescription(about, prediction, schedule, timestep, shape, changed, none, ports);
    }

    public NetworkDescription withPorts(NetworkEntry.Ports changed) {
        return new NetworkDescription(about, prediction, schedule, timestep, shape, classes, nullClass, changed);
    }
}
