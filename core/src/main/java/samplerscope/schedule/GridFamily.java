package samplerscope.schedule;

import java.util.List;
import java.util.OptionalInt;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// A rule for choosing the levels of a run, by id.
///
/// Every family has the settings `steps`, `start`, `end` and `to-zero` besides its own, except that the hand-made list and
/// the adaptive grid have no number of steps.
///
/// @param free intervals that are taken without the model, whatever solver takes the others
public record GridFamily(String id, String name, String source, List<Parameter> parameters, Rule rule, Free free)
    implements Family {

    /// Intervals taken without the model.
    public enum Free {
        NONE,
        /// The first one is jumped in closed form.
        FIRST_JUMPED,
        /// Where the grid rises in noise, noise is added.
        RISES_RENOISED
    }

    public GridFamily {
        parameters = List.copyOf(parameters);
    }

    /// A solver takes all intervals.
    public GridFamily(String id, String name, String source, List<Parameter> parameters, Rule rule) {
        this(id, name, source, parameters, rule, Free.NONE);
    }

    /// Intervals of the grids that these settings make, the jump and the step to `sigma = 0` included; empty where only
    /// making one tells.
    public OptionalInt steps(Settings settings) {
        boolean listed = has("values");
        if (!listed && !has("steps") || free == Free.RISES_RENOISED) {
            return OptionalInt.empty();
        }
        int levels = listed ? settings.numbers("values").size() : settings.whole("steps") + 1;
        return OptionalInt.of(levels - 1 + (settings.flag("to-zero") ? 1 : 0) + (free == Free.FIRST_JUMPED ? 1 : 0));
    }

    /// Whether a number of steps can be asked for.
    public boolean takesSteps() {
        return has("steps");
    }

    private boolean has(String parameter) {
        return parameters.stream().anyMatch(p -> p.id().equals(parameter));
    }

    GridFamily with(Free other) {
        return new GridFamily(id, name, source, parameters, rule, other);
    }

    /// Builds the grid on a schedule, for a model.
    @FunctionalInterface
    public interface Rule {
        TimeGrid grid(GridRequest request, Settings settings);
    }
}
