package samplerscope.model.onnx;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import samplerscope.model.ExactLaw;
import samplerscope.model.ModelCard;
import samplerscope.model.data.AssetFile;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.Parameterization;

/// What a manifest says about a network.
///
/// @param parameterization what the output means, of the preconditioning where there is one
/// @param schedule         that the network was trained on
/// @param label            what the network is told of a level
/// @param preconditioning  what is around the network, which then gives the clean sample; empty for nothing
/// @param nullClass        label that stands for no condition; empty for a network without a class input
/// @param layers           weights by name, for devices; empty for what is more than dense layers
/// @param law              of the training set; empty where it is not known
public record NetworkEntry(ModelCard card, AssetFile file, Parameterization parameterization, NoiseSchedule schedule,
                           TimestepLabel label, Optional<Preconditioning> preconditioning, Ports ports,
                           OptionalInt nullClass, Optional<AssetFile> layers, Optional<Supplier<ExactLaw>> law) {

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
