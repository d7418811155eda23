package samplerscope.app.library;

import java.util.Comparator;
import java.util.List;
import samplerscope.app.study.Labels;
import samplerscope.solver.SolverFamily;
import samplerscope.solver.StepCost;

/// All solvers with their order and their cost.
public final class SolverList extends GroupedList<SolverFamily> {

    /// @param id node ids are `id-query` and `id-list`
    public SolverList(String id, List<SolverFamily> families) {
        super(id, "solvers", families.stream().sorted(Comparator.comparing(SolverFamily::group)).map(SolverList::item)
            .toList());
    }

    /// Shows all, with one selected and in sight.
    public void select(String solver) {
        select(family -> family.id().equals(solver));
    }

    private static LibraryRow.Item<SolverFamily> item(SolverFamily family) {
        return new LibraryRow.Item<>(family, family.group().title(), family.name(),
            "%s \u00b7 %d NFE".formatted(Labels.order(family), StepCost.evaluations(family)), String.join(" ",
                family.name(), family.id(), family.source(), family.notes(), family.group().title()));
    }
}
