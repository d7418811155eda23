package samplerscope.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Op;
import samplerscope.solver.Plan;
import samplerscope.solver.Step;

/// A plan as plain rows: the very coefficients that a run executes, for people to read.
public record PlanTable(List<Row> rows) {

    public PlanTable {
        rows = List.copyOf(rows);
    }

    /// @param step        index, from 0
    /// @param solver      what took the step
    /// @param evaluations model evaluations of the step, before guidance
    /// @param lines       one per instruction
    public record Row(int step, String solver, NoiseLevel from, NoiseLevel to, int evaluations, int draws,
                      List<Line> lines) {
        public Row {
            lines = List.copyOf(lines);
        }
    }

    /// @param into  the register written
    /// @param kind  what the instruction does
    /// @param terms of a combination; empty otherwise
    /// @param text  the instruction as one line
    public record Line(String into, Kind kind, List<Coefficient> terms, String text) {
        public Line {
            terms = List.copyOf(terms);
        }
    }

    public enum Kind { EVALUATE, COMBINE, DRAW }

    /// @param value    full precision
    /// @param register what it multiplies
    public record Coefficient(double value, String register) {}

    public static PlanTable of(Plan plan) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < plan.steps().size(); i++) {
            Step step = plan.steps().get(i);
            rows.add(new Row(i, plan.strategy().solvers().get(i).toString(), step.from(), step.to(),
                step.evaluations(), step.draws(), step.ops().stream().map(PlanTable::line).toList()));
        }
        return new PlanTable(rows);
    }

    private static Line line(Op op) {
        String into = op.into().toString();
        return switch (op) {
            case Op.Evaluate(var _, var x, NoiseLevel at, var as) -> new Line(into, Kind.EVALUATE, List.of(),
                String.format(Locale.ROOT, "%s <- %s of model(%s) at lambda %.6g", into,
                    as.name().toLowerCase(Locale.ROOT), x, at.lambda()));
            case Op.Combine(var _, var terms) -> {
                var coefficients = terms.stream()
                    .map(t -> new Coefficient(t.coefficient(), t.slot().toString())).toList();
                yield new Line(into, Kind.COMBINE, coefficients, into + " <- " + sum(coefficients));
            }
            case Op.Draw _ -> new Line(into, Kind.DRAW, List.of(), into + " <- fresh normal noise");
        };
    }

    private static String sum(List<Coefficient> terms) {
        if (terms.isEmpty()) {
            return "0";
        }
        var text = new StringBuilder();
        for (Coefficient c : terms) {
            text.append(text.isEmpty() ? (c.value() < 0 ? "-" : "") : (c.value() < 0 ? " - " : " + "));
            text.append(String.format(Locale.ROOT, "%.6g %s", StrictMath.abs(c.value()), c.register()));
        }
        return text.toString();
    }
}
