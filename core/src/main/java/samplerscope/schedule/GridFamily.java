package samplerscope.schedule;

import java.util.List;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// A rule for choosing the levels of a run, by id.
///
/// Every family has the settings `steps`, `start`, `end` and `to-zero` besides its own, except that the hand-made list and
/// the adaptive grid have no number of steps.
///
/// @param jumps whether the first interval is to be jumped in closed form, whatever solver takes the others
public record GridFamily(String id, String name, String source, List<Parameter> parameters, Rule rule, boolean jumps)
    implements Family {

    public GridFamily {
        parameters = List.copyOf(parameters);
    }

    /// A solver takes all intervals.
    public GridFamily(String id, String name, String source, List<Parameter> parameters, Rule rule) {
        this(id, name, source, parameters, rule, false);
    }

    GridFamily jumping() {
        return new GridFamily(id, name, source, parameters, rule, true);
    }

    /// Builds the grid on a schedule, for a model.
    @FunctionalInterface
    public interface Rule {
        TimeGrid grid(GridRequest request, Settings settings);
    }
}
