package samplerscope.solver;

import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// A solver that can be chosen by id.
///
/// @param order  convergence order on a smooth ODE with the default settings; for a stochastic solver the weak order
/// @param source paper and equation
/// @param layout how it is laid along a run when it is chosen for all steps
/// @param group  where a list shows it
/// @param notes  what a person should know before choosing it, such as where published programs differ and by how much;
///               may be empty
public record SolverFamily(String id, String name, int order, String source, List<Parameter> parameters,
                           Function<Settings, Solver> create, Layout layout, Group group, String notes)
    implements Family {

    /// Headings of the list of solvers.
    public enum Group {
        FIRST_ORDER("First order"),
        MULTISTEP("Multistep: one evaluation per step"),
        PREDICTOR_CORRECTOR("Predictor-corrector"),
        SINGLE_STEP("Single-step: several evaluations per step"),
        STOCHASTIC("Stochastic"),
        DATA_AWARE("Knows statistics of the model"),
        OTHER("Other");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    public SolverFamily {
        parameters = List.copyOf(parameters);
    }

    /// The same solver on every step.
    public SolverFamily(String id, String name, int order, String source, List<Parameter> parameters,
                        Function<Settings, Solver> create) {
        this(id, name, order, source, parameters, create,
            (settings, run) -> Collections.nCopies(run.steps(), create.apply(settings)), Group.OTHER, "");
    }

    public SolverFamily laidOut(Layout other) {
        return new SolverFamily(id, name, order, source, parameters, create, other, group, notes);
    }

    public SolverFamily in(Group other) {
        return new SolverFamily(id, name, order, source, parameters, create, layout, other, notes);
    }

    public SolverFamily noting(String other) {
        return new SolverFamily(id, name, order, source, parameters, create, layout, group, other);
    }
}
