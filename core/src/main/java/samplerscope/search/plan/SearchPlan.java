package samplerscope.search.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;
import samplerscope.search.BuiltInMethods;
import samplerscope.search.Budget;
import samplerscope.search.Objective;
import samplerscope.search.SearchRequest;
import samplerscope.search.SearchSpace;
import samplerscope.search.UnsearchableException;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;

/// Many searches that belong together: every method at every number of model evaluations from every seed, each with the
/// same budget and judged alike.
///
/// A cell is one such search. Cells know nothing of each other, so that any machine may do any of them, in any order and
/// more than once, and all of them together always give the same result.
///
/// @param base    model, schedule, guidance and where runs start and stop
/// @param costs   model evaluations of one sample, searched one after the other
/// @param methods each with its settings
/// @param seeds   of the methods' own choices
/// @param budget  of each cell
public record SearchPlan(RunSpec.Denoise base, List<Cost> costs, List<Choice> methods, List<Long> seeds, Budget budget,
                         Objective objective, SearchSpace.Steps steps, SearchSpace.Grid grid) {

    /// Model evaluations of one sample: one number, or from one to another in the same search.
    public record Cost(int fewest, int most) {
        @Override
        public String toString() {
            return fewest == most ? Integer.toString(fewest) : fewest + "-" + most;
        }
    }

    /// @param number position in the plan, from 0
    public record Cell(int number, Cost cost, Choice method, long seed, SearchRequest request) {

        /// What its files are called; the number keeps apart what differs in settings only.
        public String name() {
            return String.format(Locale.ROOT, "%04d-%s-nfe%s-seed%d", number, method.id(), cost, seed);
        }
    }

    /// Equal numbers, methods or seeds would search the same thing twice.
    ///
    /// @throws samplerscope.SamplerscopeException for a method, setting or number that there is not
    public SearchPlan {
        costs = List.copyOf(costs);
        methods = List.copyOf(methods);
        seeds = List.copyOf(seeds);
        distinct("nfe", costs);
        distinct("methods", methods);
        distinct("seeds", seeds);
        methods.forEach(BuiltInMethods::check);
        for (Cost cost : costs) {
            var _ = new SearchSpace(cost.fewest(), cost.most(), steps, grid);
        }
    }

    private static void distinct(String place, List<?> values) {
        if (values.isEmpty()) {
            throw new UnsearchableException("the plan has no " + place, "name at least one");
        }
        if (new LinkedHashSet<>(values).size() < values.size()) {
            throw new UnsearchableException("the plan names the same in %s twice".formatted(place),
                "keep each one once");
        }
    }

    /// The standard search of a model at some numbers of evaluations, once.
    public static SearchPlan of(RunSpec.Denoise base, List<Integer> nfe) {
        return new SearchPlan(base, nfe.stream().map(n -> new Cost(n, n)).toList(), List.of(Choice.of("s3")),
            List.of(1L), Budget.ofCandidates(600), Objective.ToPath.STANDARD, SearchSpace.Steps.Free.STANDARD,
            SearchSpace.Grid.Free.AS_GIVEN);
    }

    public SearchPlan withCosts(List<Cost> changed) {
        return new SearchPlan(base, changed, methods, seeds, budget, objective, steps, grid);
    }

    public SearchPlan withBase(RunSpec.Denoise changed) {
        return new SearchPlan(changed, costs, methods, seeds, budget, objective, steps, grid);
    }

    public SearchPlan withMethods(List<Choice> changed) {
        return new SearchPlan(base, costs, changed, seeds, budget, objective, steps, grid);
    }

    public SearchPlan withSeeds(List<Long> changed) {
        return new SearchPlan(base, costs, methods, changed, budget, objective, steps, grid);
    }

    public SearchPlan withBudget(Budget changed) {
        return new SearchPlan(base, costs, methods, seeds, changed, objective, steps, grid);
    }

    public SearchPlan withObjective(Objective changed) {
        return new SearchPlan(base, costs, methods, seeds, budget, changed, steps, grid);
    }

    /// All cells: by cost, then method, then seed.
    public List<Cell> cells() {
        var cells = new ArrayList<Cell>();
        for (Cost cost : costs) {
            var space = new SearchSpace(cost.fewest(), cost.most(), steps, grid);
            for (Choice method : methods) {
                for (long seed : seeds) {
                    cells.add(new Cell(cells.size(), cost, method, seed,
                        new SearchRequest(base, space, objective, method, budget, seed)));
                }
            }
        }
        return List.copyOf(cells);
    }

    /// One part of several that have about as many cells each, and together all of them.
    ///
    /// @throws InvalidParameterException for a part that there is not
    /// @throws UnsearchableException     where the parts would depend on the speed of their machines
    public List<Cell> shard(Shard shard) {
        if (shard.of() > 1 && budget.seconds() > 0) {
            throw new UnsearchableException("a budget of %s seconds reaches further on a faster machine".formatted(
                new Setting.Num(budget.seconds())), "limit candidates or nfe to share a search, or do it whole");
        }
        return cells().stream().filter(cell -> cell.number() % shard.of() == shard.index()).toList();
    }
}
