package samplerscope.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import samplerscope.spec.DeviceChoice;
import samplerscope.tensor.BackendProvider;
import samplerscope.tensor.Device;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.exceptions.TornadoBailoutRuntimeException;
import uk.ac.manchester.tornado.api.exceptions.TornadoRuntimeException;

class TornadoBackendProviderTest {

    private static final Seen POCL = seen(0, 0, TornadoVMBackendType.OPENCL, TornadoDeviceType.CPU, "pthread");
    private static final Seen CARD = seen(0, 1, TornadoVMBackendType.OPENCL, TornadoDeviceType.GPU, "a card");
    private static final Seen SAME_CARD = seen(1, 0, TornadoVMBackendType.PTX, TornadoDeviceType.GPU, "a card");

    @Test
    void isFoundByTheServiceLoader() {
        var ids = ServiceLoader.load(BackendProvider.class).stream().map(p -> p.get().id()).toList();

        assertEquals(List.of(DeviceChoice.GPU_BACKEND), ids);
    }

    @Test
    void putsGpusFirstAndWhatCannotBeUsedLast() {
        var provider = provider(new Sight.Devices(List.of(SAME_CARD, POCL, CARD)));

        assertEquals(List.of("0:1", "0:0", "1:0"), provider.devices().stream().map(Device::id).toList());
        assertEquals("0:1", provider.preferred().id());
        assertTrue(provider.unavailable().isEmpty());
    }

    @Test
    void anOpenClDriverOfTheCpuIsUsableAndCalledWhatItIs() {
        Device device = provider(new Sight.Devices(List.of(POCL))).preferred();

        assertTrue(device.isUsable());
        assertEquals("CPU", device.kind());
        assertEquals("OpenCL, a platform 3.1", device.driver());
        assertEquals(OptionalLong.of(1 << 30), device.memory());
    }

    @ParameterizedTest
    @EnumSource(value = TornadoVMBackendType.class, names = {"PTX", "SPIRV"})
    void refusesTheBackendsThatNewerVersionsDrop(TornadoVMBackendType language) {
        Device device = provider(new Sight.Devices(List.of(seen(0, 0, language, TornadoDeviceType.GPU, "a card"))))
            .devices().getFirst();

        Device.Obstacle obstacle = device.obstacle().orElseThrow();
        assertTrue(obstacle.why().contains("newer versions drop it"), obstacle.why());
        assertTrue(obstacle.remedy().contains("OpenCL or the CUDA"), obstacle.remedy());
        assertTrue(obstacle.command().startsWith("sdk install tornadovm"), obstacle.command());
    }

    @Test
    void saysHowToStartTheRuntimeWhenTheJvmWasStartedWithoutIt() {
        String reason = provider(new Sight.NoRuntime()).unavailable().orElseThrow();

        assertTrue(reason.contains("without TornadoVM") && reason.contains("TORNADOVM_HOME"), reason);
    }

    @Test
    void saysThatADriverIsMissingWhenThereIsNoDevice() {
        String reason = provider(new Sight.NoDevice()).unavailable().orElseThrow();

        assertTrue(reason.contains("no device") && reason.contains("driver"), reason);
    }

    @Test
    void passesOnWhatTheRuntimeSaysWhenItDoesNotStart() {
        String reason = provider(new Sight.Failed("out of luck")).unavailable().orElseThrow();

        assertTrue(reason.contains("out of luck") && reason.contains("tornado --devices"), reason);
    }

    @Test
    void tellsTheFailuresOfTheRuntimeApart() {
        assertInstanceOf(Sight.NoDevice.class,
            Sight.failed(new TornadoBailoutRuntimeException("No OpenCL platforms found")));
        assertInstanceOf(Sight.NoLibrary.class, Sight.failed(new UnsatisfiedLinkError("libOpenCL.so.1")));
        assertInstanceOf(Sight.NoLibrary.class,
            Sight.failed(new TornadoRuntimeException("[ERROR] OpenCL JNI Library not found")));
        assertInstanceOf(Sight.NoRuntime.class, Sight.failed(new ClassNotFoundException("TornadoCoreRuntime")));
        assertEquals(new Sight.Failed("no JVMCI"), Sight.failed(new IllegalStateException("no JVMCI")));
    }

    /// Whatever this machine has: the runtime starts in the JVM of the tests, and each device it shows can be asked.
    @Test
    void asksTheRuntimeOfThisMachine() {
        for (Device device : new TornadoBackendProvider().devices()) {
            assertFalse(device.name().isBlank() || device.kind().isBlank() || device.driver().isBlank(),
                device.toString());
            if (!device.id().isEmpty()) {
                assertEquals(device.memory().orElseThrow(), Math.min(RuntimeSettings.memoryLimit(),
                    Sight.device(device.id()).getMaxGlobalMemory()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"64GB,68719476736", "512MB,536870912", "1000,1000", "1000B,1000", "much,9223372036854775807"})
    void readsALimitOfMemoryAsTheRuntimeDoes(String text, long bytes) {
        assertEquals(bytes, RuntimeSettings.bytes(text));
    }

    private static TornadoBackendProvider provider(Sight sight) {
        return new TornadoBackendProvider(() -> sight);
    }

    private static Seen seen(int backend, int index, TornadoVMBackendType language, TornadoDeviceType kind,
                             String name) {
        return new Seen(backend, index, language, kind, name, "a platform", "3.1", 1 << 30);
    }
}
