package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.registry.Registry;
import samplerscope.tensor.BackendProvider;
import samplerscope.tensor.Device;
import samplerscope.tensor.DeviceException;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.simd.CpuBackends;

class DeviceChoiceTest {

    private static final Device BROKEN =
        device("0:0", Optional.of(new Device.Obstacle("it is broken", "mend it", "mend 0")));
    private static final Device FINE = device("0:1", Optional.empty());
    private static final Registry<BackendProvider> BACKENDS = new Registry<>("backend",
        List.of(CpuBackends.all().getFirst(), new Rack(List.of(BROKEN, FINE))));

    @Test
    void everyDeviceOfEveryBackendIsAChoice() {
        assertEquals(List.of("cpu-float32", "tornado/0:0", "tornado/0:1"),
            DeviceChoice.all(BACKENDS).stream().map(DeviceChoice::id).toList());
    }

    @Test
    void eachUsableChoiceIsFoundAgainByItsId() {
        for (DeviceChoice choice : DeviceChoice.all(BACKENDS)) {
            if (choice.device().isUsable()) {
                assertEquals(choice, Engine.of(BACKENDS, choice.id(), 3).choice());
            }
        }
        var error = assertThrows(BackendUnavailableException.class, () -> Engine.of(BACKENDS, "tornado/0:0", 1));
        assertTrue(error.happened().contains("it is broken; mend it (mend 0)"), error.happened());
        assertThrows(BackendUnavailableException.class, () -> Engine.of(BACKENDS, "tornado/7:7", 1));
    }

    @Test
    void aBackendAloneStandsForItsFirstUsableDevice() {
        assertEquals("tornado/0:1", Engine.of(BACKENDS, "tornado", 1).id());
        List<DeviceChoice> all = DeviceChoice.all(BACKENDS);
        assertEquals(List.of(true, false, true), all.stream().map(DeviceChoice::isPreferred).toList());
        assertEquals(List.of(true, false, false), all.stream().map(DeviceChoice::isStandard).toList());
    }

    @Test
    void aRunCanBeTakenBackToTheCpu() {
        assertEquals("cpu-float32", Engine.of(BACKENDS, "tornado", 3).onCpu(BACKENDS).id());
        assertEquals(3, Engine.of(BACKENDS, "tornado", 3).onCpu(BACKENDS).threads());
    }

    @Test
    void aBuildWithoutTheGpuModuleSaysSoWithARemedy() {
        Device.Obstacle missing = DeviceChoice.missing(new Registry<>("backend", CpuBackends.all())).orElseThrow();

        assertTrue(missing.remedy().contains("docs/gpu.md"), missing.remedy());
        assertTrue(missing.command().startsWith("sdk install tornadovm "), missing.command());
        assertFalse(DeviceChoice.missing(BACKENDS).isPresent());
    }

    /// The version stands in the build and in what users are told to install.
    @Test
    void namesTheSdkThatTheBuildIsMadeFor() throws IOException {
        String pom = Files.readString(Path.of(System.getProperty("samplerscope.home")).resolve("pom.xml"));

        assertTrue(pom.contains("<tornadovm.version>" + DeviceChoice.TORNADOVM + "</tornadovm.version>"),
            DeviceChoice.TORNADOVM);
    }

    @ParameterizedTest
    @CsvSource({"0,0 bytes", "1023,1023 bytes", "1024,1.0 KiB", "25769803776,24.0 GiB", "1649267441664,1.5 TiB"})
    void memoryIsToldInPowersOf1024(long bytes, String words) {
        assertEquals(words, new Device("", "", "GPU", "", OptionalLong.of(bytes), Optional.empty()).memoryInWords());
    }

    @Test
    void aFailureOfADeviceIsFoundBeneathOthers() {
        var failure = new DeviceException("the kernel did not compile", "update the driver");

        assertEquals(Optional.of(failure),
            DeviceException.in(new IllegalStateException(new RuntimeException(failure))));
        assertEquals(Optional.empty(), DeviceException.in(new IllegalStateException("something else")));
    }

    private static Device device(String id, Optional<Device.Obstacle> obstacle) {
        return new Device(id, "card " + id, "GPU", "a driver", OptionalLong.empty(), obstacle);
    }

    private record Rack(List<Device> devices) implements BackendProvider {

        @Override
        public String id() {
            return DeviceChoice.GPU_BACKEND;
        }

        @Override
        public String name() {
            return "Rack";
        }

        @Override
        public String source() {
            return "a test";
        }

        @Override
        public TensorBackend open(Device device, int threads) {
            return new Float64Backend(threads);
        }
    }
}
