package samplerscope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.Denoiser;
import samplerscope.model.Model;
import samplerscope.model.ModelFamily;
import samplerscope.registry.Settings;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Recording;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.VpCosine;
import samplerscope.solver.Plan;
import samplerscope.solver.Solver;
import samplerscope.solver.Strategy;
import samplerscope.spec.Choice;
import samplerscope.tensor.Shape;
import samplerscope.tensor.TensorBackend;

/// A whole run of 20 steps of each bundled model, from noise to the last state.
final class ModelRunRows {

    private static final int STEPS = 20;
    private static final int POINTS = 10_000;
    private static final int PICTURES = 8;
    private static final List<String> PLANES = List.of("moons", "checkerboard", "moons-net", "moons-v-net",
        "moons-flow-net", "moons-edm-net", "checkerboard-flow-net");
    private static final List<String> PICTURE_NETWORKS = List.of("glyphs-net", NetworkContest.MODEL);

    private ModelRunRows() {}

    static List<BenchRow> all() {
        var rows = new ArrayList<BenchRow>();
        PLANES.forEach(model -> rows.add(row(model, POINTS, "points",
            model.equals("moons") ? BenchRow.Scale.QUICK : BenchRow.Scale.STANDARD)));
        PICTURE_NETWORKS.forEach(model -> rows.add(row(model, PICTURES, "pictures", BenchRow.Scale.STANDARD)));
        return rows;
    }

    private static BenchRow row(String model, int samples, String of, BenchRow.Scale scale) {
        return BenchRow.timed("run-" + model, "run", "%s, DPM-Solver++ (2M), 20 steps, %,d %s".formatted(model, samples, of),
            scale, place -> open(place, model, samples));
    }

    private static BenchRow.Measured open(BenchPlace place, String id, int samples) {
        Model model = bundled(place, id);
        NoiseSchedule schedule = model.nativeSchedule().orElseGet(() -> new VpCosine(0.008));
        Plan plan = Strategy.uniform(schedule, Samples.grid(schedule, STEPS), solver(place)).compile();
        var shape = new Shape(samples, model.card().sampleShape());
        TensorBackend backend = place.backend();
        Condition condition = model.card().classes().isEmpty() ? Condition.NONE : new Condition.EachClass();
        Denoiser denoiser = model.denoiser(new Binding(backend, condition, 0, 0));
        return new Timed(() -> Samples.end(DenoisingRun.fromNoise(plan, denoiser, backend, shape, 0, 0,
            new Recording(STEPS, 0))), () -> {
                denoiser.close();
                backend.close();
            }).with(seconds -> List.of(new BenchResult.Figure("rate", samples / seconds, "samples/s")));
    }

    static Solver solver(BenchPlace place) {
        var family = place.resolver().catalog().solvers().get("dpmpp-2m");
        return family.create().apply(Settings.of("solver", family.parameters(), Map.of()));
    }

    /// @throws SkippedException if it is not installed
    static Model bundled(BenchPlace place, String id) {
        if (place.resolver().catalog().models().all().stream().map(ModelFamily::id).noneMatch(id::equals)) {
            throw new SkippedException("the bundled model '%s' is not installed".formatted(id),
                "run the program where it was installed");
        }
        return place.resolver().model(Choice.of(id), place.assets());
    }
}
