package samplerscope.app.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.app.flow.LaneCanvas;
import samplerscope.app.flow.View2D;
import samplerscope.app.kit.RasterPane;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.Services;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;
import samplerscope.model.Component;
import samplerscope.model.Covariance;
import samplerscope.model.GaussianMixture;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelFamily;
import samplerscope.registry.Registry;
import samplerscope.spec.Catalog;
import samplerscope.spec.Resolver;

/// A lane of vectors with a mean that colours cannot hide: coordinate 0 is far above, coordinate 3 far below zero.
class VectorPaneTest {

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @Test
    void showsOneRowPerSampleAndOneSignedColumnPerCoordinate() {
        StudyModel study = Ui.get(() -> new StudyModel(services(), Study.of(List.of(TestStudies.spec("tilted", "ddim", 6, 8)))));
        Stage stage = Ui.show(() -> new LaneCanvas(study.lanes().getFirst(), study, new View2D(), _ -> List.of()), 400, 300);
        Ui.run(() -> study.runner().run(study.lanes()));
        Ui.until("it is done", () -> study.lanes().getFirst().state().get() instanceof LaneState.Done);
        VectorPane pane = Ui.find(stage.getScene().getRoot(), ".vector-pane", VectorPane.class);
        Ui.until("it is painted", () -> pane.getAccessibleText() != null && pane.getAccessibleText().contains("step 6 of 6")
            && ((RasterPane) pane.lookup(".raster-pane")).settled().get());

        int above = Ui.snapshot(pane).getRGB(50, 10);
        int below = Ui.snapshot(pane).getRGB(350, 10);
        Ui.click(pane, 0.5, 0.02);

        assertTrue((above >> 16 & 255) > (above & 255), "above zero is red");
        assertTrue((below & 255) > (below >> 16 & 255), "below zero is blue");
        assertEquals(Set.of(0), Ui.get(() -> study.selection().samples().get()));
        Ui.close(stage);
    }

    private static Services services() {
        Services usual = TestStudies.services();
        Catalog c = usual.resolver().catalog();
        var card = new ModelCard("tilted", "Tilted", ModelCard.Kind.EXACT, List.of(4), List.of(), "", "", "");
        var law = new GaussianMixture(card, List.of(new Component(1, new double[] {2, 0, 0, -2},
            new Covariance.LowRank(new double[4][0], new double[] {0.01, 0.01, 0.01, 0.01}), 0)));
        var catalog = new Catalog(new Registry<>("model", List.of(ModelFamily.of(law))), c.schedules(), c.grids(),
            c.solvers(), c.metrics(), c.backends());
        return new Services(new Resolver(catalog), usual.references(), usual.engine(), usual.background(),
            usual.exporting(), usual.opening(), usual.solving(), usual.measuring(), usual.base(), usual.shown());
    }
}
