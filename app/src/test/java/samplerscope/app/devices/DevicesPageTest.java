package samplerscope.app.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.registry.Registry;
import samplerscope.spec.DeviceChoice;
import samplerscope.spec.Engine;
import samplerscope.tensor.BackendProvider;
import samplerscope.tensor.simd.CpuBackends;

class DevicesPageTest {

    private static final String USE_CARD = "#device-use-tornado-0-0";

    private final AtomicInteger closed = new AtomicInteger();
    private Devices devices;
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @AfterEach
    void close() {
        Ui.close(stage);
    }

    @Test
    void listsEveryDeviceWithWhatIsKnownOfIt() {
        open(TestDevices.backends(), Engine.STANDARD_BACKEND);

        listed();

        assertTrue(has("tornado/0:0 \u00b7 OpenCL, a driver 1.2 \u00b7 8.0 GiB"));
        assertNotNull(lookup("#device-state-cpu-float32"), "the one in use has no button");
        assertNull(lookup("#device-use-cpu-float32"));
        assertNull(lookup("#device-missing"));
        assertTrue(Ui.find(root(), "#devices-networks", Label.class).getText().contains("ONNX Runtime has CPU"));
    }

    @Test
    void saysOfADeviceThatCannotBeUsedWhyAndWhatHelps() {
        open(TestDevices.backends(), Engine.STANDARD_BACKEND);
        listed();

        Ui.run(() -> ((Button) lookup("#device-tornado-0-1 .device-copy")).fire());

        assertTrue(has("Its backend is not supported.") && has("Install another SDK."));
        assertNull(lookup("#device-use-tornado-0-1"));
        assertEquals("sdk install another", Ui.get(() -> Clipboard.getSystemClipboard().getString()));
    }

    @Test
    void oneClickSendsTheNextRunElsewhere() {
        open(TestDevices.backends(), Engine.STANDARD_BACKEND);
        listed();

        Ui.run(() -> ((Button) lookup(USE_CARD)).fire());

        assertEquals(TestDevices.CARD, devices.choice().id());
        assertEquals(TestDevices.CARD, Ui.get(() -> devices.wanted().get()), "what is saved");
        assertNotNull(lookup("#device-state-tornado-0-0"));
        assertNotNull(lookup("#device-use-cpu-float32"), "the way back");
    }

    @Test
    void looksWithoutHoldingUpTheWindow() {
        var ready = new CountDownLatch(1);
        open(TestDevices.backends(ready, Integer.MAX_VALUE), TestDevices.CARD);

        assertNotNull(lookup("#devices-looking"));
        assertTrue(Ui.get(() -> devices.current().get().isEmpty()), "nobody knows yet");
        ready.countDown();
        listed();

        Ui.until("the saved device is found", () -> devices.current().get().isPresent());
        assertEquals(TestDevices.CARD, devices.choice().id());
        assertNull(lookup("#devices-looking"));
    }

    @Test
    void aDeviceThatHasGoneGivesWayToTheStandardOneAndStaysWanted() {
        open(TestDevices.backends(), DeviceChoice.GPU_BACKEND + "/7:0");

        Ui.until("the standard one is found", () -> devices.current().get().isPresent());

        assertEquals(Engine.STANDARD_BACKEND, devices.choice().id());
        assertEquals("tornado/7:0", Ui.get(() -> devices.wanted().get()));
        assertTrue(Ui.get(() -> devices.remark().get()).contains("tornado/7:0"), "the remark names it");
        Ui.run(() -> devices.use(devices.current().get().orElseThrow()));
        assertEquals("", Ui.get(() -> devices.remark().get()), "an own choice ends the remark");
    }

    @Test
    void aBackendThatHasGoneGivesWayToo() {
        open(new Registry<>("backend", CpuBackends.all()), TestDevices.CARD);

        Ui.until("the standard one is found", () -> devices.current().get().isPresent());

        assertEquals(Engine.STANDARD_BACKEND, devices.choice().id());
        assertTrue(Ui.get(() -> devices.remark().get()).contains("tornado"));
    }

    @Test
    void aBuildWithoutTheGpuModuleSaysHowToGetIt() {
        open(new Registry<>("backend", CpuBackends.all()), Engine.STANDARD_BACKEND);
        listed();

        assertNotNull(lookup("#device-missing"));
        assertTrue(has("sdk install tornadovm 5.2.0-jdk25-opencl"));
    }

    @Test
    void aChoiceMadeWhileTheSavedDeviceIsLookedForStands() {
        var ready = new CountDownLatch(1);
        open(TestDevices.backends(ready, Integer.MAX_VALUE), TestDevices.CARD);
        DeviceChoice other = Engine.of(new Registry<>("backend", CpuBackends.all()), "cpu-float64", 1).choice();

        Ui.run(() -> devices.use(other));
        ready.countDown();
        listed();

        assertEquals("cpu-float64", devices.choice().id());
        assertEquals("cpu-float64", Ui.get(() -> devices.current().get().orElseThrow().id()));
    }

    @Test
    void closes() {
        open(TestDevices.backends(), Engine.STANDARD_BACKEND);

        Ui.run(() -> ((Button) lookup("#devices-close")).fire());

        assertEquals(1, closed.get());
        assertFalse(has("there is no such text"));
    }

    private void open(Registry<BackendProvider> backends, String id) {
        stage = Ui.show(() -> {
            devices = new Devices(backends, id);
            return new DevicesPage(devices, () -> {}, closed::incrementAndGet);
        }, 800, 700);
    }

    private void listed() {
        Ui.until("the devices are listed", () -> root().lookup("#device-cpu-float32") != null);
        Ui.pulse();
    }

    private Node root() {
        return stage.getScene().getRoot();
    }

    private Node lookup(String selector) {
        return Ui.get(() -> root().lookup(selector));
    }

    private boolean has(String text) {
        return Ui.get(() -> root().lookupAll(".label").stream().anyMatch(node ->
            node instanceof Label label && text.equals(label.getText())));
    }
}
