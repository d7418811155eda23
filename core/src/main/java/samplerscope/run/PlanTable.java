package samplerscope.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.solver.Op;
import samplerscope.solver.Plan;
import samplerscope.solver.Step;
import samplerscope.solver.Weight;

/// A plan as plain rows: the very coefficients that a run executes, for people to read.
public record PlanTable(List<Row> rows) {

    public PlanTable {
        rows = List.copyOf(rows);
    }

    /// @param step        index, from 0
    /// @param solver      what took the step
    /// @param evaluations model evaluations of the step, before guidance
    /// @param reads       what the model is asked for, each once, in the order of the evaluations
    /// @param lines       one per instruction
    public record Row(int step, String solver, NoiseLevel from, NoiseLevel to, int evaluations, int draws,
                      List<Parameterization> reads, List<Line> lines) {
        public Row {
            reads = List.copyOf(reads);
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

    public enum Kind { EVALUATE, COMBINE, DRAW, CLAMP, REMEMBER }

    /// @param value    full precision; the mean where a weight has one number per element or direction
    /// @param register what it multiplies, and how
    public record Coefficient(double value, String register) {}

    public static PlanTable of(Plan plan) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < plan.steps().size(); i++) {
            Step step = plan.steps().get(i);
            rows.add(new Row(i, plan.strategy().solvers().get(i).toString(), step.from(), step.to(),
                step.evaluations(), step.draws(), reads(step), step.ops().stream().map(PlanTable::line).toList()));
        }
        return new PlanTable(rows);
    }

    private static List<Parameterization> reads(Step step) {
        return step.ops().stream().filter(Op.Evaluate.class::isInstance).map(op -> ((Op.Evaluate) op).as()).distinct()
            .toList();
    }

    private static Line line(Op op) {
        String into = op.into().toString();
        return switch (op) {
            case Op.Evaluate(var _, var x, NoiseLevel at, var as) -> new Line(into, Kind.EVALUATE, List.of(),
                String.format(Locale.ROOT, "%s <- %s of model(%s) at lambda %.6g", into,
                    as.name().toLowerCase(Locale.ROOT), x, at.lambda()));
            case Op.Combine(var _, var terms) -> {
                var coefficients = terms.stream()
                    .map(PlanTable::coefficient).toList();
                yield new Line(into, Kind.COMBINE, coefficients, into + " <- " + sum(coefficients));
            }
            case Op.Draw _ -> new Line(into, Kind.DRAW, List.of(), into + " <- fresh normal noise");
            case Op.Clamp(var _, var x, var t) -> new Line(into, Kind.CLAMP, List.of(), String.format(Locale.ROOT,
                "%s <- %s clamped at its quantile %.6g, within %.6g and %.6g", into, x, t.quantile(), t.floor(),
                t.ceiling()));
            case Op.Remember(var x, var output, NoiseLevel at, var as) -> new Line(into, Kind.REMEMBER, List.of(),
                String.format(Locale.ROOT, "later steps read %s as %s at %s, lambda %.6g", output,
                    as.name().toLowerCase(Locale.ROOT), x, at.lambda()));
        };
    }

    private static Coefficient coefficient(Op.Term term) {
        String slot = term.slot().toString();
        return switch (term.weight()) {
            case Weight.Scalar(double value) -> new Coefficient(value, slot);
            case Weight.PerElement(var values) ->
                new Coefficient(Arrays.stream(values).average().orElse(0), slot + " (mean of one per element)");
            case Weight.PerDirection(var directions, var along, double across) -> {
                double sum = Arrays.stream(along).sum() + across * (directions.dimension() - directions.rank());
                yield new Coefficient(sum / directions.dimension(), slot + " (mean of one per direction)");
            }
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
