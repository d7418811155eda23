package samplerscope.model.onnx;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import samplerscope.model.Condition;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;

/// How a network of any make is asked.
///
/// @param parameterization what the output means
/// @param timestep         what the network is told of a noise level
/// @param ports            names of the inputs that every network has, and of its output
/// @param told             what it is told beside state and time
public record ConditionedNetwork(NetworkFile file, Parameterization parameterization,
                                 ToDoubleFunction<NoiseLevel> timestep, Ports ports, Told told) {

    private static final int NUMBERS_PER_CALL = 1 << 12;
    private static final int MOST_ROWS = 64;

    /// @param sample   [B, ...]
    /// @param timestep [B], [1] or a single number
    /// @param output   shape of the sample
    public record Ports(String sample, String timestep, String output) {}

    /// The inputs for one row, by name and without an axis for the batch. Asked once per condition and denoiser.
    @FunctionalInterface
    public interface Told {

        /// For a network that knows state and time only.
        Told NOTHING = _ -> Map.of();

        /// @param condition of that row: none, a class, or a text
        Map<String, Numbers> of(Condition condition);
    }

    /// Rows of one call: what the network insists on, or few enough for a large sample to need no padding.
    int rows(List<Integer> sampleShape, int limit) {
        long fixed = file.input(ports.sample()).orElseThrow().shape().getFirst();
        if (fixed != Port.ANY) {
            return (int) fixed;
        }
        int size = sampleShape.stream().reduce(1, (a, b) -> a * b);
        return limit > 0 ? limit : StrictMath.clamp(NUMBERS_PER_CALL / size, 1, MOST_ROWS);
    }
}
