package samplerscope.app.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import samplerscope.solver.SolverFamily;
import samplerscope.solver.StepCost;

/// A row of the list of solvers.
sealed interface LibraryRow {

    /// The heading of a group.
    record Heading(String title) implements LibraryRow {}

    /// @param nfe evaluations of an inner step
    record Solver(SolverFamily family, int nfe) implements LibraryRow {}

    /// Solvers that have all of some words, under their headings.
    static List<LibraryRow> grouped(List<SolverFamily> families, List<String> words) {
        var rows = new ArrayList<LibraryRow>();
        for (SolverFamily.Group group : SolverFamily.Group.values()) {
            List<Solver> found = families.stream().filter(f -> f.group() == group && matches(f, words))
                .map(f -> new Solver(f, StepCost.evaluations(f))).toList();
            if (!found.isEmpty()) {
                rows.add(new Heading(group.title()));
                rows.addAll(found);
            }
        }
        return rows;
    }

    private static boolean matches(SolverFamily family, List<String> words) {
        String all = String.join(" ", family.name(), family.id(), family.source(), family.notes(),
            family.group().title()).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(all::contains);
    }
}
