package samplerscope.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.Denoiser;
import samplerscope.model.Model;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Recording;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.VpCosine;
import samplerscope.solver.Ddim;
import samplerscope.solver.Plan;
import samplerscope.solver.Strategy;
import samplerscope.spec.Json;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// The bundled network of colour pictures: a run beside the loop of diffusers in PyTorch, and a call beside the Python of
/// ONNX Runtime.
final class NetworkContest {

    static final String MODEL = "emoji-net";
    private static final String MODULE = "train_emoji";
    private static final String NETWORK = "EmojiNet";
    private static final int STEPS = 20;
    private static final int BATCH = 16;
    private static final int CLASS = 3;
    private static final double LABELS_PER_TIME = 1000;

    private NetworkContest() {}

    static List<Contest> all() {
        return List.of(
            new Contest("network-ddim", "bundled 32x32 network, DDIM 20 steps, batch 16, end to end", "network_ddim",
                List.of(Contest.Opponent.eager(1.2, 1.5), Contest.Opponent.compiled()), 1e-2, NetworkContest::run),
            new Contest("onnx-call", "bundled 32x32 network, one call, batch 16", "onnx_call",
                // A ratio of time of 1.03 is a ratio of speed of 1 / 1.03.
                List.of(new Contest.Opponent("onnxruntime", "ONNX Runtime in Python",
                    Optional.of(Goal.ratio(1 / 1.03, 1)))), 1e-5, NetworkContest::call));
    }

    private static Contest.Side run(BenchPlace place) {
        Model model = model(place);
        NoiseSchedule schedule = model.nativeSchedule().orElseGet(() -> new VpCosine(0.008));
        Plan plan = Strategy.uniform(schedule, Samples.grid(schedule, STEPS), new Ddim(0)).compile();
        var shape = new Shape(BATCH, model.card().sampleShape());
        float[] state = Samples.normal(shape.size(), 3);
        double[] start = Samples.doubles(state);
        TensorBackend backend = place.backend();
        Denoiser denoiser = denoiser(model, backend, 0);
        var end = new Snapshot[1];
        Runnable once = () -> end[0] = Samples.end(DenoisingRun.from(start, plan, denoiser, backend, shape, 0, 0,
            new Recording(STEPS, 0)));
        Json.Obj numbers = network(place, shape, MixtureContest.levels(plan)).with("labels", Json.numbers(
            plan.strategy().grid().levels().stream().map(NetworkContest::label).toList()));
        return new Contest.Side(once, () -> end[0].toDoubles(), numbers, Map.of("state", state),
            () -> close(denoiser, backend));
    }

    private static Contest.Side call(BenchPlace place) {
        Model model = model(place);
        NoiseLevel level = model.nativeSchedule().orElseGet(() -> new VpCosine(0.008)).at(0.5);
        var shape = new Shape(BATCH, model.card().sampleShape());
        float[] state = Samples.normal(shape.size(), 3);
        TensorBackend backend = place.backend();
        Denoiser denoiser = denoiser(model, backend, BATCH);
        Tensor x = backend.allocate(shape);
        backend.copyFrom(state, x);
        Tensor into = backend.allocate(shape);
        Json.Obj numbers = network(place, shape, Json.object()).with("label", label(level));
        return new Contest.Side(() -> denoiser.evaluate(x, level, into), () -> {
            var values = new double[shape.size()];
            into.copyTo(values);
            return values;
        }, numbers, Map.of("state", state), () -> close(denoiser, backend));
    }

    private static double label(NoiseLevel level) {
        return LABELS_PER_TIME * level.time();
    }

    /// @param rows per call; 0 as a run has it that says nothing
    private static Denoiser denoiser(Model model, TensorBackend backend, int rows) {
        return model.denoiser(new Binding(backend, new Condition.OfClass(CLASS), 0, rows));
    }

    private static void close(Denoiser denoiser, TensorBackend backend) {
        denoiser.close();
        backend.close();
    }

    static Model model(BenchPlace place) {
        return ModelRunRows.bundled(place, MODEL);
    }

    private static Json.Obj network(BenchPlace place, Shape shape, Json.Obj numbers) {
        Path training = place.assets().resolve("training").toAbsolutePath();
        if (!Files.isRegularFile(training.resolve(MODULE + ".py"))) {
            throw new SkippedException("the training scripts with the network in PyTorch are not installed",
                "run the benchmark in a checkout");
        }
        return numbers.with("training", training.toString()).with("module", MODULE).with("network", NETWORK)
            .with("model", place.assets().resolve("models").resolve(MODEL).resolve("model.onnx").toAbsolutePath().toString())
            .with("class", CLASS)
            .with("shape", sizes(shape));
    }

    private static Json sizes(Shape shape) {
        return Json.array(Stream.concat(Stream.of(shape.batch()), shape.sample().stream()).map(n -> Json.number((long) n))
            .toList());
    }
}
