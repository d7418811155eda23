package samplerscope.model.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.Denoiser;
import samplerscope.model.ModelCard;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.Tensor;

/// A network of any make at a noise level. Asks in calls of a fixed number of rows, the last one padded, so that a
/// sample's bits do not depend on how a batch is split.
public final class ConditionedDenoiser implements Denoiser {

    private final ConditionedNetwork network;
    private final ModelCard card;
    private final Binding binding;
    private final int rows;
    private final int size;
    private final Map<Condition, Map<String, Numbers>> told = new HashMap<>();
    private float[] state = {};
    private float[] output = {};

    /// @param network stays open while this is in use
    public ConditionedDenoiser(ConditionedNetwork network, ModelCard card, Binding binding) {
        this.network = network;
        this.card = card;
        this.binding = binding;
        this.rows = network.rows(card.sampleShape(), binding.batch());
        this.size = card.sampleShape().stream().reduce(1, (a, b) -> a * b);
    }

    @Override
    public Parameterization parameterization() {
        return network.parameterization();
    }

    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    /// @throws NetworkException                           if the network fails
    @Override
    public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
        if (output.length != x.shape().size()) {
            state = new float[x.shape().size()];
            output = new float[state.length];
        }
        x.copyTo(state);
        var time = (float) network.timestep().applyAsDouble(at);
        for (int from = 0; from < x.shape().batch(); from += rows) {
            call(from, StrictMath.min(rows, x.shape().batch() - from), time);
        }
        binding.backend().copyFrom(output, into);
    }

    private void call(int from, int count, float time) {
        var given = new HashMap<String, Numbers>();
        var shape = new ArrayList<>(List.of(rows));
        shape.addAll(card.sampleShape());
        given.put(network.ports().sample(), new Numbers(shape,
            Arrays.copyOf(Arrays.copyOfRange(state, from * size, (from + count) * size), rows * size)));
        given.put(network.ports().timestep(), timestep(time));
        given.putAll(conditions(from));
        String name = network.ports().output();
        int threads = binding.backend().workers().threads();
        Numbers made = network.file().run(threads, given, Set.of(name)).get(name);
        int width = made.values().length / rows;
        // Twice the channels: behind the prediction stands a learned variance, which no deterministic step asks for.
        if (width != size && width != 2 * size) {
            throw new NetworkException("'%s' gives '%s' of shape %s for samples of shape %s".formatted(
                network.file().file(), name, made.shape(), card.sampleShape()),
                "correct the sizes in its config or sidecar");
        }
        for (int row = 0; row < count; row++) {
            System.arraycopy(made.values(), row * width, output, (from + row) * size, size);
        }
    }

    private Numbers timestep(float time) {
        List<Long> shape = network.file().input(network.ports().timestep()).orElseThrow().shape();
        if (shape.isEmpty()) {
            return new Numbers(List.of(), new float[] {time});
        }
        var values = new float[shape.getFirst() == Port.ANY ? rows : shape.getFirst().intValue()];
        Arrays.fill(values, time);
        return new Numbers(List.of(values.length), values);
    }

    /// What each row is told, one below the other.
    private Map<String, Numbers> conditions(int from) {
        var stacked = new HashMap<String, Numbers>();
        for (String name : told(condition(from)).keySet()) {
            Numbers first = told(condition(from)).get(name);
            int width = first.values().length;
            var all = new float[rows * width];
            for (int row = 0; row < rows; row++) {
                System.arraycopy(told(condition(from + row)).get(name).values(), 0, all, row * width, width);
            }
            var shape = new ArrayList<>(List.of(rows));
            shape.addAll(first.shape());
            stacked.put(name, new Numbers(shape, all));
        }
        return stacked;
    }

    private Map<String, Numbers> told(Condition condition) {
        return told.computeIfAbsent(condition, network.told()::of);
    }

    private Condition condition(int row) {
        return switch (binding.condition()) {
            case Condition.None _, Condition.OfClass _, Condition.OfText _ -> binding.condition();
            case Condition.EachClass _ -> new Condition.OfClass((binding.firstSample() + row) % card.classes().size());
        };
    }
}
