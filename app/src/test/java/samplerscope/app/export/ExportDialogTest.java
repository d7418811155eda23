package samplerscope.app.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.app.Studies;
import samplerscope.app.Ui;
import samplerscope.app.chart.ErrorCharts;
import samplerscope.app.chart.Pictures;
import samplerscope.app.setup.FileChoice;
import samplerscope.app.study.StudyModel;
import samplerscope.export.PngFile;
import samplerscope.spec.FileAccess;
import samplerscope.spec.RunFileReader;

class ExportDialogTest {

    @TempDir
    private Path folder;
    private StudyModel study;
    private ExportDialog dialog;
    private Stage stage;
    private Path file;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        study = Studies.moons("ddim", "heun");
        stage = Ui.show(() -> {
            var charts = new ErrorCharts(study);
            var views = new Exports.Views(s -> Pictures.of(charts, s), s -> Pictures.of(charts, s),
                () -> charts.shown().picture());
            dialog = new ExportDialog(study, new Scripted(), new Exports(study, views), () -> {});
            return new StackPane(charts, dialog);
        }, 980, 600);
    }

    @AfterEach
    void close() {
        Ui.close(stage);
    }

    @Test
    void writesTheChartAsADrawingWhoseTextIsText() throws IOException {
        Studies.run(study);

        export(Target.CHART, Target.Format.SVG, "chart.svg");

        String svg = Files.readString(file);
        assertTrue(svg.startsWith("<?xml") || svg.startsWith("<svg"), "no drawing: " + svg.substring(0, 40));
        assertTrue(svg.contains("RMS error</text>"), "the axis has no readable name");
    }

    @Test
    void writesTheNumbersOfTheCurves() throws IOException {
        Studies.run(study);

        export(Target.CHART, Target.Format.CSV, "chart.csv");

        double value = study.lanes().getFirst().errors().get().getLast().rms().value();
        assertTrue(Files.readString(file).contains(Double.toString(value)));
    }

    @Test
    void doesNotStandInTheWayOfFilesThatAreRead() throws IOException {
        Studies.run(study);
        var over = new CountDownLatch(1);
        for (int i = 0; i < 8; i++) {
            study.services().background().submit(() -> {
                over.await();
                return true;
            });
        }

        try {
            export(Target.CHART, Target.Format.CSV, "chart.csv"); // on threads of its own
        } finally {
            over.countDown();
        }
        assertTrue(Files.size(file) > 0);
    }

    @Test
    void aPictureCarriesTheRunFileThatRepeatsIt() throws IOException {
        Studies.run(study);

        export(Target.LANES, Target.Format.PNG, "lanes.png");

        BufferedImage picture = ImageIO.read(file.toFile());
        assertEquals(2 * 980, picture.getWidth()); // twice the size is the proposal
        String run = PngFile.runFile(file).orElseThrow();
        var read = new RunFileReader(study.services().resolver().catalog()).read(run, "lanes.png");
        assertEquals(study.focusedLane().lane().get().spec(), read.spec());
    }

    @Test
    void animatesAllLanesAsApngAndGif() throws IOException {
        Studies.run(study);

        export(Target.ANIMATION, Target.Format.APNG, "run.png");
        BufferedImage first = ImageIO.read(file.toFile()); // a plain reader sees the first picture
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertTrue(bytes.contains("acTL"), "not animated");
        assertTrue(first.getWidth() > 2 * 320);

        export(Target.ANIMATION, Target.Format.GIF, "run.gif");
        assertEquals(11, pictures(file)); // the start and ten steps; both lanes share the levels
    }

    @Test
    void writesSamplesAndRunFilesThatReadBack() throws IOException {
        Studies.run(study);

        export(Target.SAMPLES, Target.Format.NPY, "samples.npy");
        byte[] npy = Files.readAllBytes(file);
        assertEquals("NUMPY", new String(npy, 1, 5, StandardCharsets.US_ASCII));
        assertTrue(npy.length > 500 * 2 * 4, "500 points in float32");

        export(Target.RUN, Target.Format.JSON, "lane-a.run.json");
        var read = new RunFileReader(study.services().resolver().catalog()).read(FileAccess.readText(file), "lane-a.run.json");
        assertEquals(10, read.steps().size());
    }

    @Test
    void writesAllLanesAsOnePageWithTheirErrors() throws IOException {
        Studies.run(study);

        export(Target.REPORT, Target.Format.HTML, "report.html");

        String page = Files.readString(file);
        assertTrue(page.contains("Comparison of A, B"), page.substring(0, 400));
        double error = study.lanes().getLast().errors().get().getLast().rms().value();
        assertTrue(page.contains("%.3g".formatted(error)), "the error of lane B, " + error);
        assertTrue(page.contains("samplerscope compare"), "how to make it again");
    }

    @Test
    void aPageOfLanesThatShareNoNoiseIsRefused() {
        Studies.run(study);
        Ui.run(() -> study.edit("seed", s -> s.withLane(s.lanes().getFirst().id(), l -> l.withSpec(l.spec().withSeed(9)))));
        Studies.run(study);

        Ui.click(Ui.find(dialog, "#export-report", ToggleButton.class));

        assertTrue(status().contains("seed"), status());
        assertTrue(Ui.get(() -> Ui.find(dialog, "#export-save", Button.class).isDisabled()));
    }

    @Test
    void saysWhatToDoWhenThereIsNothingYet() {
        Ui.click(Ui.find(dialog, "#export-animation", ToggleButton.class));

        assertTrue(status().contains("nothing to animate"), status());
        assertTrue(status().contains("Run a lane first"), status());
        assertTrue(Ui.get(() -> Ui.find(dialog, "#export-save", Button.class).isDisabled()));
    }

    @Test
    void aPlaceThatCannotBeWrittenIsTwoSentencesInTheDialog() throws IOException {
        Studies.run(study);
        Ui.run(() -> dialog.ask(Target.CHART));

        file = Files.writeString(folder.resolve("a-file"), "no folder").resolve("chart.svg");
        Ui.click(Ui.find(dialog, "#export-save", Button.class));
        Ui.until("the reason is shown", () -> !status().isEmpty() && dialog.lookup("#export-progress") == null);

        assertTrue(status().contains("a-file"), status());
        assertEquals(2, status().lines().count());
    }

    private void export(Target target, Target.Format format, String name) {
        file = folder.resolve(name);
        Ui.run(() -> dialog.ask(target));
        Ui.run(() -> Ui.<ComboBox<Target.Format>>get(() -> combo("#export-format")).setValue(format));
        Ui.click(Ui.find(dialog, "#export-save", Button.class));
        Ui.until(name + " is saved", () -> dialog.lookup("#export-show") != null);
    }

    @SuppressWarnings("unchecked")
    private <T> ComboBox<T> combo(String id) {
        return (ComboBox<T>) dialog.lookup(id);
    }

    private String status() {
        return Ui.get(() -> dialog.lookup("#export-status").lookupAll(".label").stream()
            .filter(Label.class::isInstance).map((Node n) -> ((Label) n).getText()).collect(Collectors.joining("\n")));
    }

    private static int pictures(Path gif) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(gif.toFile())) {
            reader.setInput(in);
            return reader.getNumImages(true);
        } finally {
            reader.dispose();
        }
    }

    private final class Scripted implements FileChoice {

        @Override
        public Optional<Path> open(String what, List<String> extensions) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> folder(String what) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> save(String what, String proposal, List<String> extensions) {
            return Optional.of(file);
        }
    }
}
