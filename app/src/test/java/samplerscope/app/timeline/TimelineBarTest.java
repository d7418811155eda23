package samplerscope.app.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Studies;
import samplerscope.app.Ui;
import samplerscope.app.study.StudyModel;

class TimelineBarTest {

    @BeforeAll
    static void start() {
        Ui.start();
    }

    @Test
    void saysWhereTheCursorStandsOnceForAllThatMovesIt() {
        StudyModel model = Studies.moons("ddim");
        TimelineBar bar = Ui.get(() -> new TimelineBar(model));
        Stage stage = Ui.show(() -> bar, 900, 60);
        try {
            Label readout = (Label) Ui.get(() -> bar.lookup("#timeline-readout"));
            assertEquals("not run yet", Ui.get(readout::getText));
            Studies.run(model);
            assertTrue(Ui.get(readout::getText).startsWith("step 10/10   NFE 10"), Ui.get(readout::getText));

            var said = new ArrayList<String>();
            Ui.run(() -> {
                readout.textProperty().subscribe((_, now) -> said.add(now));
                model.selection().following().set(false);
                model.selection().position().set(0.4);
                model.selection().position().set(0);
            });

            assertEquals(1, Ui.get(() -> List.copyOf(said)).size());
            assertTrue(said.getFirst().startsWith("step 0/10   NFE 0"), said.getFirst());
        } finally {
            Ui.close(stage);
        }
    }
}
