package samplerscope.spec.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.SamplerscopeException;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.TokenText;
import samplerscope.masked.UnfitCanvasException;
import samplerscope.masked.network.UnusableNetworkException;
import samplerscope.model.onnx.NetworkException;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;
import samplerscope.spec.FileAccess;
import samplerscope.spec.ModelChoice;
import samplerscope.spec.SpecException;
import samplerscope.spec.folder.SharedNetworks.Lease;

class MaskedNetworksTest {

    @TempDir
    Path folder;

    private <E extends SamplerscopeException> E refused(Class<E> kind) {
        return assertThrows(kind, () -> TinyNetworks.open(folder, Map.of()));
    }

    private Path copied(String name) {
        return TinyNetworks.copy(name, folder);
    }

    @Test
    void typedMasksAreHiddenAndTokensReadAsTheyAreTyped() {
        try (MaskedModel model = TinyNetworks.open("kept", 8)) {
            TokenText text = model.tokens();

            assertArrayEquals(new int[] {0, Canvas.MASK, 3, Canvas.MASK, 5}, text.tokens("a<mask>d\u25A2<eos>"));
            assertEquals("d", text.text(3));
            assertEquals(text.hidden(), text.text(Canvas.MASK));
            assertEquals(OptionalInt.of(5), text.end());
        }
    }

    @Test
    void aCharacterThatNoTokenReadsIsNamedAndNotHidden() {
        try (MaskedModel model = TinyNetworks.open("kept", 8)) {
            var e = assertThrows(UnfitCanvasException.class, () -> model.tokens().tokens("ab?"));

            assertTrue(e.happened().contains("'?'"), e.happened());
        }
    }

    @Test
    void piecesOfWordsReadAsTheyStandInTheText() {
        try (MaskedModel model = TinyNetworks.open("bare", 6)) {
            assertArrayEquals(new int[] {1, 3, Canvas.MASK, 5}, model.tokens().tokens("redish [MASK] ."));
            assertEquals("ish", model.tokens().text(3));
            assertEquals(" green", model.tokens().text(2));
        }
    }

    @Test
    void aMaskThatTakesTheSpaceBeforeItIsOneStill() {
        String own = "\"[MASK]\",\"single_word\":false,\"lstrip\":";
        TinyNetworks.change(copied("bare").resolve("tokenizer.json"), own + "false", own + "true");

        try (MaskedModel model = TinyNetworks.open(folder, Map.of())) {
            assertArrayEquals(new int[] {1, Canvas.MASK, 5}, model.tokens().tokens("red [MASK] ."));
        }
    }

    @Test
    void aWordThatNoTokenReadsIsNamed() {
        try (MaskedModel model = TinyNetworks.open("bare", 6)) {
            var e = assertThrows(UnfitCanvasException.class, () -> model.tokens().tokens("red mauve ."));

            assertTrue(e.happened().contains("'mauve'"), e.happened());
            assertArrayEquals(new int[] {1, 0}, model.tokens().tokens("red [UNK]"), "typed on purpose");
        }
    }

    @Test
    void aFieldThatNoCardHasIsNamed() {
        TinyNetworks.change(copied("kept").resolve("masked.json"), "\"name\"", "\"nmae\"");

        assertEquals("nmae", refused(SpecException.class).place());
    }

    @Test
    void aFileThatIsMissingIsNamedAtOnceThoughItIsLoadedLater() throws IOException {
        Files.delete(copied("kept").resolve("autoregressive.onnx"));

        assertEquals(folder.resolve("autoregressive.onnx"), refused(FolderException.class).file());
    }

    @Test
    void namesThatLeadOutOfTheFolderAreRefused() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        TinyNetworks.copy("kept", inner);
        Files.move(inner.resolve("head.onnx"), folder.resolve("head.onnx"));
        TinyNetworks.change(inner.resolve("masked.json"), "head.onnx", "../head.onnx");

        var e = assertThrows(FolderException.class, () -> TinyNetworks.open(inner, Map.of()));

        assertTrue(e.happened().contains("outside"), e.happened());
    }

    @Test
    void aTokenizerWithoutTheMaskIsRefused() {
        TinyNetworks.change(copied("kept").resolve("tokenizer.json"), "<mask>", "<gone>");

        assertTrue(refused(FolderException.class).happened().contains("'<mask>'"));
    }

    @Test
    void aBareFolderWithoutAUsualMaskSaysWhatIsUsual() {
        TinyNetworks.change(copied("bare").resolve("tokenizer.json"), "[MASK]", "[GONE]");

        assertTrue(refused(FolderException.class).happened().contains("[MASK]"));
    }

    @Test
    void aTokenizerOfMoreTokensThanLogitsIsRefused() {
        TinyNetworks.change(copied("kept").resolve("tokenizer.json"), "\"e\":5", "\"e\":5,\"f\":8");

        assertTrue(refused(UnusableNetworkException.class).happened().contains("8 of them"));
    }

    @Test
    void aCanvasBeyondThePositionsIsRefused() {
        TinyNetworks.change(copied("kept").resolve("masked.json"), "\"canvas\":12", "\"canvas\":13");

        assertTrue(refused(UnusableNetworkException.class).happened().contains("13 positions"));
    }

    @Test
    void anEndThatTheTokenizerHasNotIsRefused() {
        TinyNetworks.change(copied("kept").resolve("masked.json"), "<eos>", "<end>");

        assertTrue(refused(FolderException.class).happened().contains("'<end>'"));
    }

    @Test
    void operatorsOfTheFutureAreRefusedWithWhatToDo() {
        copied("future");

        assertTrue(refused(NetworkException.class).remedy().contains("opset"));
    }

    @Test
    void aNetworkOfSomethingElseIsRefused() throws IOException {
        copied("kept");
        Files.copy(Path.of("src/test/resources/networks/edm.onnx"), folder.resolve("model.onnx"),
            StandardCopyOption.REPLACE_EXISTING);

        assertTrue(refused(UnusableNetworkException.class).happened().contains("which is nothing of masked diffusion"));
    }

    @Test
    void aLengthThatTheNetworkHasNotIsRefused() {
        assertThrows(InvalidParameterException.class, () -> TinyNetworks.open("kept", 13));
        assertThrows(UnusableNetworkException.class, () -> TinyNetworks.open("shifted", 5));
    }

    @Test
    void aCardWithoutACertainNetworkSaysSo() {
        var certain = Map.<String, Setting>of("network", new Setting.Word("certain"));

        var e = assertThrows(FolderException.class, () -> TinyNetworks.open(TinyNetworks.ROOT.resolve("shifted"), certain));

        assertTrue(e.happened().contains("certain"), e.happened());
    }

    @Test
    void aPathIsAMaskedModelWhereAFolderIsMeantAsOne() throws IOException {
        Choice kept = ModelChoice.ofPath(TinyNetworks.ROOT.resolve("kept").toString()).orElseThrow();
        assertEquals(Optional.of(TinyNetworks.ROOT.resolve("kept")), ModelChoice.path(kept));
        assertTrue(ModelChoice.isMasked(kept));
        assertFalse(MaskedNetworks.isOne(folder), "nothing is there");

        Files.createDirectories(folder.resolve("onnx"));
        Files.copy(TinyNetworks.ROOT.resolve("bert/model.onnx"), folder.resolve("onnx/model.onnx"));
        assertTrue(ModelChoice.isMasked(ModelChoice.ofPath(folder.toString()).orElseThrow()), "its tokenizer is to be missed");
        Files.createDirectory(folder.resolve("unet"));
        assertFalse(ModelChoice.isMasked(ModelChoice.ofPath(folder.toString()).orElseThrow()), "a pipeline of pictures");
    }

    @Test
    void theSameFolderIsOpenOnceUntilItChanges() throws IOException {
        copied("kept");
        Lease one = SharedNetworks.HERE.lease(folder, MaskedNetworkFolder.Variant.PLAIN);
        Lease two = SharedNetworks.HERE.lease(folder.resolve("../" + folder.getFileName()), MaskedNetworkFolder.Variant.PLAIN);
        assertSame(one.model(), two.model());
        Files.setLastModifiedTime(folder.resolve("model.onnx"), FileTime.fromMillis(1));
        Lease changed = SharedNetworks.HERE.lease(folder, MaskedNetworkFolder.Variant.PLAIN);

        assertNotSame(one.model(), changed.model());
        one.end().run();
        one.end().run(); // once is enough: it is still the other's
        assertEquals(7, two.model().network().ids().vocabulary());
        two.end().run();
        changed.end().run();
    }

    @Test
    void aCardThatWasWrittenReadsTheSame() {
        for (String name : new String[] {"kept", "shifted"}) {
            MaskedCard card = MaskedCard.read(TinyNetworks.ROOT.resolve(name).resolve(MaskedCard.FILE));
            FileAccess.writeText(folder.resolve(MaskedCard.FILE), card.json().pretty());

            assertEquals(card, MaskedCard.read(folder.resolve(MaskedCard.FILE)));
        }
    }

    @Test
    void whatIsGuessedOfABareFolderIsItsCard() {
        copied("bare");
        NetworkFacts guessed = NetworkFacts.of(folder);
        assertTrue(guessed.isGuessed());
        FileAccess.writeText(folder.resolve(MaskedCard.FILE), guessed.card().json().pretty());

        NetworkFacts said = NetworkFacts.of(folder);

        assertEquals(guessed.card(), said.card());
        assertEquals(6, said.vocabulary());
        assertEquals(List.of(false, false), List.of(said.isGuessed(), said.caches()));
    }

    @Test
    void theChecksumsOfAllFilesAreKnown() {
        try (MaskedModel model = TinyNetworks.open("kept", 4); MaskedModel bare = TinyNetworks.open("bare", 4)) {
            assertEquals(Set.of("model.onnx", "autoregressive.onnx", "head.onnx", "tokenizer.json"),
                model.checksums().keySet());
            assertEquals(Set.of("model.onnx", "model.onnx_data", "tokenizer.json"), bare.checksums().keySet());
        }
    }
}
