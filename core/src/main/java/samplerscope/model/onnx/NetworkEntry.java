package samplerscope.model.onnx;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import samplerscope.model.ExactLaw;
import samplerscope.model.ModelCard;
import samplerscope.model.data.AssetFile;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;

/// What a manifest says about a network.
///
/// @param prediction what the output means
/// @param schedule   that the network was trained on
/// @param timestep   what the network is told of a noise level
/// @param nullClass  label that stands for no condition; empty for a network without a class input
/// @param layers     weights by name, for devices; empty for what is more than dense layers
/// @param law        of the training set; empty where it is not known
public record NetworkEntry(ModelCard card, AssetFile file, Prediction prediction, NoiseSchedule schedule,
                           TimestepLabel timestep, Ports ports, OptionalInt nullClass, Optional<AssetFile> layers,
                           Optional<Supplier<ExactLaw>> law) {

    /// What the network is told of a noise level.
    float label(NoiseLevel at) {
        return (float) timestep.of(at);
    }

    /// `D` of a sample.
    int sampleSize() {
        return card.sampleShape().stream().reduce(1, (a, b) -> a * b);
    }

    /// Names of inputs and output.
    ///
    /// @param sample   float32, [B, ...]
    /// @param timestep float32, [B]
    /// @param label    int64, [B]; empty for an unconditional network
    /// @param output   float32, shape of the sample
    public record Ports(String sample, String timestep, Optional<String> label, String output) {}
}
