package samplerscope.spec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.solver.Threshold;

/// A sampler by the name that papers and programs give it, and what to choose here to get it.
///
/// Many published names are one solver with a setting, or a solver on a grid of its own; this is the list to look them
/// up in.
///
/// @param name      as published
/// @param source    paper or program
/// @param order     global order on a smooth ODE, for one that draws the weak order; 0 where it has none
/// @param solver    with the settings that differ from its standard ones
/// @param grid      where the name includes one
/// @param schedule  where the name includes one
/// @param threshold where the name includes one
public record PublishedName(String name, String source, int order, Choice solver, Optional<Choice> grid,
                            Optional<Choice> schedule, Optional<Threshold> threshold) implements Family {

    static PublishedName of(String name, String source, int order, Choice solver) {
        return new PublishedName(name, source, order, solver, Optional.empty(), Optional.empty(), Optional.empty());
    }

    PublishedName on(Choice itsGrid) {
        return new PublishedName(name, source, order, solver, Optional.of(itsGrid), schedule, threshold);
    }

    PublishedName through(Choice itsSchedule) {
        return new PublishedName(name, source, order, solver, grid, Optional.of(itsSchedule), threshold);
    }

    PublishedName within(Threshold itsThreshold) {
        return new PublishedName(name, source, order, solver, grid, schedule, Optional.of(itsThreshold));
    }

    public static List<PublishedName> all() {
        return PublishedNames.ALL;
    }

    /// The spec with what the name stands for.
    public RunSpec.Denoise in(RunSpec.Denoise spec) {
        RunSpec.Denoise changed = spec.withSolvers(List.of(solver)).withGrid(grid.orElse(spec.grid()))
            .withSchedule(schedule.orElse(spec.schedule()));
        return threshold.isEmpty() ? changed : changed.withCall(new ModelCall(threshold, spec.call().labels()));
    }

    /// What to choose, for people: `unipc-3 evaluate-again=true; grid adaptive pair=12`.
    public String choice() {
        return text(solver) + grid.map(g -> "; grid " + text(g)).orElse("")
            + schedule.map(s -> "; schedule " + text(s)).orElse("")
            + threshold.map(t -> "; threshold quantile=%s".formatted(t.quantile())).orElse("");
    }

    private static String text(Choice choice) {
        return choice.id() + choice.settings().entrySet().stream()
            .map(e -> " %s=%s".formatted(e.getKey(), e.getValue().toString().replace("'", "")))
            .collect(Collectors.joining());
    }

    @Override
    public String id() {
        return name.toLowerCase(Locale.ROOT).replace("++", "pp").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }
}
