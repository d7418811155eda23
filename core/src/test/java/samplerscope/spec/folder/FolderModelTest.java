package samplerscope.spec.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.ConditionException;
import samplerscope.model.Model;
import samplerscope.registry.Setting;
import samplerscope.schedule.DiscreteVp;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.Parameterization;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;
import samplerscope.tensor.TensorBackend;

/// Folders of each make against what PyTorch computed from the same weights, with a loop that shares no code with ours.
class FolderModelTest {

    /// float32 networks of two runtimes, a few hundred additions each.
    private static final double SAME = 1e-4;
    /// Numbers of 11 bits, near 1: each of the two runtimes rounds every layer, each in its own way.
    private static final double SAME_IN_HALF = 4e-3;
    /// Levels are written in full; tables are summed in another order.
    private static final double SAME_LEVEL = 1e-9;

    @ParameterizedTest
    @ValueSource(strings = {"ddpm", "ddpm-whole-scalar-time", "sample", "velocity", "own-betas", "flow", "classes",
        "null-class"})
    void aFolderPredictsAndStepsAsPyTorchDoes(String name) {
        agree(name, SAME);
    }

    @Test
    void aFolderInFloat16PredictsAndStepsAsPyTorchDoesInFloat16() {
        agree("half", SAME_IN_HALF);
    }

    private static void agree(String name, double same) {
        Golden golden = Golden.read(name);
        try (Model model = Folders.open(Folders.of(name)); TensorBackend backend = new Float64Backend(1)) {
            assertEquals(golden.shape(), model.card().sampleShape());
            double[] x = golden.states().getFirst();
            for (int i = 0; i + 1 < golden.levels().size(); i++) {
                NoiseLevel from = level(model, golden.levels().get(i));
                NoiseLevel to = level(model, golden.levels().get(i + 1));
                double[] output = answer(model, backend, golden, x, from);
                assertArrayEquals(golden.outputs().get(i), output, same, "output of step " + i);
                x = stepped(x, output, model.denoiser(new Binding(backend, golden.condition(0), 0, 0))
                    .parameterization(), from, to);
                assertArrayEquals(golden.states().get(i + 1), x, same, "state after step " + i);
            }
        }
    }

    /// Each row alone, since each has a class of its own.
    private static double[] answer(Model model, TensorBackend backend, Golden golden, double[] x, NoiseLevel at) {
        var all = new double[x.length];
        int size = x.length / 2;
        for (int row = 0; row < 2; row++) {
            var part = new double[size];
            System.arraycopy(x, row * size, part, 0, size);
            var state = backend.allocate(new Shape(1, golden.shape()));
            var into = backend.allocate(state.shape());
            backend.copyFrom(part, state);
            try (var denoiser = model.denoiser(new Binding(backend, golden.condition(row), 0, 0))) {
                denoiser.evaluate(state, at, into);
            }
            into.copyTo(part);
            System.arraycopy(part, 0, all, row * size, size);
        }
        return all;
    }

    private static double[] stepped(double[] x, double[] output, Parameterization form, NoiseLevel from, NoiseLevel to) {
        var data = form.to(Parameterization.DATA, from);
        var noise = form.to(Parameterization.NOISE, from);
        var next = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            next[i] = to.alpha() * (data.ofState() * x[i] + data.ofOutput() * output[i])
                + to.sigma() * (noise.ofState() * x[i] + noise.ofOutput() * output[i]);
        }
        return next;
    }

    /// The schedule's own level, compared with the one that PyTorch stood at.
    private static NoiseLevel level(Model model, double[] written) {
        NoiseSchedule schedule = model.nativeSchedule().orElseThrow();
        NoiseLevel level = schedule instanceof DiscreteVp table ? table.ofTrainingStep((int) written[2])
            : schedule.atLambda(StrictMath.log(written[0] / written[1]));
        assertEquals(written[0], level.alpha(), SAME_LEVEL);
        assertEquals(written[1], level.sigma(), SAME_LEVEL);
        return level;
    }

    @Test
    void aSampleDoesNotDependOnTheBatchAroundIt() {
        Golden golden = Golden.read("ddpm");
        try (Model model = Folders.open(Folders.of("ddpm")); TensorBackend backend = new Float64Backend(1);
             var denoiser = model.denoiser(new Binding(backend))) {
            var state = backend.allocate(new Shape(2, golden.shape()));
            var into = backend.allocate(state.shape());
            backend.copyFrom(golden.states().getFirst(), state);
            NoiseLevel at = level(model, golden.levels().getFirst());
            denoiser.evaluate(state, at, into);
            var together = new double[state.shape().size()];
            into.copyTo(together);
            assertArrayEquals(answer(model, backend, golden, golden.states().getFirst(), at), together);
        }
    }

    @Test
    void theScheduleHasTheNameThatASpecCallsIt() {
        try (Model velocity = Folders.open(Folders.of("velocity")); Model own = Folders.open(Folders.of("own-betas"))) {
            assertEquals("scaled-linear", velocity.scheduleName().orElseThrow().id());
            NoiseSchedule named = velocity.scheduleName().orElseThrow().schedule();
            NoiseSchedule exact = velocity.nativeSchedule().orElseThrow();
            assertEquals(exact.at(0.5), named.at(0.5));
            assertEquals(0, exact.at(1).alpha());
            assertEquals(StrictMath.scalb(1.0, -12), named.at(1).alpha(), 1e-15, "grids in lambda need a trace of signal");
            assertTrue(own.scheduleName().isEmpty());
        }
    }

    @Test
    void aNetworkThatNeedsAClassIsNotAskedWithoutOne() {
        try (Model model = Folders.open(Folders.of("classes")); TensorBackend backend = new Float64Backend(1)) {
            assertTrue(model.needsClass());
            var without = new Binding(backend);
            assertThrows(ConditionException.class, () -> model.denoiser(without));
            assertEquals(List.of("0", "1", "2"), model.card().classes());
        }
        try (Model model = Folders.open(Folders.of("null-class"))) {
            assertEquals(List.of("kind 0", "kind 1", "kind 2"), model.card().classes());
        }
    }

    @Test
    void theLastClassCanBeNamedAsTheOneForNone() {
        try (Model model = Folders.open(Folders.of("classes"), Map.of("null-class", new Setting.Num(2)))) {
            assertEquals(List.of("0", "1"), model.card().classes());
        }
    }

    @Test
    void checksumsNameEveryFileThatTheModelIsMadeFrom() {
        try (Model model = Folders.open(Folders.of("ddpm"))) {
            assertEquals(List.of("model_index.json", "scheduler/scheduler_config.json", "unet/config.json",
                "unet/model.onnx", "unet/model.onnx_data"), List.copyOf(model.checksums().keySet()));
        }
    }

    /// What the script wrote.
    ///
    /// @param labels one per row; empty where there are no classes
    private record Golden(List<Integer> shape, List<Integer> labels, List<double[]> levels, List<double[]> outputs,
                          List<double[]> states) {

        static Golden read(String name) {
            Path file = Folders.of(name + ".json");
            var root = (Json.Obj) JsonReader.read(FileAccess.readText(file), file.toString());
            var labels = new ArrayList<Integer>();
            rows(root, "labels").forEach(row -> {
                for (double label : row) {
                    labels.add((int) label);
                }
            });
            var shape = new ArrayList<Integer>();
            for (double side : row(root.get("shape").orElseThrow())) {
                shape.add((int) side);
            }
            return new Golden(shape, labels, rows(root, "levels"), rows(root, "outputs"), rows(root, "states"));
        }

        Condition condition(int row) {
            int classes = shape.isEmpty() || labels.isEmpty() ? 0 : 3;
            return labels.isEmpty() || labels.get(row) == classes ? Condition.NONE
                : new Condition.OfClass(labels.get(row));
        }

        private static List<double[]> rows(Json.Obj root, String name) {
            return ((Json.Arr) root.get(name).orElseThrow()).items().stream().map(Golden::row).toList();
        }

        private static double[] row(Json json) {
            return ((Json.Arr) json).items().stream().mapToDouble(n -> ((Json.Num) n).value()).toArray();
        }
    }
}
