package samplerscope.app.masked;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.sampler.Drawing;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;

/// Names and numbers of lanes in the words of the page.
final class LabFacts {

    private static final List<String> BLOCK = List.of("block", "block-length");

    private LabFacts() {}

    static LaneSpec lane(LabModel model, int id) {
        return model.draft().get().lanes().stream().filter(l -> l.id() == id).findFirst().orElseThrow();
    }

    static String name(LabModel model, Choice sampler) {
        return model.samplers().contains(sampler.id()) ? model.samplers().get(sampler.id()).name() : sampler.id();
    }

    /// `A Most confident`, and where it leaves another lane.
    static String title(LabModel model, LaneSpec lane) {
        String name = name(model, lane.sampler());
        return lane.fork().map(f -> "%s from %s after step %d".formatted(name, name(model, f.parent().sampler()),
            f.step() + 1)).orElse(name);
    }

    /// Index of colour, marker and dash: the place of a lane.
    static int style(LabModel model, int id) {
        List<LaneSpec> lanes = model.draft().get().lanes();
        for (int i = 0; i < lanes.size(); i++) {
            if (lanes.get(i).id() == id) {
                return i;
            }
        }
        return 0;
    }

    /// How long the blocks of a lane are; empty where its sampler knows none, and for a lane that has just been removed,
    /// whose canvas may be laid out once more.
    static OptionalInt blockLength(LabModel model, int id) {
        Optional<LaneSpec> there = model.draft().get().lanes().stream().filter(l -> l.id() == id).findFirst();
        if (there.isEmpty() || !model.samplers().contains(there.get().sampler().id())) {
            return OptionalInt.empty();
        }
        Choice choice = there.get().sampler();
        MaskedSamplerFamily family = model.samplers().get(choice.id());
        for (Parameter p : family.parameters()) {
            if (BLOCK.contains(p.id())) {
                Optional<Setting> value = Optional.ofNullable(choice.settings().get(p.id())).or(p::standard);
                if (value.isPresent() && value.get() instanceof Setting.Num(double length) && length >= 1) {
                    return OptionalInt.of((int) length);
                }
            }
        }
        return OptionalInt.empty();
    }

    /// Whether a lane draws with 24 bits; empty where its sampler has no such choice.
    static Optional<Boolean> isCoarse(LabModel model, int id) {
        Choice choice = lane(model, id).sampler();
        boolean has = model.samplers().contains(choice.id())
            && model.samplers().get(choice.id()).parameters().stream().anyMatch(p -> p.id().equals(Drawing.DRAW));
        return has ? Optional.of(new Setting.Word(Drawing.COARSE).equals(choice.settings().get(Drawing.DRAW)))
            : Optional.empty();
    }

    /// Three figures.
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "\u2013";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            return String.valueOf((long) value).replace('-', '\u2212');
        }
        double size = Math.abs(value);
        String text = size != 0 && size < 5e-4 ? "%.1e".formatted(value)
            : String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
        return text.replace('-', '\u2212');
    }

    /// A number with its noun.
    static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /// A moment on a clock; passes and tokens are whole.
    static String count(double value, Sequence.Clock clock) {
        return switch (clock) {
            case PASSES, TOKENS -> String.valueOf((int) Math.floor(value + 1e-9));
            case MILLIS -> number(value);
        };
    }
}
