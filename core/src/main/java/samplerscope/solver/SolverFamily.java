package samplerscope.solver;

import java.util.List;
import java.util.function.Function;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// A solver that can be chosen by id.
///
/// @param order convergence order on a smooth ODE with the default settings; for a stochastic solver the weak order
/// @param source paper and equation
public record SolverFamily(String id, String name, int order, String source, List<Parameter> parameters,
                           Function<Settings, Solver> create) implements Family {
    public SolverFamily {
        parameters = List.copyOf(parameters);
    }
}
