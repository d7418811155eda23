package samplerscope.spec.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.ConditionException;
import samplerscope.model.Denoiser;
import samplerscope.model.Guided;
import samplerscope.model.Model;
import samplerscope.model.onnx.Numbers;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;
import samplerscope.schedule.DiscreteVp;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.Parameterization;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.ModelChoice;
import samplerscope.spec.Resolver;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;
import samplerscope.tensor.TensorBackend;

/// Folders of models that are asked by text, stage by stage against what PyTorch computed from the same weights:
/// tokens, embeddings, predictions, latents after each step, pictures.
class TextModelTest {

    /// float32 networks of two runtimes, a few hundred additions each.
    private static final double SAME = 1e-4;

    @ParameterizedTest
    @ValueSource(strings = {"sd1", "sd2", "xl", "xl-told", "sd3", "sd3-two"})
    void tokensAreThoseOfBytePairEncoding(String name) {
        TextGolden golden = TextGolden.read(name);
        try (var folder = new FolderReader(ModelFolder.of(Folders.of(name)))) {
            golden.tokens().forEach((part, expected) -> {
                int length = expected.getFirst().length;
                FolderTokenizer tokenizer = FolderTokenizer.of(folder, part, length + 1);
                assertEquals(length, tokenizer.length(), "the config bounds it");
                assertArrayEquals(expected.get(0), doubles(tokenizer.of(golden.condition().prompt()).ids()));
                assertArrayEquals(expected.get(1), doubles(tokenizer.of(golden.condition().negative()).ids()));
                FolderTokenizer.Tokens cut = tokenizer.of("the cat and the hat ".repeat(9));
                assertArrayEquals(expected.get(2), doubles(cut.ids()));
                assertEquals(length, cut.used());
                assertTrue(cut.lost() >= 9 * 5 + 1 - length, "each of the words is a token: " + cut.lost());
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sd1", "sd2", "xl", "xl-told", "sd3", "sd3-two"})
    void theNetworkIsToldWhatPyTorchTellsIt(String name) {
        TextGolden golden = TextGolden.read(name);
        try (FolderModel model = (FolderModel) Folders.open(Folders.of(name), golden.size())) {
            Map<String, Numbers> prompt = model.told(golden.condition());
            Map<String, Numbers> negative = model.told(golden.condition().unguided());
            assertEquals(golden.told().keySet(), prompt.keySet());
            golden.told().forEach((input, expected) -> {
                assertArrayEquals(expected.get(0), doubles(prompt.get(input).values()), SAME, input);
                assertArrayEquals(expected.get(1), doubles(negative.get(input).values()), SAME, input);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sd1", "sd2", "xl", "xl-told", "sd3", "sd3-two"})
    void predictionsAndLatentsAreThoseOfPyTorch(String name) {
        TextGolden golden = TextGolden.read(name);
        try (Model model = Folders.open(Folders.of(name), golden.size());
             TensorBackend backend = new Float64Backend(1)) {
            assertEquals(golden.shape(), model.card().sampleShape());
            var asked = new Binding(backend, golden.condition(), 0, 0);
            double[] x = golden.states().getFirst();
            for (int i = 0; i + 1 < golden.levels().size(); i++) {
                NoiseLevel from = level(model, golden.levels().get(i));
                NoiseLevel to = level(model, golden.levels().get(i + 1));
                var at = new Asked(backend, golden.shape(), from);
                var without = asked.with(golden.condition().unguided());
                assertArrayEquals(golden.outputs(i).get(0), at.answer(model.denoiser(asked), x), SAME);
                assertArrayEquals(golden.outputs(i).get(1), at.answer(model.denoiser(without), x), SAME);
                Denoiser guided = Guided.of(model, asked, golden.scale());
                x = stepped(x, at.answer(guided, x), guided.parameterization(), from, to);
                assertArrayEquals(golden.states().get(i + 1), x, SAME, "latents after step " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sd1", "sd2", "xl", "xl-told", "sd3", "sd3-two"})
    void latentsDecodeToThePicturesOfPyTorch(String name) {
        TextGolden golden = TextGolden.read(name);
        try (Model model = Folders.open(Folders.of(name), golden.size())) {
            double[] x = golden.states().getLast();
            float[] pictures = model.decoder().orElseThrow().decode(floats(x));
            assertEquals(2 * golden.picture().length, pictures.length);
            assertArrayEquals(golden.picture(), IntStream.range(0, golden.picture().length)
                .mapToDouble(i -> pictures[i]).toArray(), SAME);
        }
    }

    /// Two samples at a noise level.
    private record Asked(TensorBackend backend, List<Integer> shape, NoiseLevel at) {

        /// Closes the denoiser.
        double[] answer(Denoiser denoiser, double[] x) {
            try (denoiser) {
                var state = backend.allocate(new Shape(2, shape));
                var into = backend.allocate(state.shape());
                backend.copyFrom(x, state);
                denoiser.evaluate(state, at, into);
                var all = new double[x.length];
                into.copyTo(all);
                return all;
            }
        }
    }

    private static double[] stepped(double[] x, double[] output, Parameterization form, NoiseLevel from,
                                    NoiseLevel to) {
        var data = form.to(Parameterization.DATA, from);
        var noise = form.to(Parameterization.NOISE, from);
        var next = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            next[i] = to.alpha() * (data.ofState() * x[i] + data.ofOutput() * output[i])
                + to.sigma() * (noise.ofState() * x[i] + noise.ofOutput() * output[i]);
        }
        return next;
    }

    private static NoiseLevel level(Model model, double[] written) {
        NoiseSchedule schedule = model.nativeSchedule().orElseThrow();
        NoiseLevel level = schedule instanceof DiscreteVp table ? table.ofTrainingStep((int) written[2])
            : schedule.atLambda(StrictMath.log(written[0] / written[1]));
        assertEquals(written[0], level.alpha(), 1e-9);
        return level;
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static float[] floats(double[] values) {
        var all = new float[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (float) values[i];
        }
        return all;
    }

    @Test
    void whatIsTooLongForTheEncoderIsToldWithItsLength() {
        try (Model model = Folders.open(Folders.of("sd1"))) {
            var prompt = new Condition.OfText("cat ".repeat(30), "");
            var told = assertThrows(ConditionException.class, () -> model.check(prompt));
            assertEquals("the prompt has 32 tokens, and the model reads 24", told.happened());
            assertTrue(told.remedy().contains("by 8 tokens"), told.remedy());
            var negative = new Condition.OfText("cat", "cat ".repeat(30));
            assertTrue(assertThrows(ConditionException.class, () -> model.check(negative)).happened()
                .startsWith("the negative prompt"));
        }
    }

    @Test
    void aModelOfPixelsTakesNoText() {
        try (Model model = Folders.open(Folders.of("ddpm"))) {
            assertThrows(ConditionException.class, () -> model.check(new Condition.OfText("cat", "")));
            assertTrue(model.prompting().isEmpty());
        }
    }

    @Test
    void aSizeIsAMultipleOfWhatTheDecoderMakes() {
        for (String side : new String[] {"height", "width"}) {
            var told = assertThrows(InvalidParameterException.class,
                () -> Folders.open(Folders.of("sd1"), Map.of(side, new Setting.Num(30))));
            assertTrue(told.getMessage().contains("model." + side), told.getMessage());
            assertTrue(told.getMessage().contains("a multiple of 4, such as 28"), told.getMessage());
        }
    }

    @Test
    void aResolverLoadsAFolderOnceForAllItsSizes() {
        try (var resolver = new Resolver(Catalog.standard(Path.of("nowhere")))) {
            Choice choice = ModelChoice.ofPath(Folders.of("sd1").toString()).orElseThrow();
            var model = (FolderModel) resolver.model(choice, Path.of(""));
            var wide = (FolderModel) resolver.model(choice.with("width", new Setting.Num(64)), Path.of(""));
            assertNotSame(model, wide);
            assertSame(model.parts(), wide.parts());
        }
    }

    @Test
    void anotherSizeOfTheSameFolderSharesItsNetworks() {
        var model = (FolderModel) Folders.open(Folders.of("sd1"));
        var wide = (FolderModel) model.with(Folders.settings(Folders.of("sd1"), Map.of("width", new Setting.Num(64))))
            .orElseThrow();
        assertSame(model.parts(), wide.parts());
        model.close();
        assertEquals(3 * 32 * 64, wide.decoder().orElseThrow().decode(new float[4 * 8 * 16]).length);
        wide.close();
    }
}
