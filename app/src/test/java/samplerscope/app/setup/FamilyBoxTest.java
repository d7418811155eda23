package samplerscope.app.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.random.NoiseFamily;
import samplerscope.registry.Family;
import samplerscope.spec.Catalog;

class FamilyBoxTest {

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @Test
    void aPlainBoxNamesWhatIsChosenAndIsAsHighAsASearchableOne() {
        FamilyBox<NoiseFamily> plain = Ui.get(() -> box().plainAtFirst());
        FamilyBox<NoiseFamily> searchable = Ui.get(FamilyBoxTest::box);
        Stage stage = Ui.show(() -> new VBox(new Button("takes the focus"), plain, searchable), 300, 200);
        assertInstanceOf(FaceSkin.class, Ui.get(plain::getSkin));
        assertTrue(Ui.get(() -> plain.lookup(".list-cell").toString()).contains(first()));
        assertEquals(Ui.get(searchable::getHeight), Ui.get(plain::getHeight));
        Ui.close(stage);
    }

    @Test
    void theKeyboardFindsItsList() {
        FamilyBox<NoiseFamily> plain = Ui.get(() -> box().plainAtFirst());
        Stage stage = Ui.show(() -> new VBox(plain), 300, 200);
        Ui.run(plain::requestFocus);
        Ui.press(plain, KeyCode.DOWN);
        Ui.until("the list is open", plain::isShowing);
        assertEquals(plain.getItems().size(),
            Ui.get(() -> ((ComboBox<?>) plain.lookup("#filtered")).getItems().size()));
        Ui.run(plain::hide);
        Ui.close(stage);
    }

    private static FamilyBox<NoiseFamily> box() {
        var box = new FamilyBox<>("noise", Catalog.noises().all(), Family::source);
        box.show(Catalog.noises().all().getFirst().id());
        return box;
    }

    private static String first() {
        return Catalog.noises().all().getFirst().name();
    }
}
