package samplerscope.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// The settings of DC-Solver: what takes the steps, and the ratio of each.
final class CompensatedSettings {

    private static final String ORDER = "order";
    private static final String RATIO = "ratio";
    private static final String RATIOS = "ratios";
    private static final double LARGEST = 2;

    static final List<Parameter> PARAMETERS = List.of(
        Parameter.oneOf("base", "base", "what takes the steps: UniPC, DPM-Solver++ (multistep) or DDIM",
            "unipc", "dpmpp", "ddim"),
        Parameter.whole(ORDER, "order", "of the base: 1 to 4 for UniPC, 1 to 3 for DPM-Solver++; DDIM has no choice",
            3, 1, 4),
        Parameter.real(RATIO, "ratio",
            "of every step, where no list is given. 1 changes nothing: the step is that of the base", 1, 0, LARGEST),
        Parameter.numbers(RATIOS, "ratios", "one per step, as a search for this model and grid found them",
            "one per step, each from 0 to 2"),
        Parameter.whole("points", "points", "outputs that the newest one is interpolated from", 3, 2, 4),
        Parameter.oneOf("clock", "clock", "in which the outputs are interpolated", "time", "lambda"),
        UniPc.Variant.SETTING,
        Parameter.whole("corrector", "corrector order", "of the corrector of the step before, for UniPC; 0 is the order",
            0, 0, 4),
        Layout.LOWER_ORDER_FINAL);

    private CompensatedSettings() {}

    /// One step by itself.
    ///
    /// @throws InvalidParameterException if a whole list of ratios is given for it
    static Compensated step(Settings s) {
        if (!s.numbers(RATIOS).isEmpty()) {
            throw new InvalidParameterException(RATIOS, new Setting.Numbers(s.numbers(RATIOS)),
                "must be left out of a step that is named by itself; give its ratio");
        }
        return step(s, base(s).create().apply(ofBase(s)), s.number(RATIO));
    }

    /// @throws InvalidParameterException if there is not one legal ratio per step
    static List<Solver> along(Settings s, Layout.Run run) {
        List<Double> ratios = ratios(s, run.steps());
        List<Solver> inner = base(s).layout().along(ofBase(s), run);
        var steps = new ArrayList<Solver>();
        for (int i = 0; i < inner.size(); i++) {
            steps.add(step(s, inner.get(i), ratios.isEmpty() ? s.number(RATIO) : ratios.get(i)));
        }
        return List.copyOf(steps);
    }

    private static List<Double> ratios(Settings s, int steps) {
        List<Double> ratios = s.numbers(RATIOS);
        if (!ratios.isEmpty() && ratios.size() != steps) {
            throw new InvalidParameterException("solvers[0]." + RATIOS, new Setting.Numbers(ratios),
                "must have one number per step, which makes %d here; search again after changing the grid"
                    .formatted(steps));
        }
        for (double ratio : ratios) {
            if (!(ratio >= 0) || !(ratio <= LARGEST)) {
                throw new InvalidParameterException("solvers[0]." + RATIOS, new Setting.Numbers(ratios),
                    "must hold numbers from 0 to 2");
            }
        }
        return ratios;
    }

    private static Compensated step(Settings s, Solver inner, double ratio) {
        return new Compensated(inner, ratio, s.whole("points"),
            s.word("clock").equals("time") ? Compensated.Clock.TIME : Compensated.Clock.LAMBDA);
    }

    private static SolverFamily base(Settings s) {
        int order = s.whole(ORDER);
        return switch (s.word("base")) {
            case "ddim" -> Ddim.FAMILY;
            case "dpmpp" -> switch (order) {
                case 1 -> Ddim.FAMILY;
                case 2 -> DpmPlusPlus2M.FAMILY;
                case 3 -> DpmPlusPlus3M.FAMILY;
                default -> throw new InvalidParameterException(ORDER, new Setting.Num(order),
                    "must be 1 to 3 for DPM-Solver++");
            };
            default -> List.of(UniPc.ORDER_1, UniPc.ORDER_2, UniPc.ORDER_3, UniPc.ORDER_4).get(order - 1);
        };
    }

    /// Those of our settings that the base knows too.
    private static Settings ofBase(Settings s) {
        var given = new TreeMap<String, Setting>(Map.of(
            UniPc.Variant.SETTING.id(), new Setting.Word(s.word(UniPc.Variant.SETTING.id())),
            "corrector", new Setting.Num(s.whole("corrector") == 0 ? s.whole(ORDER) : s.whole("corrector")),
            Layout.LOWER_ORDER_FINAL.id(), new Setting.Flag(s.flag(Layout.LOWER_ORDER_FINAL.id()))));
        List<Parameter> known = base(s).parameters();
        given.keySet().removeIf(id -> known.stream().noneMatch(p -> p.id().equals(id)));
        return Settings.of("base", known, given);
    }
}
