package samplerscope.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// The settings of one step of the Unified Sampling Framework, and how one choice is laid along a run.
final class UnifiedSettings {

    /// Outputs older than this cannot be named: order 5 needs no more.
    private static final int OLDEST = 4;
    private static final String FULL = "full";
    private static final String OFF = "off";
    private static final String MODEL = FirstOutput.MODEL.word();

    static final List<Parameter> PARAMETERS = Stream.concat(Stream.of(
        Parameter.oneOf("prediction", "prediction", "what is expanded in lambda; v3 is the data where the model's "
            + "statistics are unknown", words(Prediction.values(), Prediction::word)),
        Parameter.whole("order", "order", "terms of the Taylor expansion; falls to what the history allows", 2, 1, 4),
        nodes("nodes-1", "outputs in the first derivative"),
        nodes("nodes-2", "outputs in the second derivative"),
        nodes("nodes-3", "outputs in the third derivative"),
        Parameter.oneOf("relaxation", "relaxation", "multiplies the first derivative, linear every derivative; linear "
            + "is 1 + a h, bh1 and bh2 give half of B(h), exp-plus and exp-minus are 1 +- (e^h - 1) / 2",
            words(Relaxation.Form.values(), Relaxation.Form::word)),
        slope("relaxation-slope", "a", "the first derivative"),
        slope("relaxation-slope-0", "a of the value", "the output that is expanded around"),
        slope("relaxation-slope-2", "a of the second", "the second derivative"),
        slope("relaxation-slope-3", "a of the third", "the third derivative"),
        Parameter.whole("start", "start",
            "age of the output to start from; above 0 the step repeats earlier ones, as single-step solvers do", 0, 0,
            OLDEST - 1),
        Parameter.oneOf("corrector", "corrector", "takes the step before this one again, with the output at its end; "
            + "the prediction that is expanded", OFF, "data", "noise", "v3"),
        Parameter.whole("corrector-order", "corrector order",
            "0 is one more than the order of the step corrected", 0, 0, 5),
        nodes("corrector-nodes-1", "outputs in the corrector's first derivative"),
        nodes("corrector-nodes-2", "outputs in the corrector's second derivative"),
        nodes("corrector-nodes-3", "outputs in the corrector's third derivative"),
        Parameter.oneOf("corrector-relaxation", "corrector relaxation", "multiplies its first derivative, linear every "
            + "derivative", Relaxation.Form.NONE.word(), Relaxation.Form.BH1.word(), Relaxation.Form.BH2.word(),
            Relaxation.Form.LINEAR.word()),
        slope("corrector-slope", "corrector a", "the corrector's first derivative"),
        slope("corrector-slope-0", "corrector a of the value", "the output that the corrector expands around"),
        slope("corrector-slope-2", "corrector a of the second", "the corrector's second derivative"),
        slope("corrector-slope-3", "corrector a of the third", "the corrector's third derivative"),
        slope("corrector-slope-4", "corrector a of the fourth", "the corrector's fourth derivative"),
        Refresh.SETTING,
        Parameter.oneOf("output", "output", "where the output at the start of the step comes from; mean and gaussian "
            + "ask the model where the data are unknown; on a whole run it is for the first step",
            words(FirstOutput.values(), FirstOutput::word)),
        Layout.LOWER_ORDER_FINAL), StatisticsSettings.PARAMETERS.stream()).toList();

    private UnifiedSettings() {}

    /// One step by itself.
    static UnifiedStep step(Settings s) {
        return step(s, s.whole("order"), s.whole("order"), s.word("output"));
    }

    /// The same choice on every step: lower orders at the end, and a formula in place of the first evaluation only.
    static List<Solver> along(Settings s, Layout.Run run) {
        var steps = new ArrayList<Solver>();
        int before = s.whole("order");
        for (int i = 0; i < run.steps(); i++) {
            int left = s.flag(Layout.LOWER_ORDER_FINAL.id()) ? run.steps() - i : Integer.MAX_VALUE;
            int order = StrictMath.min(s.whole("order"), left);
            steps.add(step(s, order, before, i == 0 ? s.word("output") : MODEL));
            before = order;
        }
        return List.copyOf(steps);
    }

    private static UnifiedStep step(Settings s, int order, int before, String output) {
        var predictor = new Expansion(form(s.word("prediction")), s.whole("start"), order, sets(s, "nodes-"),
            relaxation(s, "relaxation", "relaxation-slope", 3));
        return new UnifiedStep(predictor, corrector(s, before), Refresh.of(s),
            of(FirstOutput.values(), FirstOutput::word, output), StatisticsSettings.request(s));
    }

    private static Expansion corrector(Settings s, int before) {
        if (s.word("corrector").equals(OFF)) {
            return Expansion.NONE;
        }
        int order = s.whole("corrector-order") == 0 ? before + 1 : s.whole("corrector-order");
        return new Expansion(form(s.word("corrector")), 1, order, sets(s, "corrector-nodes-"),
            relaxation(s, "corrector-relaxation", "corrector-slope", 4));
    }

    private static Prediction form(String word) {
        return of(Prediction.values(), Prediction::word, word);
    }

    private static Relaxation relaxation(Settings s, String form, String slope, int highest) {
        return new Relaxation(of(Relaxation.Form.values(), Relaxation.Form::word, s.word(form)),
            IntStream.rangeClosed(0, highest).mapToObj(k -> s.number(k == 1 ? slope : slope + "-" + k)).toList());
    }

    /// That of the first derivative was there first, and has no number.
    private static Parameter slope(String id, String name, String what) {
        return Parameter.real(id, name, "a of the linear relaxation of " + what, 0, -2, 2);
    }

    private static List<Set<Integer>> sets(Settings s, String prefix) {
        return IntStream.rangeClosed(1, 3).mapToObj(k -> set(s.word(prefix + k))).toList();
    }

    private static Set<Integer> set(String word) {
        return word.equals(FULL) ? Set.of()
            : Arrays.stream(word.split("\\+")).map(Integer::valueOf).collect(Collectors.toSet());
    }

    /// `full`, and every set of ages such as `1+3`.
    private static Parameter nodes(String id, String name) {
        IntFunction<String> word = bits -> IntStream.rangeClosed(0, OLDEST).filter(age -> (bits >> age & 1) == 1)
            .mapToObj(Integer::toString).collect(Collectors.joining("+"));
        var words = new ArrayList<>(List.of(FULL));
        IntStream.range(1, 1 << (OLDEST + 1)).mapToObj(word).forEach(words::add);
        return Parameter.oneOf(id, name, "ages of the outputs in its difference, 0 the newest; full is as many of the "
            + "newest as the order needs, and stands for a set that is too small", words.toArray(String[]::new));
    }

    private static <E> String[] words(E[] values, Function<E, String> word) {
        return Arrays.stream(values).map(word).toArray(String[]::new);
    }

    private static <E> E of(E[] values, Function<E, String> word, String given) {
        return Arrays.stream(values).filter(v -> word.apply(v).equals(given)).findFirst().orElseThrow();
    }
}
