package samplerscope.search;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import samplerscope.metric.PathError;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;

/// What a search found, and what it is worth on noises that it has not seen. Errors are those of the last state.
///
/// @param ratios        one per DC-Solver step of the run
/// @param search        on the noises that were searched on
/// @param heldOut       on others
/// @param teacher       whose path is the truth of all four errors
/// @param evaluations   of the network by the search itself, guidance included, each on all its points
public record RatioResult(List<Double> ratios, Errors search, Errors heldOut, Teacher teacher, int evaluations) {

    public RatioResult {
        ratios = List.copyOf(ratios);
    }

    /// @param before with all ratios 1, the base solver
    /// @param after  with the ratios found
    public record Errors(PathError before, PathError after) {

        /// What is left of the error: below 1 is better.
        public double factor() {
            return before.rms().value() == 0 ? 1 : after.rms().value() / before.rms().value();
        }

        /// Samples that end nearer to the truth than before.
        public int nearer() {
            int count = 0;
            for (int b = 0; b < before.perSample().length; b++) {
                count += after.perSample()[b] < before.perSample()[b] ? 1 : 0;
            }
            return count;
        }
    }

    /// Whether the ratios do harm on noises that they were not fitted to.
    public boolean isWorseOnOthers() {
        return heldOut.factor() > 1;
    }

    /// The spec with the ratios in it: a run of it needs no search.
    public RunSpec.Denoise in(RunSpec.Denoise spec) {
        return in(spec, ratios);
    }

    /// One solver for all steps takes the list, solvers named step by step one each.
    public static RunSpec.Denoise in(RunSpec.Denoise spec, List<Double> ratios) {
        if (spec.solvers().size() == 1) {
            Choice only = without(spec.solvers().getFirst(), "ratio");
            return spec.withSolvers(List.of(ratios.stream().allMatch(r -> r == 1) ? without(only, "ratios")
                : only.with("ratios", new Setting.Numbers(ratios))));
        }
        var solvers = new ArrayList<Choice>();
        int used = 0;
        for (Choice choice : spec.solvers()) {
            solvers.add(choice.id().equals(RatioSearch.FAMILY) ? choice.with("ratio", ratios.get(used++)) : choice);
        }
        return spec.withSolvers(solvers);
    }

    private static Choice without(Choice choice, String setting) {
        var settings = new TreeMap<>(choice.settings());
        settings.remove(setting);
        return new Choice(choice.id(), settings);
    }
}
