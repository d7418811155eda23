package samplerscope.spec.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.Streams;
import samplerscope.masked.network.UnusableNetworkException;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.spec.Choice;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.MaskedCatalog;

/// Folders as `optimum-cli export onnx --task fill-mask` writes them, from models of transformers: see
/// `assets/training/tiny_fill_mask.py`.
class FillMaskFolderTest {

    private static final int BERT_MASK = 4;
    /// Numbers of `[PAD]`, `[UNK]`, `[CLS]`, `[SEP]`.
    private static final Integer[] BERT_NEVER = {0, 1, 2, 3};
    private static final int ROBERTA_MASK = 22;
    /// Numbers of `<s>`, `<pad>`, `<unk>`; `</s>`, which ends a text, may be written.
    private static final Integer[] ROBERTA_NEVER = {0, 1, 3};

    @TempDir
    private Path folder;

    @Test
    void bertSaysWhatPyTorchSays() {
        assertSays("bert", BERT_MASK, BERT_NEVER, 1e-4);
    }

    /// Half precision has 11 bits, and its logits are below 16.
    @Test
    void robertaInHalfPrecisionSaysWhatPyTorchSaysAsFarAsThatGoes() {
        assertSays("roberta", ROBERTA_MASK, ROBERTA_NEVER, 16.0 / (1 << 11) * 2);
    }

    /// @param tolerance of differences of logits, which logarithms of laws are up to a constant
    private static void assertSays(String name, int mask, Integer[] never, double tolerance) {
        Json.Obj golden = TinyNetworks.golden(name);
        List<int[]> rows = TinyNetworks.canvases(golden, "rows", mask);
        try (MaskedModel model = TinyNetworks.open(name, rows.getFirst().length)) {
            List<Prediction> told = model.predictor().evaluate(rows);

            for (int r = 0; r < rows.size(); r++) {
                for (int i : Canvas.maskedPositions(rows.get(r))) {
                    double[] expected = logs(TinyNetworks.law(golden, "logits", r, i, mask, never));
                    assertArrayEquals(expected, logs(told.get(r).at(i)), tolerance);
                }
            }
        }
    }

    /// Of what is impossible: -1000, as tolerances know no infinities.
    private static double[] logs(double[] law) {
        return IntStream.range(0, law.length).mapToDouble(v -> StrictMath.max(-1000, StrictMath.log(law[v]))).toArray();
    }

    @Test
    void theirTokenizersFilesAndConfigsSayWhatACardWould() {
        MaskedCard bert = NetworkFacts.of(TinyNetworks.ROOT.resolve("bert")).card();
        MaskedCard roberta = NetworkFacts.of(TinyNetworks.ROOT.resolve("roberta")).card();

        assertEquals(List.of("[MASK]", Optional.empty(), 16), List.of(bert.maskToken(), bert.endToken(), bert.canvas()));
        assertEquals(Set.of("[CLS]", "[SEP]", "[PAD]", "[UNK]"), Set.copyOf(bert.typedOnly()));
        assertEquals(List.of("<mask>", Optional.of("</s>"), 16), List.of(roberta.maskToken(), roberta.endToken(),
            roberta.canvas()));
        assertEquals(Set.of("<s>", "<pad>", "<unk>"), Set.copyOf(roberta.typedOnly()));
    }

    @Test
    void framesThatAreTypedStayAndAreNeverWritten() {
        try (MaskedModel model = TinyNetworks.open("bert", 16)) {
            int[] start = Canvas.starting(model.tokens().tokens("[CLS] the cats [MASK] on [MASK] . [SEP]"), model.predictor());

            for (String sampler : List.of("confidence", "random", "remdm")) {
                for (int n = 0; n < 5; n++) {
                    int[] end = decoded(sampler, start, model, n);
                    assertEquals("[CLS]", model.tokens().text(end[0]).strip());
                    assertTrue(IntStream.range(0, 16).filter(i -> start[i] == Canvas.MASK).allMatch(i -> end[i] > 3),
                        () -> sampler + ": " + IntStream.of(end).mapToObj(model.tokens()::text).toList());
                }
            }
        }
    }

    @Test
    void robertaWritesAWholeCanvasAndItsTokensReadAsTheyStandInText() {
        try (MaskedModel model = TinyNetworks.open("roberta", 16)) {
            int[] start = Canvas.starting(model.tokens().tokens("a cat <mask> on<mask>."), model.predictor());

            int[] end = decoded("confidence", start, model, 1);

            String text = String.join("", IntStream.of(end).mapToObj(model.tokens()::text).toList());
            assertTrue(text.startsWith("a cat"), text);
            assertTrue(IntStream.of(end).noneMatch(v -> List.of(ROBERTA_NEVER).contains(v)), text);
            assertEquals(OptionalInt.of(2), model.tokens().end());
        }
    }

    private static int[] decoded(String sampler, int[] start, MaskedModel model, int n) {
        var family = MaskedCatalog.standard().samplers().get(sampler);
        var decoding = family.create().apply(Settings.of("sampler", family.parameters(), Choice.of(sampler).settings()))
            .begin(start, new Passes(model.predictor()), Streams.of(7, n));
        int[] now = start;
        while (!decoding.isDone()) {
            now = decoding.step().state();
        }
        return now;
    }

    @Test
    void whatIsTypedOnlyStandsInTheCardAndMustBeTokens() {
        TinyNetworks.copy("bert", folder);
        Json.Obj card = NetworkFacts.of(folder).card().json();
        FileAccess.writeText(folder.resolve(MaskedCard.FILE), card.pretty());
        assertEquals(NetworkFacts.of(TinyNetworks.ROOT.resolve("bert")).card().typedOnly(),
            NetworkFacts.of(folder).card().typedOnly());
        TinyNetworks.change(folder.resolve(MaskedCard.FILE), "[SEP]", "[END]");

        var e = assertThrows(FolderException.class, () -> TinyNetworks.open(folder, Map.of()));

        assertTrue(e.happened().contains("'[END]'"), e.happened());
    }

    @Test
    void moreCanvasThanPositionsIsNoticedWithoutAnInputForThem() {
        TinyNetworks.copy("bert", folder);
        TinyNetworks.change(folder.resolve("config.json"), "\"max_position_embeddings\": 16", "\"max_position_embeddings\": 17");

        var e = assertThrows(UnusableNetworkException.class,
            () -> TinyNetworks.open(folder, Map.of("length", new Setting.Num(4))));

        assertTrue(e.happened().contains("17 positions"), e.happened());
    }
}
