package samplerscope.app.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.app.Ui;
import samplerscope.app.network.NetworkDraft.Role;
import samplerscope.app.network.NetworkDraft.Trial;
import samplerscope.app.setup.NoFiles;
import samplerscope.app.study.Services;
import samplerscope.app.study.TestStudies;
import samplerscope.model.onnx.NetworkDescription;
import samplerscope.model.onnx.Port;
import samplerscope.model.onnx.Prediction;
import samplerscope.model.onnx.TimestepLabel;
import samplerscope.schedule.ScheduleFamily;
import samplerscope.schedule.ScheduleName;
import samplerscope.spec.Sidecar;

/// The bundled digits, of which nothing is known but the file.
class NetworkDialogTest {

    private static final Path ASSETS = Path.of(System.getProperty("samplerscope.home"), "assets");

    @TempDir
    private Path folder;
    private final AtomicInteger saved = new AtomicInteger();
    private Path network;
    private NetworkDraft draft;
    private NetworkDialog dialog;
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() throws IOException {
        network = Files.copy(ASSETS.resolve("models/glyphs-net/model.onnx"), folder.resolve("digits.onnx"));
        Services services = Ui.get(TestStudies::services);
        var ports = NetworkDraft.Ports.of(network);
        stage = Ui.show(() -> {
            draft = new NetworkDraft(ports, services);
            dialog = new NetworkDialog(draft, services.resolver().catalog().schedules().all(), new NoFiles(),
                saved::incrementAndGet, () -> {});
            return dialog;
        }, 900, 800);
    }

    @AfterEach
    void close() {
        Ui.close(stage);
    }

    @Test
    void showsEveryPortWithItsRoleAndWhy() {
        assertEquals(Role.SAMPLE, role("sample").getValue());
        assertEquals(Role.TIMESTEP, role("timestep").getValue());
        assertEquals(Role.CLASS, role("class_labels").getValue());
        assertTrue(has("int64 [?]") && has("named 'class_labels'"));
        assertFalse(Ui.get(() -> button("#network-save").isDisabled()), "the guess can be asked");
    }

    @Test
    void aRoleGoesFromOneInputToAnother() {
        Ui.run(() -> role("timestep").setValue(Role.SAMPLE));

        assertEquals(Role.NONE, role("sample").getValue());
        assertTrue(Ui.get(() -> button("#network-save").isDisabled()));
        assertTrue(status().contains("inputs.timestep: no input is the timestep"), status());
    }

    @Test
    void whatIsTypedIsCheckedAtOnce() {
        var scale = Ui.get(() -> (TextField) dialog.lookup("#network-timestepLabel"));
        Ui.run(() -> scale.setText("many"));
        assertTrue(status().contains("'many' is no number"), status());

        Ui.run(() -> scale.setText("0"));
        assertTrue(status().contains("the same at every noise level"), status());

        Ui.run(() -> scale.setText("500"));
        assertEquals(500, Ui.get(() -> said().timestep().scale()));
        assertFalse(Ui.get(() -> button("#network-save").isDisabled()));
    }

    @Test
    void tryingItSaysWhatTheOutputLooksLikeAndTakesItInOneClick() {
        Ui.run(() -> draft.say("schedule", d -> d.withSchedule(new ScheduleName("vp-cosine",
            Map.of())).withTimestep(TimestepLabel.perTime(1000))));

        Ui.run(() -> button("#network-try").fire());
        assertEquals("Stop", Ui.get(() -> button("#network-try").getText()));
        Ui.until("it has answered", () -> dialog.lookup("#network-verdict") != null);
        Ui.pulse();

        assertTrue(text("#network-verdict").contains("looks like velocity rather than noise, clearly"),
            text("#network-verdict"));
        Ui.run(() -> button("#network-take").fire());
        assertEquals(Prediction.Form.VELOCITY, Ui.get(() -> said().prediction().form()));
        assertTrue(Ui.get(() -> draft.trial().get() instanceof Trial.Untried),
            "an answer about something else is gone");
    }

    @Test
    void aTrialCanBeStopped() {
        Ui.run(() -> button("#network-try").fire());
        Ui.run(() -> button("#network-try").fire());

        assertEquals("Try it", Ui.get(() -> button("#network-try").getText()));
        assertTrue(Ui.get(() -> draft.trial().get() instanceof Trial.Untried));
    }

    @Test
    void aNetworkThatFailsSaysSoAndCanBeCorrected() throws IOException {
        Files.writeString(network, "gone");

        Ui.run(() -> button("#network-try").fire());
        Ui.until("it has failed", () -> draft.trial().get() instanceof Trial.Failed);
        Ui.pulse();

        assertTrue(status().contains("digits.onnx"), status());
    }

    @Test
    void savingWritesWhatWasSaid() {
        Ui.run(() -> {
            this.<Prediction.Form>form("#network-parameterization").setValue(Prediction.Form.EDM);
            ((TextField) dialog.lookup("#network-sigmaData")).setText("0.25");
            ComboBox<ScheduleFamily> schedules = form("#network-schedule");
            schedules.setValue(schedules.getItems().stream().filter(f -> f.id().equals("edm"))
                .findFirst().orElseThrow());
            ((TextField) dialog.lookup("#network-classes")).setText("zero, one");
            ((TextField) dialog.lookup("#network-null-class")).setText("10");
            ((TextField) dialog.lookup("#network-name")).setText("My digits");
        });

        Ui.run(() -> button("#network-save").fire());
        Ui.until("it is saved", () -> saved.get() == 1);

        NetworkDescription kept = Sidecar.read(network);
        assertEquals(Ui.get(this::said), kept);
        assertEquals(new Prediction(Prediction.Form.EDM, 0.25), kept.prediction());
        assertEquals("edm", kept.schedule().id());
        assertEquals(List.of("zero", "one"), kept.classes());
        assertEquals(10, kept.nullClass().getAsInt());
        assertEquals("My digits", kept.about().name());
    }

    @Test
    void enterSaves() {
        Ui.press(dialog, KeyCode.ENTER);

        Ui.until("it is saved", () -> saved.get() == 1);
        assertTrue(Files.exists(Sidecar.of(network)));
    }

    @Test
    void rowsThatDoNotMatterAreNotShown() {
        assertFalse(Ui.get(() -> dialog.lookup("#network-sigmaData").isVisible()));
        Port label = draft.ports().inputs().getLast();

        Ui.run(() -> draft.give(label, Role.NONE));

        assertFalse(Ui.get(() -> dialog.lookup("#network-classes").isVisible()));
        assertEquals(List.of("inputs"), Ui.get(() -> draft.problems().get().stream().map(p -> p.field()).toList()),
            "the input that is not used, and not the classes that nobody sees");
    }

    @Test
    void aMistakeInAFieldThatDoesNotMatterAnyMoreIsNone() {
        ComboBox<Prediction.Form> form = form("#network-parameterization");
        Ui.run(() -> {
            form.setValue(Prediction.Form.EDM);
            ((TextField) dialog.lookup("#network-sigmaData")).setText("wide");
        });
        assertTrue(status().contains("'wide' is no number"), status());

        Ui.run(() -> form.setValue(Prediction.Form.NOISE));

        assertEquals(List.of(), Ui.get(() -> draft.problems().get()));
    }

    @Test
    void anotherSampleBringsItsOwnShape() {
        Ui.run(() -> role("timestep").setValue(Role.SAMPLE));
        assertNull(Ui.get(() -> dialog.lookup("#network-shape-0")), "it has no axes beside the batch");

        Ui.run(() -> role("sample").setValue(Role.SAMPLE));

        assertEquals("32", Ui.get(() -> ((TextField) dialog.lookup("#network-shape-2")).getText()));
        assertEquals(List.of(1, 32, 32), Ui.get(() -> said().shape()));
    }

    private NetworkDescription said() {
        return draft.said().get();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<Role> role(String port) {
        return (ComboBox<Role>) Ui.get(() -> dialog.lookup("#network-role-" + port));
    }

    @SuppressWarnings("unchecked")
    private <T> ComboBox<T> form(String selector) {
        return (ComboBox<T>) dialog.lookup(selector);
    }

    private Button button(String selector) {
        return (Button) dialog.lookup(selector);
    }

    private String text(String selector) {
        return Ui.get(() -> ((Label) dialog.lookup(selector)).getText());
    }

    private String status() {
        return Ui.get(() -> {
            var words = new StringBuilder();
            for (Node node : dialog.lookup("#network-status").lookupAll(".label")) {
                words.append(((Label) node).getText()).append('\n');
            }
            return words.toString();
        });
    }

    private boolean has(String text) {
        return Ui.get(() -> dialog.lookupAll(".label").stream().anyMatch(node ->
            node instanceof Label label && text.equals(label.getText())));
    }
}
