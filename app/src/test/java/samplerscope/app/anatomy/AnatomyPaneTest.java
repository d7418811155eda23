package samplerscope.app.anatomy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.anatomy.Anatomy;
import samplerscope.anatomy.Anatomy.Quantity;
import samplerscope.anatomy.StepErrors;
import samplerscope.app.Studies;
import samplerscope.app.Ui;
import samplerscope.app.anatomy.AnatomyModel.Found;
import samplerscope.app.anatomy.AnatomyModel.Place;
import samplerscope.app.anatomy.AnatomyModel.View;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;
import samplerscope.spec.Choice;

class AnatomyPaneTest {

    @BeforeAll
    static void start() {
        Ui.start();
    }

    @Test
    void anExactModelInThePlaneIsTakenApartAsSoonAsSomebodyLooks() {
        StudyModel study = Studies.moons("ddim");
        show(study, pane -> {
            Anatomy anatomy = taken(study, pane).anatomy();

            Bars bars = Bars.of(anatomy, View.AT_END);
            double sum = bars.bars().stream().mapToDouble(b -> b.to() - b.from()).sum();
            assertEquals(anatomy.endError().orElseThrow(), sum, 1e-12);
            Label head = Ui.find(pane, "#anatomy-head-0", Label.class);
            Ui.until("the lane is summed up", () -> head.getText().contains("error at the end"));
        });
    }

    @Test
    void stackedBarsReachTheErrorAfterTheirStep() {
        StudyModel study = Studies.moons("dpmpp-2m");
        show(study, pane -> {
            Anatomy anatomy = taken(study, pane).anatomy();

            List<Bars.Bar> bars = Bars.of(anatomy, View.ALONG).bars();

            for (var step : anatomy.steps()) {
                double both = bars.stream().filter(b -> b.step() == step.index()).mapToDouble(b -> b.to() - b.from()).sum();
                assertEquals(step.errors().map(StepErrors::soFar).orElseThrow().rms(), both, 1e-12);
            }
        });
    }

    @Test
    void theMapFollowsTheTimelineAndTheMouse() {
        StudyModel study = Studies.moons("ddim");
        show(study, pane -> {
            taken(study, pane);
            LaneModel lane = study.lanes().getFirst();
            AnatomyModel model = pane.model();

            assertEquals(AnatomyModel.ALL, Ui.get(() -> model.step(lane)));
            Ui.run(() -> model.scrub(lane, 4));
            assertEquals(4, Ui.get(() -> model.step(lane)));
            Label words = Ui.find(pane, "#anatomy-words-0", Label.class);
            Ui.until("the step is described", () -> words.getText().startsWith("Step 5,"));
            Ui.run(() -> model.hovered().set(2));
            Ui.until("the step under the mouse is described", () -> words.getText().startsWith("Step 3,"));
        });
    }

    @Test
    void aParticleKeepsItsErrorWhereverItIsPutOnTheMap() {
        StudyModel study = Studies.moons("ddim");
        show(study, pane -> {
            Found found = taken(study, pane);

            ErrorGrid start = ErrorGrid.of(found, Quantity.SO_FAR, AnatomyModel.ALL, Place.START).orElseThrow();
            ErrorGrid end = ErrorGrid.of(found, Quantity.SO_FAR, AnatomyModel.ALL, Place.END).orElseThrow();

            // Squares times particles add up to the same, to rounding.
            assertEquals(squares(start), squares(end), 1e-10 * squares(start));
            int filled = 0;
            while (Double.isNaN(end.values()[filled])) {
                filled++;
            }
            String words = end.words(filled % end.columns(), filled / end.columns());
            assertTrue(words.contains("particles"), words);
            assertTrue(ErrorGrid.of(found, Quantity.NETWORK, AnatomyModel.ALL, Place.END).isEmpty());
        });
    }

    private static double squares(ErrorGrid grid) {
        var heat = grid.heat().orElseThrow();
        double sum = 0;
        for (int i = 0; i < heat.rms().size(); i++) {
            sum += heat.rms().get(i) * heat.rms().get(i) * heat.count().get(i);
        }
        return sum;
    }

    @Test
    void aStochasticLaneSaysWhyItHasNoBarsAndHasGains() {
        StudyModel study = Studies.moons("euler-a");
        show(study, pane -> {
            Anatomy anatomy = taken(study, pane).anatomy();

            assertTrue(Bars.of(anatomy, View.ALONG).content().empty().contains("adds noise"));
            assertTrue(Bars.of(anatomy, View.NETWORK).content().empty().contains("exact"));
            assertEquals(anatomy.steps().size(),
                Bars.of(anatomy, View.STABILITY).content().curves().getFirst().marks().size());
            Ui.click(Ui.find(pane, "#anatomy-view-stability", ToggleButton.class));
            Ui.until("gains are drawn", () -> !pane.chart().content().curves().isEmpty());
        });
    }

    @Test
    void anEditedLaneIsMarkedAndTakenApartAgainOnDemand() {
        StudyModel study = Studies.moons("ddim");
        show(study, pane -> {
            taken(study, pane);
            Label head = Ui.find(pane, "#anatomy-head-0", Label.class);

            Ui.run(() -> study.editSpec("solver", "", true, s -> s.withSolvers(List.of(Choice.of("heun")))));
            Ui.until("the edit is noted", () -> head.getText().contains("edited since"));
            Ui.click(Ui.find(pane, "#anatomy-start", Button.class));
            Ui.until("it is known again", () -> !head.getText().contains("edited since")
                && head.getText().contains("error at the end"));
        });
    }

    @Test
    void anotherLaneStandsBesideOnOneScale() {
        StudyModel study = Studies.moons("ddim", "heun");
        show(study, pane -> {
            taken(study, pane);
            int other = study.lanes().getLast().id();

            Ui.run(() -> pane.showBeside(Optional.of(other)));
            Ui.until("the other lane is known", () -> pane.model().of(study.lanes().getLast()).isPresent());

            Label head = Ui.find(pane, "#anatomy-head-1", Label.class);
            Ui.until("it is summed up", () -> head.getText().startsWith("B") && head.getText().contains("error at the end"));
            Ui.run(() -> pane.showBeside(Optional.empty()));
            Ui.until("it is gone", () -> pane.lookup("#anatomy-head-1") == null);
        });
    }

    @Test
    void aModelThatFailsSaysSo() {
        StudyModel study = Studies.moons("ddim");
        show(study, pane -> {
            taken(study, pane);

            Ui.run(() -> study.editSpec("model", "", true, s -> s.withModel(Choice.of("points"))));
            Ui.run(() -> pane.model().start());
            Ui.until("it has failed", () -> !pane.model().running().get());

            assertFalse(Ui.get(() -> pane.model().remark().get()).isEmpty());
        });
    }

    private static Found taken(StudyModel study, AnatomyPane pane) {
        Ui.until("the run is taken apart", () -> !pane.model().running().get()
            && pane.model().of(study.lanes().getFirst()).isPresent());
        return Ui.get(() -> pane.model().of(study.lanes().getFirst()).orElseThrow());
    }

    private static void show(StudyModel study, Consumer<AnatomyPane> test) {
        AnatomyPane pane = Ui.get(() -> new AnatomyPane(study));
        Stage stage = Ui.show(() -> pane, 700, 300);
        try {
            test.accept(pane);
        } finally {
            Ui.close(stage);
        }
    }
}
