package samplerscope.solver;

import static java.lang.StrictMath.min;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import samplerscope.registry.Setting;

/// The rows of {@link FamilyMap}.
final class FamilyRows {

    private static final String NOT_AN_ODE = "it draws noise; the space holds steps along the ODE";

    private static final String IN_RHO = "its polynomials are in rho, not in lambda";
    private static final String IN_TIME = "its polynomials are in time, not in lambda";
    private static final String IN_INDEX = "its weights are those of equal steps, whatever the steps are";
    private static final String HALVED =
        "it halves the second derivative, which no set of outputs estimates; relaxations scale the first only";

    static final List<FamilyMap> ALL = List.of(
        outside("ddpm", "data", "1", "none", "none", true, NOT_AN_ODE),
        multistep("ddim", Map.of(), "1", List.of(step("data", 1))),
        multistep("euler", Map.of(), "1", List.of(step("noise", 1))),
        outside("euler-a", "noise", "1", "none", "none", true, NOT_AN_ODE),
        outside("heun", "noise", "2", "Runge-Kutta", "rho", false, IN_RHO),
        outside("edm-stochastic", "noise", "2", "Runge-Kutta", "rho", true, NOT_AN_ODE),
        outside("lms", "noise", "4", "Lagrange polynomial", "rho", false, IN_RHO),
        outside("dopri5", "noise", "5", "Runge-Kutta", "rho", false, IN_RHO),
        singlestep("dpm-2", Map.of(), "2", List.of(0.5),
            List.of(step("noise", 1), again("noise", 2, 1, "bh2"))),
        singlestep("dpm-solver-2s", Map.of(), "2", List.of(0.5),
            List.of(step("noise", 1), again("noise", 2, 1, "bh2"))),
        singlestep("dpm-solver-2s", type("taylor"), "2", List.of(0.5),
            List.of(step("noise", 1), again("noise", 2, 1, "none"))),
        singlestep("dpm-solver-3s", Map.of(), "3", List.of(1 / 3.0, 2 / 3.0),
            List.of(step("noise", 1), again("noise", 2, 1, "none"), again("noise", 2, 2, "none"))),
        singlestep("dpm-solver-3s", type("taylor"), "3", List.of(1 / 3.0, 2 / 3.0),
            List.of(step("noise", 1), again("noise", 2, 1, "none"), again("noise", 3, 2, "none"))),
        singlestep("dpm-fast", Map.of(), "3", List.of(1 / 3.0, 2 / 3.0),
            List.of(step("noise", 1), again("noise", 2, 1, "none"), again("noise", 2, 2, "none"))),
        singlestep("dpm-fast", Map.of("form", new Setting.Word("data")), "3", List.of(1 / 3.0, 2 / 3.0),
            List.of(step("data", 1), again("data", 2, 1, "none"), again("data", 2, 2, "none"))),
        multistep("dpmpp-2m", Map.of(), "2", List.of(relaxed(step("data", 2), "bh2"))),
        multistep("dpmpp-2m", type("heun"), "2", List.of(step("data", 2))),
        multistep("dpmpp-3m", Map.of(), "3",
            List.of(step("data", 1), relaxed(step("data", 2), "bh2"), step("data", 3))),
        outside("dpmpp-3m", Map.of("curvature", new Setting.Word("published")), "data", "2",
            "Lagrange difference, order 2, halved second derivative", "lambda", false, HALVED),
        outside("dpmpp-2m-sde", "data", "2", "Lagrange difference, order 1", "lambda", true, NOT_AN_ODE),
        singlestep("dpmpp-2s", Map.of(), "2", List.of(0.5),
            List.of(step("data", 1), again("data", 2, 1, "bh2"))),
        singlestep("dpmpp-2s", type("taylor"), "2", List.of(0.5),
            List.of(step("data", 1), again("data", 2, 1, "none"))),
        singlestep("dpmpp-3s", Map.of(), "3", List.of(1 / 3.0, 2 / 3.0),
            List.of(step("data", 1), again("data", 2, 1, "none"), again("data", 2, 2, "none"))),
        singlestep("dpmpp-3s", type("taylor"), "3", List.of(1 / 3.0, 2 / 3.0),
            List.of(step("data", 1), again("data", 2, 1, "none"), again("data", 3, 2, "none"))),
        multistep("dpm-solver-2m", Map.of(), "2", List.of(relaxed(step("noise", 2), "bh2"))),
        multistep("dpm-solver-2m", type("heun"), "2", List.of(step("noise", 2))),
        multistep("dpm-solver-3m", Map.of(), "3",
            List.of(step("noise", 1), relaxed(step("noise", 2), "bh2"), step("noise", 3))),
        multistep("dpm-solver-3m", type("heun"), "3", List.of(step("noise", 3))),
        outside("dpm-solver-3m", Map.of("curvature", new Setting.Word("published")), "noise", "2",
            "Lagrange difference, order 2, halved second derivative", "lambda", false, HALVED),
        multistep("deis-log-rho", Map.of(), "3", List.of(step("noise", 3))),
        multistep("deis-log-rho", Map.of("degree", new Setting.Num(3)), "4", List.of(step("noise", 4))),
        outside("deis-tab1", "noise", "2", "Lagrange polynomial", "t", false, IN_TIME),
        outside("deis-rho-ab", "noise", "4", "Lagrange polynomial", "rho", false, IN_RHO),
        outside("ipndm", "noise", "2", "Adams-Bashforth", "index of the step", false, IN_INDEX),
        outside("pndm", "noise", "2", "Adams-Bashforth after Runge-Kutta", "index of the step", false, IN_INDEX),
        outside("plms", "noise", "2", "Adams-Bashforth", "index of the step", false, IN_INDEX),
        outside("rho-rk-2", "noise", "2", "Runge-Kutta", "rho", false, IN_RHO),
        outside("rho-rk-4", "noise", "4", "Runge-Kutta", "rho", false, IN_RHO),
        outside("rho-rk", "noise", "3", "Runge-Kutta", "rho", false, IN_RHO),
        outside("sa-solver", "data", "4", "Lagrange difference, order 2", "lambda", true, NOT_AN_ODE),
        multistep("sa-solver", Map.of("tau", new Setting.Num(0)), "4",
            List.of(corrected(step("data", 3), 4, "none"))),
        outside("dpm-2-a", "noise", "2", "Taylor difference, order 1", "lambda", true, NOT_AN_ODE),
        outside("dpmpp-2s-a", "data", "2", "Taylor difference, order 1", "lambda", true, NOT_AN_ODE),
        outside("dpmpp-sde", "data", "2", "Taylor difference, order 1", "lambda", true, NOT_AN_ODE),
        outside("dpmpp-3m-sde", "data", "3", "Lagrange difference, order 2", "lambda", true, NOT_AN_ODE),
        outside("dpm-solver-2m-sde", "noise", "2", "Lagrange difference, order 1", "lambda", true, NOT_AN_ODE),
        uniPc(1, "data", "bh2"),
        uniPc(1, "data", "bh1"),
        uniPc(2, "data", "bh2"),
        uniPc(2, "data", "bh1"),
        uniPc(2, "noise", "bh2"),
        multistep("unic", Map.of(), "3", uniPcSteps(2, "data", "bh2")),
        uniPc(3, "data", "bh2"),
        uniPc(3, "data", "bh1"),
        uniPc(3, "data", "vary"),
        uniPc(3, "noise", "bh2"),
        uniPc(4, "data", "bh2"),
        uniP(2, "bh2"),
        uniP(3, "bh2"),
        uniP(3, "vary"),
        outside("deis-tab2", "noise", "3", "Lagrange polynomial", "t", false, IN_TIME),
        outside("deis-tab3", "noise", "4", "Lagrange polynomial", "t", false, IN_TIME),
        multistep("usf", Map.of(), "1 to 5", List.of(step("data", 2))),
        multistep("dpm-solver-v3", Map.of(), "3", List.of(corrected(step("v3", 3), 3, "none"))),
        outside("dc-solver", "data", "4", "Lagrange difference, order 2", "lambda", false,
            "it replaces outputs by interpolated ones; with a ratio of 1 it is unipc"),
        outside("dualfast", "noise", "1", "none", "lambda", false,
            "it pushes the newest output away from the first, by more at each step"),
        outside("flow-heun", "velocity", "2", "Runge-Kutta", "t", false, IN_TIME),
        outside("auto", "data", "3", "Lagrange difference, order 1", "lambda", false,
            "its outputs are refreshed after a correction; without the data it is unipc-2"),
        // The first step alone, as a solver per step has it.
        multistep("gaussian-first", Map.of(), "1",
            List.of(with(step("data", 1), "output", new Setting.Word("gaussian")))),
        outside("teleport", "state", "none", "none", "none", false,
            "it solves the ODE of a Gaussian, not that of the model"),
        outside("lcm", "data", "none", "none", "none", true, "it goes to the data and adds noise afresh on each step"),
        outside("tcd", "data", "none", "none", "none", true, NOT_AN_ODE),
        outside("renoise", "state", "none", "none", "none", true, "it adds noise and predicts nothing"));

    private FamilyRows() {}

    /// A solver with one evaluation per step; all steps but the last given open a run.
    private static FamilyMap multistep(String id, Map<String, Setting> variant, String order,
                                       List<Map<String, Setting>> steps) {
        int opening = steps.size() - 1;
        return FamilyMap.point(id, variant, order, steps.subList(0, opening), List.of(steps.getLast()), List.of());
    }

    private static FamilyMap singlestep(String id, Map<String, Setting> variant, String order, List<Double> inner,
                                        List<Map<String, Setting>> stages) {
        return FamilyMap.point(id, variant, order, List.of(), stages, inner);
    }

    /// Opens with the orders that the history allows; the formulas of lowest order have a fixed coefficient, which is
    /// what a relaxation gives.
    private static List<Map<String, Setting>> uniPcSteps(int order, String form, String variant) {
        var steps = new ArrayList<Map<String, Setting>>();
        for (int k = 0; k <= order; k++) {
            Map<String, Setting> step = lowest(form, min(k + 1, order), variant);
            int corrector = min(k, order) + 1;
            steps.add(k == 0 ? step : corrected(step, corrector, corrector == 2 ? relaxation(variant) : "none"));
        }
        return steps;
    }

    private static FamilyMap uniPc(int order, String form, String variant) {
        var settings = new TreeMap<String, Setting>();
        if (!variant.equals("bh2")) {
            settings.put("variant", new Setting.Word(variant));
        }
        if (!form.equals("data")) {
            settings.put("form", new Setting.Word(form));
        }
        return multistep("unipc-" + order, settings, Integer.toString(order + 1),
            uniPcSteps(order, form, variant));
    }

    private static FamilyMap uniP(int order, String variant) {
        var steps = IntStream.rangeClosed(1, order).mapToObj(k -> lowest("data", k, variant)).toList();
        var settings = new TreeMap<String, Setting>();
        if (order != 3) {
            settings.put("order", new Setting.Num(order));
        }
        if (!variant.equals("bh2")) {
            settings.put("variant", new Setting.Word(variant));
        }
        return multistep("unip", settings, Integer.toString(order), steps);
    }

    private static Map<String, Setting> lowest(String form, int order, String variant) {
        return order == 2 ? relaxed(step(form, order), relaxation(variant)) : step(form, order);
    }

    private static String relaxation(String variant) {
        return variant.equals("vary") ? "none" : variant;
    }

    private static FamilyMap outside(String id, String prediction, String order, String derivatives, String variable,
                                     boolean stochastic, String why) {
        return outside(id, Map.of(), prediction, order, derivatives, variable, stochastic, why);
    }

    private static FamilyMap outside(String id, Map<String, Setting> variant, String prediction, String order,
                                     String derivatives, String variable, boolean stochastic, String why) {
        return new FamilyMap(id, variant, prediction, order, derivatives, "none", "none", variable, stochastic,
            List.of(), List.of(), List.of(), why);
    }

    private static Map<String, Setting> type(String word) {
        return Map.of("type", new Setting.Word(word));
    }

    private static Map<String, Setting> step(String prediction, int order) {
        return Map.of("prediction", new Setting.Word(prediction), "order", new Setting.Num(order));
    }

    /// A stage that starts over from the beginning of its step, `start` outputs back, with as many of the newest
    /// outputs as its order needs.
    private static Map<String, Setting> again(String prediction, int order, int start, String relaxation) {
        return relaxed(with(step(prediction, order), "start", new Setting.Num(start)), relaxation);
    }

    private static Map<String, Setting> relaxed(Map<String, Setting> step, String relaxation) {
        return with(step, "relaxation", new Setting.Word(relaxation));
    }

    private static Map<String, Setting> corrected(Map<String, Setting> step, int order, String relaxation) {
        return with(with(with(step, "corrector", step.get("prediction")), "corrector-order", new Setting.Num(order)),
            "corrector-relaxation", new Setting.Word(relaxation));
    }

    private static Map<String, Setting> with(Map<String, Setting> step, String id, Setting value) {
        var changed = new TreeMap<>(step);
        changed.put(id, value);
        return Map.copyOf(changed);
    }
}
