package samplerscope.search;

import java.util.List;
import samplerscope.registry.Registry;
import samplerscope.registry.Settings;
import samplerscope.spec.Choice;

/// The search methods that ship with the program. Adding one is a file, a line here, and a test.
public final class BuiltInMethods {

    private static final Registry<MethodFamily> REGISTRY = new Registry<>("search method", List.of(
        SolverSearch.FAMILY,
        RandomSearch.FAMILY,
        AgingEvolution.FAMILY,
        Cmaes.FAMILY,
        NelderMead.FAMILY,
        CoordinateDescent.FAMILY,
        BestRho.FAMILY,
        GridFormulas.KARRAS,
        GridFormulas.UNIFORM_LAMBDA,
        GridFormulas.ARCTAN,
        GridFormulas.EQUIDISTRIBUTION,
        GridFormulas.GITS,
        Klub.FAMILY,
        OptimizedSteps.FAMILY,
        BayesPalm.FAMILY,
        ConstrainedSteps.FAMILY));

    private BuiltInMethods() {}

    public static Registry<MethodFamily> registry() {
        return REGISTRY;
    }

    /// @throws samplerscope.registry.UnknownIdException        for an id that nothing has
    /// @throws samplerscope.registry.InvalidParameterException for a setting that is unknown or illegal
    public static void check(Choice choice) {
        of(choice);
    }

    static SearchMethod of(Choice choice) {
        MethodFamily family = REGISTRY.get(choice.id());
        return family.create().apply(Settings.of("method", family.parameters(), choice.settings()));
    }
}
