package samplerscope.app.flow;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Application;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import samplerscope.app.Ui;
import samplerscope.app.image.Filmstrip;
import samplerscope.app.kit.RasterPane;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.Shown;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;
import samplerscope.app.timeline.TimelineBar;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;

/// Writes pictures of lanes, for eyes: `Gallery FOLDER`.
public final class Gallery {

    private static final List<String> SHEETS = List.of("modena-bridge.css", "app.css", "canvas.css");

    private Gallery() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        Ui.start();
        var specs = new ArrayList<RunSpec.Denoise>();
        for (String solver : List.of("ddim", "dpmpp-2m", "heun")) {
            specs.add(TestStudies.spec("moons", solver, 10, 100_000));
        }
        StudyModel study = Ui.get(() -> new StudyModel(TestStudies.services(), Study.of(specs)));
        for (int width : args.length > 1 ? new int[0] : new int[] {1280}) {
            shoot(study, folder, width, width == 1280 ? 800 : 1080);
        }
        images(folder);
        System.exit(0);
    }

    private static void images(Path folder) {
        var digits = Choice.of("image-set").with("file", new Setting.Word(
            Path.of(System.getProperty("samplerscope.home"), "assets", "data", "glyphs", "images.npy").toString()));
        var specs = new ArrayList<RunSpec.Denoise>();
        for (String solver : List.of("ddim", "dpmpp-2m")) {
            specs.add(TestStudies.spec("moons", solver, 8, 24).withModel(digits));
        }
        StudyModel study = Ui.get(() -> new StudyModel(TestStudies.services(), Study.of(specs)));
        Stage stage = Ui.show(() -> {
            var root = new BorderPane(new LaneGrid(study, lane -> List.of(new MenuItem("Remove"))));
            root.setBottom(new VBox(new Filmstrip(study), new TimelineBar(study)));
            SHEETS.forEach(s -> root.getStylesheets().add(
                Gallery.class.getResource("/samplerscope/app/" + s).toExternalForm()));
            return root;
        }, 1280, 800);
        Ui.run(() -> study.runner().run(study.lanes()));
        Ui.until("all ran", () -> study.lanes().stream().allMatch(l -> l.state().get() instanceof LaneState.Done
            && !l.errors().get().isEmpty()));
        for (Shown shown : Shown.values()) {
            Ui.run(() -> study.look(s -> s.withShown(shown)));
            Ui.run(() -> study.selection().scrub(0.6));
            Ui.run(() -> study.selection().hovered().set(shown == Shown.DIFFERENCE ? -1 : 5));
            settle(stage);
            Ui.snapshot(stage.getScene().getRoot(), folder.resolve("images-" + shown + ".png"));
        }
    }

    private static void shoot(StudyModel study, Path folder, int width, int height) {
        Stage stage = Ui.show(() -> {
            var root = new BorderPane(new LaneGrid(study, lane -> List.of(new MenuItem("Remove"))));
            root.setBottom(new TimelineBar(study));
            SHEETS.forEach(s -> root.getStylesheets().add(
                Gallery.class.getResource("/samplerscope/app/" + s).toExternalForm()));
            return root;
        }, width, height);
        Ui.snapshot(stage.getScene().getRoot(), folder.resolve(width + "-empty.png"));
        Ui.run(() -> study.runner().run(study.lanes()));
        Ui.until("all ran", () -> study.lanes().stream().allMatch(l -> l.state().get() instanceof LaneState.Done
            && !l.errors().get().isEmpty()));
        for (boolean dark : new boolean[] {false, true}) {
            Ui.run(() -> Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet()));
            for (double position : new double[] {0, 0.55, 1}) {
                Ui.run(() -> study.selection().scrub(position));
                settle(stage);
                Ui.snapshot(stage.getScene().getRoot(), folder.resolve("%d-%s-%s.png".formatted(width, dark ? "dark" : "light", position)));
            }
            Ui.run(() -> study.look(s -> s.withLayers(s.layers().withField(true).withErrors(true).withPaths(false))));
            Ui.run(() -> study.selection().scrub(0.8));
            Ui.run(() -> study.selection().hovered().set(17));
            settle(stage);
            Ui.snapshot(stage.getScene().getRoot(), folder.resolve("%d-%s-field.png".formatted(width, dark ? "dark" : "light")));
            Ui.run(() -> study.selection().hovered().set(-1));
            Ui.run(() -> study.look(s -> s.withLayers(s.layers().withField(false).withErrors(false).withPaths(true))));
        }
        Ui.close(stage);
    }

    private static void settle(Stage stage) {
        for (int i = 0; i < 40; i++) {
            Ui.pulse();
        }
        Ui.until("pictures are painted", () -> stage.getScene().getRoot().lookupAll(".raster-pane").stream()
            .allMatch(n -> ((RasterPane) n).settled().get()));
        stage.getScene().getRoot().lookupAll(".raster-pane").forEach(n ->
            System.err.println("painted in %.1f ms".formatted(((RasterPane) n).paintNanos() * 1e-6)));
    }
}
