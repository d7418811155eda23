package samplerscope.solver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// Where a solver lies in the space of the Unified Sampling Framework: the settings of {@link UnifiedStep} that give
/// its numbers, or why there are none.
///
/// A point is a list of steps, because many solvers open with formulas of their own: `opening` for the first steps,
/// then `repeating` over and over. A single-step solver repeats one entry per stage, on a grid that holds its `inner`
/// levels.
///
/// @param solver      id of the family, with its default settings unless `variant` says otherwise
/// @param variant     settings of the family other than the default ones
/// @param prediction  what its polynomial runs through: data, noise, or the state
/// @param order       global order, deterministic part
/// @param derivatives how derivatives are estimated
/// @param relaxation  of the first derivative
/// @param corrector   what takes a step again with the output at its end
/// @param variable    in which the nodes of the polynomial are counted: lambda, rho, t, or none for first order
/// @param stochastic  whether it draws noise, with its default settings
/// @param opening     settings of the usf steps at the start, the first steps of a run
/// @param repeating   settings of all further steps, in turn; empty when it is no point
/// @param inner       for single-step solvers the levels between, as shares of the step in lambda
/// @param outside     why it is no point; empty when it is one
public record FamilyMap(String solver, Map<String, Setting> variant, String prediction, String order,
                        String derivatives, String relaxation, String corrector, String variable, boolean stochastic,
                        List<Map<String, Setting>> opening, List<Map<String, Setting>> repeating, List<Double> inner,
                        String outside) {

    public FamilyMap {
        variant = Map.copyOf(variant);
        opening = List.copyOf(opening);
        repeating = List.copyOf(repeating);
        inner = List.copyOf(inner);
    }

    public boolean isPoint() {
        return !repeating.isEmpty();
    }

    /// Settings of the usf step that takes step `index` of a run, counted on the grid with inner levels.
    public Map<String, Setting> settings(int index) {
        return index < opening.size() ? opening.get(index)
            : repeating.get((index - opening.size()) % repeating.size());
    }

    /// All rows, in the order of the list of solvers.
    public static List<FamilyMap> all() {
        return FamilyRows.ALL;
    }

    /// The row of a solver with its default settings; empty for one that is not on the map.
    public static Optional<FamilyMap> of(String solver) {
        return all().stream().filter(row -> row.solver().equals(solver) && row.variant().isEmpty()).findFirst();
    }

    /// A point, whose columns are read off its settings.
    static FamilyMap point(String solver, Map<String, Setting> variant, String order,
                           List<Map<String, Setting>> opening, List<Map<String, Setting>> repeating,
                           List<Double> inner) {
        UnifiedStep step = step(repeating.getLast());
        boolean first = step.predictor().order() == 1;
        return new FamilyMap(solver, variant, form(step.predictor()), order,
            first ? "none" : derivatives(step.predictor()), step.predictor().relaxation().form().word(),
            step.corrector().isNone() ? "none" : "order " + step.corrector().order(), first ? "none" : "lambda", false,
            opening, repeating, inner, "");
    }

    private static String form(Expansion e) {
        return e.prediction().word();
    }

    private static String derivatives(Expansion e) {
        int lowest = Integer.MAX_VALUE;
        for (int k = 1; k < e.order(); k++) {
            boolean named = k <= e.nodes().size() && !e.nodes().get(k - 1).isEmpty();
            lowest = StrictMath.min(lowest, named ? e.nodes().get(k - 1).size() : e.order() - 1);
        }
        return lowest < e.order() - 1 ? "Taylor difference, order " + lowest
            : "Lagrange difference, order " + (e.order() - 1);
    }

    static UnifiedStep step(Map<String, Setting> settings) {
        return UnifiedSettings.step(Settings.of("usf", UnifiedSettings.PARAMETERS, settings));
    }
}
