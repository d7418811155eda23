package samplerscope.schedule;

import java.util.List;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// A rule for choosing the levels of a run, by id.
///
/// Every family has the settings `steps`, `start`, `end` and `to-zero` besides its own, except the hand-made list.
public record GridFamily(String id, String name, String source, List<Parameter> parameters, Rule rule)
    implements Family {

    public GridFamily {
        parameters = List.copyOf(parameters);
    }

    /// Builds the grid on a schedule, for a model.
    @FunctionalInterface
    public interface Rule {
        TimeGrid grid(GridRequest request, Settings settings);
    }
}
