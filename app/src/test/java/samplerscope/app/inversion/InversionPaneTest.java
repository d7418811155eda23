package samplerscope.app.inversion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.app.chart.ChartContent;
import samplerscope.app.inversion.TripContents.Question;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;

class InversionPaneTest {

    private StudyModel study;
    private InversionPane pane;
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        stage = Ui.show(() -> {
            study = new StudyModel(TestStudies.services(), Study.of(List.of(TestStudies.spec("moons", "heun", 12, 40),
                TestStudies.spec("moons", "euler-a", 12, 40))));
            pane = new InversionPane(study);
            return pane;
        }, 900, 400);
    }

    @AfterEach
    void close() {
        Ui.close(stage);
    }

    private String words(int lane) {
        Ui.pulse();
        return Ui.get(() -> ((Label) pane.lookup("#trip-words-" + lane)).getText());
    }

    private ChartContent content(Question question) {
        Ui.run(() -> pane.ask(question));
        Ui.pulse();
        return Ui.get(() -> pane.chart().content());
    }

    @Test
    void beforeAnythingIsEncodedItSaysWhatToDo() {
        assertEquals("nothing was encoded yet", words(0));
        assertTrue(content(Question.BACK).empty().contains("Encode and come back"));
    }

    @Test
    void theButtonEncodesInEveryLaneAndSaysWhatItWasWorth() {
        Ui.click(Ui.find(pane, "#trip-start", Button.class));
        Ui.until("every lane has an answer", () -> !study.inversions().running().get());

        assertTrue(words(0).contains("comes back") && words(0).contains("40 samples, 48 NFE"), words(0));
        assertTrue(words(1).contains("draws fresh noise"), words(1));
    }

    @Test
    void theChartIsAboutAllSamplesOrAboutTheChosenOnes() {
        Ui.run(study.inversions()::start);
        Ui.until("every lane has an answer", () -> !study.inversions().running().get());
        var trip = Ui.get(() -> study.inversions().trip(study.lanes().getFirst()).orElseThrow());

        var all = content(Question.BACK).curves();
        Ui.run(() -> study.selection().samples().set(Set.of(5)));
        var one = content(Question.BACK).curves();
        var samples = content(Question.SAMPLES).curves();

        assertEquals(1, all.size(), "a lane without a way back has no curve");
        assertEquals(12, all.getFirst().marks().size(), "a mark per step; the latents themselves are exact by construction");
        assertEquals(trip.result().error().rms().value(), all.getFirst().marks().getLast().y(), 1e-12);
        assertEquals(trip.result().error().perSample()[5], one.getFirst().marks().getLast().y(), 1e-12);
        assertEquals(1, samples.getFirst().marks().size());
        assertEquals(40, content(Question.LATENTS).curves().isEmpty() ? 0 : trip.norms().length);
    }
}
