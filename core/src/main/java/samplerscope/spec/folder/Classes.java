package samplerscope.spec.folder;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import samplerscope.model.Condition;
import samplerscope.model.onnx.ConditionedNetwork;
import samplerscope.model.onnx.Numbers;

/// The classes of a network and how it is told one.
///
/// @param input name of the input; empty where there are no classes
/// @param none  label for no class; empty where the network has none
record Classes(List<String> names, Optional<String> input, OptionalInt none) implements ConditionedNetwork.Told {

    /// @param index of the whole folder
    /// @param input of the network for the number of a class
    /// @param given label for none that the user gives, or -1
    static Classes of(ConfigFile index, ConfigFile config, Optional<String> input, int given) {
        if (input.isEmpty()) {
            return new Classes(List.of(), Optional.empty(), OptionalInt.empty());
        }
        // A transformer has one embedding more than it has classes: the last is for none.
        OptionalInt learned = config.count("num_embeds_ada_norm");
        int count = learned.orElseGet(() -> config.count("num_class_embeds").orElseThrow(() -> config.wrong(
            "num_class_embeds", "num_class_embeds is missing, and the network takes '%s'".formatted(
                input.get()), "write the number of classes")));
        OptionalInt none = given >= 0 ? OptionalInt.of(given) : learned;
        if (none.isPresent() && none.getAsInt() > count) {
            throw config.wrong("num_class_embeds", "the null class %d is beyond the %d classes".formatted(
                none.getAsInt(), count), "write the right number, or choose another null class");
        }
        int named = none.isPresent() && none.getAsInt() == count - 1 ? count - 1 : count;
        List<String> labels = index.names("id2label");
        return new Classes(labels.size() == named ? labels
            : IntStream.range(0, named).mapToObj(String::valueOf).toList(), input, none);
    }

    /// Whether the network never learned to do without a class.
    boolean areNeeded() {
        return !names.isEmpty() && none.isEmpty();
    }

    @Override
    public Map<String, Numbers> of(Condition condition) {
        return input.map(name -> Map.of(name, Numbers.of(List.of(), label(condition)))).orElse(Map.of());
    }

    private int label(Condition condition) {
        return condition instanceof Condition.OfClass(int label) ? label : none.getAsInt();
    }
}
