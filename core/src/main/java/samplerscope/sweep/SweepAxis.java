package samplerscope.sweep;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One direction of a sweep: a field of the spec and the values that it takes, in order.
///
/// @param field  a short name, see {@link #SHORT}, {@link #NFE}, or any path of the spec, as in `grid.rho`
/// @param values as `--set` takes them, all different
public record SweepAxis(String field, List<String> values) {

    /// Network evaluations, guidance included: as many steps as they pay for.
    public static final String NFE = "nfe";
    public static final String STEPS = "steps";
    public static final String SOLVER = "solver";
    public static final String GRID = "grid";
    public static final String SCHEDULE = "schedule";
    public static final String MODEL = "model";
    public static final String SEED = "seed";
    public static final String GUIDANCE = "guidance";
    public static final String PREDICTION = "prediction";

    /// Short names and the paths that they stand for.
    static final Map<String, String> SHORT = Map.of(STEPS, "grid.steps", SOLVER, "solvers", GRID, "grid",
        SCHEDULE, "schedule", MODEL, "model", SEED, "seed", GUIDANCE, "guidance.scale", PREDICTION,
        "solvers[0].prediction");

    /// Fields whose values are ids, or things with settings.
    private static final Set<String> CHOICES = Set.of(SOLVER, GRID, SCHEDULE, MODEL);

    /// @throws InvalidSweepException if there are no values, or one twice
    public SweepAxis {
        values = List.copyOf(values);
        if (field.isBlank()) {
            throw new InvalidSweepException("an axis names no field", "write it as solver=ddim,heun");
        }
        if (values.isEmpty()) {
            throw new InvalidSweepException("the axis '%s' has no values".formatted(field), "give it at least one");
        }
        var seen = new HashSet<String>();
        for (String value : values) {
            if (!seen.add(value)) {
                throw new InvalidSweepException("the axis '%s' has the value %s twice".formatted(field, value),
                    "name each value once");
            }
        }
    }

    /// Reads `solver=ddim,heun`, `nfe=4..20 step 2` or `grid.rho=1..9 log 5`.
    ///
    /// @throws InvalidSweepException that says what is wrong with it
    public static SweepAxis of(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new InvalidSweepException("there is no = behind the field of the axis '%s'".formatted(text),
                "write it as solver=ddim,heun or nfe=4..20 step 2");
        }
        String field = text.substring(0, equals).strip();
        return new SweepAxis(field, SweepValues.of(field, text.substring(equals + 1)));
    }

    /// Whether two fields change the same thing.
    boolean clashesWith(SweepAxis other) {
        return path(field).equals(path(other.field)) || isSize() && other.isSize();
    }

    private boolean isSize() {
        return field.equals(NFE) || path(field).equals(SHORT.get(STEPS));
    }

    /// The path that a field stands for.
    static String path(String field) {
        return SHORT.getOrDefault(field, field);
    }

    /// Whether the values are numbers, so that they can be drawn along a line.
    public boolean isNumeric() {
        return !CHOICES.contains(field) && values.stream().allMatch(SweepValues::isNumber);
    }

    /// As it is written: `solver=ddim,heun`.
    public String text() {
        return field + "=" + String.join(",", values);
    }
}
