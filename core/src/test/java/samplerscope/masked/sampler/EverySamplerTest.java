package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.masked.Canvas;
import samplerscope.masked.Decoding;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.Passes;
import samplerscope.masked.Streams;
import samplerscope.masked.TinyAttention;
import samplerscope.masked.TinyChain;
import samplerscope.masked.UnmaskStep;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// What holds for every sampler in the list, with the settings it has by itself.
class EverySamplerTest {

    private static final TinyChain CHAIN = TinyChain.b();
    private static final TinyAttention NET = new TinyAttention(32, 8, 1);
    private static final int[] PROMPT = prompt();

    static List<MaskedSamplerFamily> families() {
        return BuiltInMaskedSamplers.families();
    }

    private static int[] prompt() {
        int[] prompt = Canvas.hidden(32);
        prompt[0] = 3;
        prompt[9] = 5;
        prompt[10] = 5;
        prompt[31] = 0;
        return prompt;
    }

    /// A world, or a network where keys and values are to be kept.
    private static MaskPredictor model(MaskedSamplerFamily family) {
        boolean keeps = family.parameters().stream().anyMatch(p -> p.id().equals("cache")
            && !p.standard().orElseThrow().equals(new Setting.Word("none")));
        return keeps ? NET : CHAIN;
    }

    private static MaskedSampler standard(MaskedSamplerFamily family) {
        return family.create().apply(Settings.of(family.id(), family.parameters(), Map.of()));
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyCanvasIsFilledAndThePromptStands(MaskedSamplerFamily family) {
        List<UnmaskStep> steps = Told.by(standard(family), model(family), PROMPT, 5);
        int[] end = steps.getLast().state();
        assertEquals(0, Canvas.masked(end));
        for (int i : new int[] {0, 9, 10, 31}) {
            assertEquals(PROMPT[i], end[i]);
        }
        assertTrue(steps.size() <= 4 * 28, steps.size() + " steps");
    }

    @ParameterizedTest
    @MethodSource("families")
    void stepsTellWhatHappened(MaskedSamplerFamily family) {
        int[] state = PROMPT.clone();
        int passes = 0;
        for (UnmaskStep step : Told.by(standard(family), model(family), PROMPT, 6)) {
            for (UnmaskStep.Commit commit : step.committed()) {
                state[commit.position()] = commit.token();
                assertTrue(commit.probability() > 0 && commit.probability() <= 1 + 1e-12, "" + commit);
            }
            step.remasked().forEach(i -> state[i] = step.state()[i]);
            assertArrayEquals(state, step.state());
            assertTrue(step.passes() >= passes && step.rows() >= step.passes());
            passes = step.passes();
            step.view().ifPresent(v -> {
                assertEquals(v.positions().size(), v.scores().size());
                v.also().values().forEach(numbers -> assertEquals(v.positions().size(), numbers.size()));
            });
            assertTrue(step.scalars().values().stream().allMatch(Double::isFinite), "" + step.scalars());
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void theSameSeedIsTheSameStory(MaskedSamplerFamily family) {
        List<UnmaskStep> one = Told.by(standard(family), model(family), PROMPT, 7);
        List<UnmaskStep> two = Told.by(standard(family), model(family), PROMPT, 7);
        assertEquals(one.stream().map(UnmaskStep::committed).toList(), two.stream().map(UnmaskStep::committed).toList());
        assertEquals(one.stream().map(UnmaskStep::scalars).toList(), two.stream().map(UnmaskStep::scalars).toList());
    }

    @ParameterizedTest
    @MethodSource("families")
    void aFullCanvasStandsAsItIs(MaskedSamplerFamily family) {
        int[] full = CHAIN.sample(PROMPT, Streams.stream(1, 1, 1));
        Decoding decoding = standard(family).begin(full, new Passes(model(family)), Streams.of(1, 0));
        while (!decoding.isDone()) { // revising samplers go through their times
            decoding.step();
        }
        assertArrayEquals(full, decoding.state());
        assertThrows(IllegalStateException.class, decoding::step);
    }

    @ParameterizedTest
    @MethodSource("families")
    void oneHiddenPositionIsEnough(MaskedSamplerFamily family) {
        int[] nearly = CHAIN.sample(PROMPT, Streams.stream(1, 1, 1));
        nearly[17] = Canvas.MASK;
        assertNotEquals(Canvas.MASK, Told.tokens(standard(family), model(family), nearly, 1)[17]);
    }
}
