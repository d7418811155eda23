package samplerscope.app.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;
import samplerscope.spec.ProbePath;

class ProbesPaneTest {

    private StudyModel study;
    private ProbesPane pane;
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        stage = Ui.show(() -> {
            study = new StudyModel(TestStudies.services(), Study.of(List.of(TestStudies.spec("moons", "heun", 8, 40),
                TestStudies.spec("moons", "euler-a", 8, 40))));
            pane = new ProbesPane(study);
            return pane;
        }, 1000, 400);
        Ui.until("the lanes are planned", () -> study.lanes().stream().allMatch(l -> l.planned().get().isPresent()));
    }

    @AfterEach
    void close() {
        Ui.close(stage);
    }

    @Test
    void withoutProbesItSaysHowToPutOneDown() {
        assertTrue(Ui.find(pane, "#probes-empty", Label.class).getText().contains("Double click"));
    }

    @Test
    void aRowPerLaneHasTheEndAndItsErrorAndAStochasticLaneSaysWhyItHasNone() {
        Ui.run(() -> study.probes().drop(study.lanes().getFirst(), 0.7, -0.2));
        Ui.until("both lanes have followed it", () -> study.lanes().stream().allMatch(
            l -> study.probes().path(study.probes().all().getFirst(), l).isPresent()));
        Ui.pulse();

        ProbePath heun = Ui.get(() -> study.probes().path(study.probes().all().getFirst(), study.lanes().getFirst()).orElseThrow());
        @SuppressWarnings("unchecked")
        TableView<ProbeRow> table = Ui.find(pane, "#probe-table", TableView.class);
        assertEquals(2, Ui.get(() -> table.getItems().size()));
        assertEquals(heun.endError(), Ui.get(() -> table.getItems().getFirst().error()), 1e-15);
        assertTrue(heun.endError() > 0);
        assertTrue(Double.isNaN(Ui.get(() -> table.getItems().get(1).error())));
        assertTrue(Ui.get(() -> table.getItems().get(1).remark()).contains("draws noise"));
        assertEquals(1, Ui.get(() -> pane.chart().content().curves().size()), "only errors are charted");
        assertEquals(8, Ui.get(() -> pane.chart().content().curves().getFirst().marks().size()));
    }

    @Test
    void deleteRemovesTheProbeOfTheRowAndUndoBringsItBack() {
        Ui.run(() -> {
            study.probes().drop(study.lanes().getFirst(), 0.7, -0.2);
            study.probes().drop(study.lanes().getFirst(), -0.7, 0.2);
        });
        Ui.pulse();
        TableView<?> table = Ui.find(pane, "#probe-table", TableView.class);
        Ui.run(() -> table.getSelectionModel().select(2));
        Ui.press(table, KeyCode.DELETE);

        assertEquals(List.of("P1"), Ui.get(() -> study.probes().all().stream().map(p -> p.name()).toList()));
        Ui.run(study::undo);
        assertEquals(2, Ui.get(() -> study.probes().all().size()));
        Ui.run(() -> {
            study.probes().clear();
        });
        Ui.pulse();
        assertNotNull(Ui.get(() -> pane.lookup("#probes-empty")));
    }
}
