package samplerscope.app.masked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.masked.MaskedModel;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;
import samplerscope.spec.MaskedCatalog;

/// A small network with a tokenizer from a folder.
class LabNetworkTest {

    private static final Path FOLDER = folder();

    private LabModel model;

    private static Path folder() {
        Path inCore = Path.of("core/src/test/resources/masked/kept");
        return Files.isDirectory(inCore) ? inCore.toAbsolutePath() : Path.of("..").resolve(inCore).toAbsolutePath().normalize();
    }

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        model = Ui.get(() -> new LabModel(MaskedCatalog.standard(), Path.of("")));
        Ui.run(() -> model.edit(d -> d.withModel(Choice.of("folder").with("folder", new Setting.Word(FOLDER.toString())))
            .withSequences(1)));
        Ui.until("the network is open", () -> model.isOpen() && !model.shape().get().orElseThrow().world());
    }

    @AfterEach
    void close() {
        Ui.run(model::close);
    }

    private String text(int token) {
        return Ui.get(() -> model.shape().get().orElseThrow().tokens().text(token));
    }

    @Test
    void hiddenPositionsHaveItsSign() {
        assertEquals("\u25a2", text(-1));
        assertEquals("\u25a2", model.shape().get().orElseThrow().tokens().hidden());
    }

    @Test
    void lanesRunAndItsTokensAreReadAfterwards() {
        Ui.run(model::start);
        Ui.until("the lanes rest", () -> !model.running().get());

        assertFalse(model.problem().get().isPresent(), model.problem().get().toString());
        assertEquals(1, model.whole(0).size());
        String one = text(3);
        assertArrayEquals(new int[] {3}, Ui.get(() -> model.tokens(one)).orElseThrow());
    }

    @Test
    void anotherModelClosesItAndItOpensAgain() {
        LabDraft network = model.draft().get();
        Ui.run(() -> model.edit(d -> d.withModel(Choice.of("chain-a"))));
        Ui.until("the chain is open", () -> model.isOpen() && model.shape().get().orElseThrow().world());
        Ui.run(() -> model.edit(_ -> network));
        Ui.until("the network is open", () -> model.isOpen() && !model.shape().get().orElseThrow().world());

        assertFalse(text(3).isEmpty());
    }

    @Test
    void whatIsBroughtIsUsedAsItIsOpenAndThePromptOfOtherTokensGoes() {
        var heard = new ArrayList<Choice>();
        Ui.run(() -> {
            model.onUsed(heard::add);
            model.edit(d -> d.withGiven(List.of(1, 2)));
        });
        Choice other = Choice.of("folder").with("folder", new Setting.Word(FOLDER.resolveSibling("bert").toString()));
        MaskedModel open = LabModel.open(other, MaskedCatalog.standard(), Path.of(""));

        Ui.run(() -> model.bring(other, open));

        assertTrue(Ui.get(model::isOpen), "at once");
        assertEquals(16, model.shape().get().orElseThrow().length());
        assertEquals(List.of(), model.draft().get().given());
        assertEquals(List.of(other), heard);
        Ui.run(model::undo);
        Ui.until("the one before is open", () -> model.isOpen() && model.shape().get().orElseThrow().length() == 12);
        assertEquals(List.of(1, 2), model.draft().get().given());
    }

    @Test
    void itCanOnlyBeAskedTasksThatItReads() {
        LabModel.Shape shape = model.shape().get().orElseThrow();

        assertTrue(shape.tasks().size() < 6, "its canvas is short: " + shape.tasks());
        assertEquals(List.of(), model.draft().get().given());
        Ui.run(() -> shape.tasks().forEach(model::ask));
    }

    @Test
    void withoutALawOrATaskNothingIsMeasured() {
        assertFalse(Ui.get(model::canMeasure));
    }
}
