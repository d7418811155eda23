package samplerscope.app.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import samplerscope.SamplerscopeException;
import samplerscope.metric.Metric;
import samplerscope.metric.MetricFamily;
import samplerscope.registry.Settings;
import samplerscope.spec.Catalog;
import samplerscope.spec.RunSpec;
import samplerscope.sweep.KeptSweep;
import samplerscope.sweep.SweepAxis;
import samplerscope.sweep.SweepSpec;

/// What is typed on the shelf of axes. Lives on the FX thread.
final class SweepDraft {

    /// Columns, rows, blocks, and blocks of blocks.
    static final List<String> NAMES = List.of("X", "Y", "Z", "W");
    static final List<String> FIELDS = List.of(SweepAxis.SOLVER, SweepAxis.NFE, SweepAxis.STEPS, SweepAxis.GUIDANCE,
        SweepAxis.SEED, SweepAxis.GRID, SweepAxis.SCHEDULE, SweepAxis.MODEL, SweepAxis.PREDICTION);
    static final String NONE = "";

    private static final int POINTS = 512;
    private static final int FEW = 64;

    /// @param field  empty for an axis that is not used
    /// @param values as they are typed
    record Line(StringProperty field, StringProperty values) {

        static Line of(String field, String values) {
            return new Line(new SimpleStringProperty(field), new SimpleStringProperty(values));
        }

        void set(String changedField, String changedValues) {
            field.set(changedField);
            values.set(changedValues);
        }
    }

    private final List<Line> lines = IntStream.range(0, NAMES.size()).mapToObj(_ -> Line.of(NONE, "")).toList();
    private final StringProperty baseline = new SimpleStringProperty(this, "baseline", NONE);
    private final StringProperty metric = new SimpleStringProperty(this, "metric", NONE);
    private final IntegerProperty samples = new SimpleIntegerProperty(this, "samples", POINTS);

    /// Solvers against budgets, which is what most people want first.
    SweepDraft(RunSpec.Denoise spec) {
        samples.set(spec.samples() <= FEW ? spec.samples() : Math.min(POINTS, spec.samples()));
        lines.get(0).set(SweepAxis.NFE, "5,8,12,20");
        lines.get(1).set(SweepAxis.SOLVER, "ddim,dpmpp-2m,dpmpp-3m,unipc-2");
        baseline.set(SweepAxis.SOLVER + "=ddim");
    }

    /// X, Y, Z, W.
    List<Line> lines() {
        return lines;
    }

    /// `field=value`, or empty for none.
    StringProperty baseline() {
        return baseline;
    }

    /// Id of a metric of sets that every cell is measured by besides its error, or empty.
    StringProperty metric() {
        return metric;
    }

    IntegerProperty samples() {
        return samples;
    }

    /// Everything that, when it changes, changes what is swept.
    List<ObservableValue<?>> all() {
        var all = new ArrayList<ObservableValue<?>>(List.of(baseline, metric, samples));
        lines.forEach(line -> all.addAll(List.of(line.field(), line.values())));
        return all;
    }

    /// The sweep of a spec, the columns running fastest.
    ///
    /// @throws samplerscope.SamplerscopeException that says what is wrong
    SweepSpec read(RunSpec.Denoise spec, Catalog catalog) {
        var axes = new ArrayList<SweepAxis>();
        for (Line line : lines) {
            if (!line.field().get().isBlank()) {
                axes.add(SweepAxis.of(line.field().get().strip() + "=" + line.values().get()));
            }
        }
        Collections.reverse(axes);
        var sweep = new SweepSpec(spec.withSamples(samples.get()), axes, base(axes));
        sweep.check(catalog);
        return sweep;
    }

    /// Puts an earlier sweep on the shelf, as it was typed.
    void take(KeptSweep sweep) {
        List<SweepAxis> axes = sweep.spec().axes().reversed();
        for (int i = 0; i < lines.size(); i++) {
            if (i < axes.size()) {
                lines.get(i).set(axes.get(i).field(), String.join(",", axes.get(i).values()));
            } else {
                lines.get(i).set(NONE, "");
            }
        }
        samples.set(sweep.spec().base().samples());
        metric.set(sweep.metrics().stream().findFirst().orElse(NONE));
        baseline.set(sweep.spec().baseline().entrySet().stream().findFirst().map(b -> b.getKey() + "=" + b.getValue())
            .orElse(NONE));
    }

    /// A baseline whose axis or value is gone compares with nothing.
    private Map<String, String> base(List<SweepAxis> axes) {
        return baselines(axes).contains(baseline.get())
            ? Map.of(baseline.get().split("=", 2)[0], baseline.get().split("=", 2)[1]) : Map.of();
    }

    /// What can be a baseline now.
    List<String> baselines() {
        var axes = new ArrayList<SweepAxis>();
        for (Line line : lines) {
            try {
                axes.add(SweepAxis.of(line.field().get().strip() + "=" + line.values().get()));
            } catch (SamplerscopeException e) {
                continue; // half typed: it has no values yet
            }
        }
        return baselines(axes);
    }

    private static List<String> baselines(List<SweepAxis> axes) {
        return axes.stream().flatMap(a -> a.values().stream().map(v -> a.field() + "=" + v)).toList();
    }

    /// Metrics that compare sets.
    static List<MetricFamily> metrics(Catalog catalog) {
        return catalog.metrics().all().stream().filter(f -> f.create().apply(
            Settings.of(f.id(), f.parameters(), Map.of())) instanceof Metric.OfSets).toList();
    }

    /// What an axis begins with when its field is chosen.
    static String usualValues(String field, RunSpec.Denoise spec, int samples) {
        return switch (field) {
            case SweepAxis.SOLVER -> "ddim,dpmpp-2m,dpmpp-3m,unipc-2";
            case SweepAxis.NFE -> "5,8,12,20";
            case SweepAxis.STEPS -> "5,10,20";
            case SweepAxis.GUIDANCE -> "1,2,4,7.5";
            // As far apart as there are samples: closer seeds share some.
            case SweepAxis.SEED -> "%d..%d step %d".formatted(spec.seed(), spec.seed() + 2L * samples, samples);
            case SweepAxis.GRID -> "uniform-lambda,karras,uniform-t";
            case SweepAxis.SCHEDULE -> "vp-linear,vp-cosine";
            case SweepAxis.MODEL -> spec.model().id();
            case SweepAxis.PREDICTION -> "data,noise";
            default -> "";
        };
    }

    /// Ids that an axis can take; empty where it takes numbers.
    static List<String> choices(String field, Catalog catalog) {
        return switch (field) {
            case SweepAxis.SOLVER -> Catalog.ids(catalog.solvers());
            case SweepAxis.GRID -> Catalog.ids(catalog.grids());
            case SweepAxis.SCHEDULE -> Catalog.ids(catalog.schedules());
            case SweepAxis.MODEL -> Catalog.ids(catalog.models());
            default -> List.of();
        };
    }
}
