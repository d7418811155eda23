package samplerscope.solver;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// A solver that can be chosen by id.
///
/// @param order  with the default settings: the global order on a smooth ODE, or for a solver that draws the weak
///               order, how fast mean and variance tend to those of the data; 0 where they do not, however many steps
///               there are
/// @param source paper and equation
/// @param layout how it is laid along a run when it is chosen for all steps
/// @param group  where a list shows it
/// @param notes  what a person should know before choosing it, such as where published programs differ and by how much;
///               may be empty
/// @param quiet  for a solver that draws: what it is without noise; empty where its noise cannot be turned off
public record SolverFamily(String id, String name, int order, String source, List<Parameter> parameters,
                           Function<Settings, Solver> create, Layout layout, Group group, String notes,
                           Optional<Quiet> quiet)
    implements Family {

    /// A solver that draws, without its noise: then it follows the ODE.
    ///
    /// @param setting which is 0 then
    /// @param order   the global order on a smooth ODE then
    public record Quiet(String setting, int order) {}

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
            (settings, run) -> Collections.nCopies(run.steps(), create.apply(settings)), Group.OTHER, "",
            Optional.empty());
    }

    public SolverFamily laidOut(Layout other) {
        return new SolverFamily(id, name, order, source, parameters, create, other, group, notes, quiet);
    }

    public SolverFamily in(Group other) {
        return new SolverFamily(id, name, order, source, parameters, create, layout, other, notes, quiet);
    }

    public SolverFamily noting(String other) {
        return new SolverFamily(id, name, order, source, parameters, create, layout, group, other, quiet);
    }

    /// The standard settings of a solver that another one makes use of, but for lower orders at the end, if it has
    /// them.
    ///
    /// @param place how a file names the choice, for messages
    Settings standard(String place, boolean lowerOrderFinal) {
        return Settings.of(place, parameters, parameters.contains(Layout.LOWER_ORDER_FINAL)
            ? Map.of(Layout.LOWER_ORDER_FINAL.id(), new Setting.Flag(lowerOrderFinal)) : Map.of());
    }

    /// With `setting` at 0 it draws nothing and has this order.
    public SolverFamily withoutNoise(String setting, int orderOfOde) {
        return new SolverFamily(id, name, order, source, parameters, create, layout, group, notes,
            Optional.of(new Quiet(setting, orderOfOde)));
    }

    /// The order for people: `3`, `2 in law, 4 without noise`, or `none`.
    public String orderInWords() {
        return (order == 0 ? "none" : Integer.toString(order)) + quiet.map(q ->
            (order == 0 ? ", " : " in law, ") + q.order() + " without noise").orElse("");
    }
}
