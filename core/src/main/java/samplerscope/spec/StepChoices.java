package samplerscope.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Registry;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.solver.Solver;
import samplerscope.solver.SolverFamily;
import samplerscope.solver.Strategy;
import samplerscope.solver.UnplannableStepException;

/// Names the solver of every step of a run whose spec names one for all: what a layout decides by position (falling
/// orders, a jump, a first output without an evaluation) becomes a list that can be read and changed step by step.
///
/// A layout makes solvers, not choices. The choice that makes the same solver is looked for among those a person could
/// make: the same family with other orders or one other word, then the other families. So a solver that somebody brings
/// along needs to describe nothing.
final class StepChoices {

    /// Whole numbers with at most so many values are orders and counts, all of which are tried.
    private static final int FEW_NUMBERS = 6;
    private static final int FEW_WORDS = 20;

    private final Registry<SolverFamily> solvers;
    private final Strategy strategy;
    private final Choice whole;
    private final Map<Solver, Choice> known = new HashMap<>();

    private StepChoices(Registry<SolverFamily> solvers, Choice whole, Strategy strategy) {
        this.solvers = solvers;
        this.whole = whole;
        this.strategy = strategy;
    }

    /// The spec with one solver per step, which compiles to the same steps. A spec that names them already, and one for
    /// a single step, is returned as it is.
    ///
    /// @param strategy what the spec stands for
    /// @throws UnnamedStepException if a step does what no choice of solver does by itself
    static RunSpec.Denoise of(RunSpec.Denoise spec, Strategy strategy, Registry<SolverFamily> solvers) {
        int steps = strategy.grid().steps();
        if (spec.solvers().size() > 1 || steps == 1) {
            return spec;
        }
        var choices = new StepChoices(solvers, spec.solvers().getFirst(), strategy);
        return spec.withSolvers(IntStream.range(0, steps).mapToObj(choices::at).toList());
    }

    private Choice at(int step) {
        Solver solver = strategy.solvers().get(step);
        Choice choice = known.get(solver);
        if (choice == null) {
            choice = first(made -> made.equals(solver), List.of(own(), all()))
                .or(() -> first(made -> plansTheSame(step, made), List.of(own(), unchanged())))
                .orElseThrow(() -> new UnnamedStepException(step, whole.id()));
            known.put(solver, choice);
        }
        return choice;
    }

    private List<Choice> own() {
        return choices(solvers.get(whole.id()));
    }

    private List<Choice> all() {
        return solvers.all().stream().flatMap(family -> choices(family).stream()).toList();
    }

    /// Of all families, with nothing but what was given.
    private List<Choice> unchanged() {
        return solvers.all().stream().map(family -> choices(family).getFirst()).toList();
    }

    /// Whether another solver plans the very same step here: with nothing to correct, all correctors are alike.
    private boolean plansTheSame(int step, Solver made) {
        try {
            return strategy.with(step, made).compile().steps().equals(strategy.compile().steps());
        } catch (UnplannableStepException e) {
            return false;
        }
    }

    /// Of the first list that has any, the one with the fewest settings.
    private Optional<Choice> first(Predicate<Solver> wanted, List<List<Choice>> lists) {
        return lists.stream().flatMap(list -> list.stream()
            .sorted(Comparator.comparingInt(choice -> choice.settings().size()))
            .filter(choice -> made(choice).filter(wanted).isPresent()).limit(1)).findFirst();
    }

    private Optional<Solver> made(Choice choice) {
        SolverFamily family = solvers.get(choice.id());
        try {
            return Optional.of(family.create().apply(Settings.of("solvers", family.parameters(), choice.settings())));
        } catch (InvalidParameterException e) {
            return Optional.empty(); // a combination that the family does not take
        }
    }

    /// The settings of the run, as far as a family has them, alone and with orders and one word changed.
    private List<Choice> choices(SolverFamily family) {
        var base = new Choice(family.id(), shared(family));
        List<Map<String, Setting>> numbered = List.of(base.settings());
        for (Parameter parameter : family.parameters()) {
            numbered = extended(numbered, parameter, telling(base, parameter, numbers(family, parameter)));
        }
        var all = new LinkedHashSet<>(numbered);
        for (Parameter parameter : family.parameters()) {
            all.addAll(extended(numbered, parameter, telling(base, parameter, words(parameter))));
        }
        return all.stream().map(settings -> new Choice(family.id(), settings)).toList();
    }

    /// What the run sets, where a family has it and would do otherwise without. A list goes along a run, never with a step.
    private Map<String, Setting> shared(SolverFamily family) {
        Map<String, Setting> shared = new TreeMap<>();
        for (Parameter ofRun : solvers.get(whole.id()).parameters()) {
            Optional<Setting> setting = Optional.ofNullable(whole.settings().get(ofRun.id())).or(ofRun::standard);
            family.parameters().stream().filter(p -> p.id().equals(ofRun.id())).findFirst()
                .filter(p -> !(p.kind() instanceof Parameter.Kind.Numbers))
                .filter(p -> !p.standard().equals(setting))
                .ifPresent(p -> setting.filter(s -> isLegal(p, s)).ifPresent(s -> shared.put(p.id(), s)));
        }
        return shared;
    }

    /// The values, or none where they make no difference to one step: much is read by the layout alone.
    private Set<Setting> telling(Choice base, Parameter parameter, Set<Setting> values) {
        Optional<Solver> made = made(base);
        boolean tells = values.stream().anyMatch(value -> !made(base.with(parameter.id(), value)).equals(made));
        return tells ? values : Set.of();
    }

    /// Every one of the settings, as it is and with each of the values.
    private static List<Map<String, Setting>> extended(List<Map<String, Setting>> all, Parameter parameter,
                                                       Set<Setting> values) {
        var more = new ArrayList<>(all);
        for (Map<String, Setting> settings : all) {
            for (Setting value : values) {
                var changed = new TreeMap<>(settings);
                changed.put(parameter.id(), value);
                more.add(changed);
            }
        }
        return more;
    }

    private Set<Setting> numbers(SolverFamily family, Parameter parameter) {
        return switch (parameter.kind()) {
            case Parameter.Kind.Whole(var _, int min, int max, var _) when max - min < FEW_NUMBERS -> {
                var values = new LinkedHashSet<Setting>();
                IntStream.rangeClosed(min, max).forEach(n -> values.add(new Setting.Num(n)));
                yield values;
            }
            case Parameter.Kind.Real _ when family.id().equals(whole.id()) -> amounts(family, parameter);
            case Parameter.Kind.Whole _, Parameter.Kind.Real _, Parameter.Kind.OneOf _, Parameter.Kind.Switch _,
                 Parameter.Kind.Numbers _, Parameter.Kind.Path _ -> new LinkedHashSet<>();
        };
    }

    /// Nothing, or an amount that the run has elsewhere: noise that is switched off, that of the step before, or one of a
    /// list along the run.
    private Set<Setting> amounts(SolverFamily family, Parameter parameter) {
        var values = new LinkedHashSet<Setting>(List.of(new Setting.Num(0)));
        for (Parameter other : family.parameters()) {
            Optional<Setting> setting = Optional.ofNullable(whole.settings().get(other.id())).or(other::standard);
            setting.filter(_ -> other.kind() instanceof Parameter.Kind.Real).ifPresent(values::add);
            if (setting.orElse(null) instanceof Setting.Numbers(var list)) {
                list.forEach(number -> values.add(new Setting.Num(number)));
            }
        }
        values.removeIf(value -> !isLegal(parameter, value));
        return values;
    }

    private static Set<Setting> words(Parameter parameter) {
        var values = new LinkedHashSet<Setting>();
        switch (parameter.kind()) {
            case Parameter.Kind.OneOf(var words) when words.size() <= FEW_WORDS ->
                words.forEach(word -> values.add(new Setting.Word(word)));
            case Parameter.Kind.Switch _ -> {
                values.add(new Setting.Flag(true));
                values.add(new Setting.Flag(false));
            }
            case Parameter.Kind.OneOf _, Parameter.Kind.Whole _, Parameter.Kind.Real _, Parameter.Kind.Numbers _,
                 Parameter.Kind.Path _ -> { }
        }
        return values;
    }

    private static boolean isLegal(Parameter parameter, Setting setting) {
        try {
            parameter.check(parameter.id(), setting);
            return true;
        } catch (InvalidParameterException e) {
            return false;
        }
    }
}
