package samplerscope.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.registry.Family;
import samplerscope.registry.Registry;
import samplerscope.spec.Catalog;
import samplerscope.spec.ModelChoice;
import samplerscope.spec.RunSpec;

/// What is compared: a spec, the fields that change, and what the cells are compared with.
///
/// @param base     of every cell
/// @param axes     at least one, of different fields
/// @param baseline values by field; a cell is compared with the one that has these values and otherwise its own. With a
///                 value for every axis that is one cell for all, with the first solver it is the cell of that solver in
///                 the same column, and so on; empty compares with nothing
public record SweepSpec(RunSpec.Denoise base, List<SweepAxis> axes, Map<String, String> baseline) {

    /// More than a table that anybody reads.
    public static final int MOST_CELLS = 10_000;
    /// The ends of all runs are kept, so that they can be looked at: 256 MiB as float32.
    public static final long MOST_NUMBERS = 64L << 20;

    /// @throws InvalidSweepException if the axes clash, there are too many cells, or the baseline is not among them
    public SweepSpec {
        axes = List.copyOf(axes);
        baseline = Map.copyOf(baseline);
        if (axes.isEmpty()) {
            throw new InvalidSweepException("the sweep has no axis", "name a field and its values, as in solver=ddim,heun");
        }
        checkFields(axes);
        checkCount(axes);
        checkBaseline(axes, baseline);
    }

    private static void checkFields(List<SweepAxis> axes) {
        for (int i = 0; i < axes.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (axes.get(i).clashesWith(axes.get(j))) {
                    throw new InvalidSweepException("two axes change the same: '%s' and '%s'".formatted(
                        axes.get(j).field(), axes.get(i).field()), "keep one of them");
                }
            }
        }
    }

    private static void checkCount(List<SweepAxis> axes) {
        long cells = axes.stream().mapToLong(a -> a.values().size()).reduce(1, (a, b) -> StrictMath.min(a * b, 1L << 40));
        if (cells > MOST_CELLS) {
            throw new InvalidSweepException("the sweep has %d cells, and at most %d are run".formatted(cells, MOST_CELLS),
                "give the axes fewer values");
        }
    }

    private static void checkBaseline(List<SweepAxis> axes, Map<String, String> baseline) {
        baseline.forEach((field, value) -> {
            Optional<SweepAxis> axis = axes.stream().filter(a -> a.field().equals(field)).findFirst();
            if (axis.isEmpty()) {
                throw new InvalidSweepException("the baseline names '%s', which is no axis".formatted(field),
                    "take one of " + String.join(", ", axes.stream().map(SweepAxis::field).toList()));
            }
            if (!axis.get().values().contains(value)) {
                throw new InvalidSweepException("the baseline has the value %s, which is not on the axis '%s'".formatted(
                    value, field), "take one of " + String.join(", ", axis.get().values()));
            }
        });
    }

    /// Whether every id on an axis of solvers, grids, schedules or models can be chosen.
    ///
    /// @throws samplerscope.registry.UnknownIdException that lists those that can
    public void check(Catalog catalog) {
        for (SweepAxis axis : axes) {
            Optional<Registry<? extends Family>> registry = registry(axis.field(), catalog);
            axis.values().stream().filter(v -> !v.startsWith("{")).forEach(v -> registry.ifPresent(r -> r.get(v)));
            if (axis.field().equals(SweepAxis.MODEL)) {
                axis.values().stream().filter(v -> !v.startsWith("{")).forEach(v -> ModelChoice.of(v, catalog));
            }
        }
    }

    private static Optional<Registry<? extends Family>> registry(String field, Catalog catalog) {
        return switch (field) {
            case SweepAxis.SOLVER -> Optional.of(catalog.solvers());
            case SweepAxis.GRID -> Optional.of(catalog.grids());
            case SweepAxis.SCHEDULE -> Optional.of(catalog.schedules());
            default -> Optional.empty();
        };
    }

    /// The first seed of an axis that shares samples with an earlier one, and how far apart they should be; empty where
    /// none does.
    public Optional<String> sharedSamples() {
        int axis = axisOf(SweepAxis.SEED);
        if (axis < 0 || !base.noise().equals(RunSpec.Denoise.OWN_NOISE)) {
            return Optional.empty();
        }
        List<Long> seeds = axes.get(axis).values().stream().filter(v -> v.matches("-?\\d{1,18}")).map(Long::valueOf).sorted()
            .toList();
        for (int i = 1; i < seeds.size(); i++) {
            if (seeds.get(i) - seeds.get(i - 1) < base.samples()) {
                return Optional.of(("the seeds %d and %d share samples, which are counted once; with %d samples, take "
                    + "seeds %d apart, as in seed=%d,%d").formatted(seeds.get(i - 1), seeds.get(i), base.samples(),
                    base.samples(), seeds.getFirst(), seeds.getFirst() + base.samples()));
            }
        }
        return Optional.empty();
    }

    public int size() {
        return axes.stream().mapToInt(a -> a.values().size()).reduce(1, (a, b) -> a * b);
    }

    /// All cells, the last axis running fastest.
    public List<SweepCell> cells() {
        var cells = new ArrayList<SweepCell>();
        for (int i = 0; i < size(); i++) {
            cells.add(cell(i));
        }
        return List.copyOf(cells);
    }

    /// @param index `>= 0` and below {@link #size}
    public SweepCell cell(int index) {
        var places = new Integer[axes.size()];
        var values = new String[axes.size()];
        int rest = index;
        for (int a = axes.size() - 1; a >= 0; a--) {
            int length = axes.get(a).values().size();
            places[a] = rest % length;
            values[a] = axes.get(a).values().get(places[a]);
            rest /= length;
        }
        return new SweepCell(index, List.of(places), List.of(values));
    }

    /// The cell at a place on every axis.
    public SweepCell at(List<Integer> places) {
        int index = 0;
        for (int a = 0; a < axes.size(); a++) {
            index = index * axes.get(a).values().size() + places.get(a);
        }
        return cell(index);
    }

    /// The order in which cells are run: the ends of every axis first, then between them, so that the table is filled
    /// coarsely before it is filled finely.
    public List<SweepCell> order() {
        Comparator<SweepCell> coarse = Comparator.comparingInt(cell -> {
            int finest = 0;
            for (int a = 0; a < axes.size(); a++) {
                if (axes.get(a).isNumeric()) {
                    finest = StrictMath.max(finest, depth(cell.places().get(a), axes.get(a).values().size()));
                }
            }
            return finest;
        });
        return cells().stream().sorted(coarse.thenComparingInt(SweepCell::index)).toList();
    }

    /// How often a range must be halved until a place is one of its ends.
    private static int depth(int place, int length) {
        int low = 0;
        int high = length - 1;
        int depth = 0;
        while (place != low && place != high) {
            int middle = (low + high) >>> 1;
            depth++;
            if (place <= middle) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return depth;
    }

    /// The cell that another is compared with; empty for the baseline itself, and without one.
    public Optional<SweepCell> baselineOf(SweepCell cell) {
        var places = new ArrayList<Integer>(cell.places());
        for (int a = 0; a < axes.size(); a++) {
            SweepAxis axis = axes.get(a);
            if (baseline.containsKey(axis.field())) {
                places.set(a, axis.values().indexOf(baseline.get(axis.field())));
            }
        }
        return places.equals(cell.places()) ? Optional.empty() : Optional.of(at(places));
    }

    /// Values of a cell by field, in the order of the axes.
    public Map<String, String> fields(SweepCell cell) {
        var fields = new LinkedHashMap<String, String>();
        for (int a = 0; a < axes.size(); a++) {
            fields.put(axes.get(a).field(), cell.values().get(a));
        }
        return fields;
    }

    /// Place of an axis; -1 where no axis changes the field.
    public int axisOf(String field) {
        for (int a = 0; a < axes.size(); a++) {
            if (axes.get(a).field().equals(field)) {
                return a;
            }
        }
        return -1;
    }
}
