package samplerscope.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import samplerscope.tensor.BackendProvider;

class TornadoBackendProviderTest {

    @Test
    void isFoundByTheServiceLoader() {
        var ids = ServiceLoader.load(BackendProvider.class).stream().map(p -> p.get().id()).toList();

        assertEquals(List.of("tornado"), ids);
    }

    @Test
    void saysHowToStartTheRuntimeWhenTheJvmWasStartedWithoutIt() {
        String reason = new TornadoBackendProvider().unavailable().orElseThrow();

        assertTrue(reason.contains("did not start") && reason.contains("TORNADOVM_HOME"), reason);
    }

    @Test
    void saysThatADriverIsMissingWhenThereIsNoDevice() {
        String reason = new TornadoBackendProvider(Sight.NoDevice::new).unavailable().orElseThrow();

        assertTrue(reason.contains("no device") && reason.contains("driver"), reason);
    }

    @Test
    void namesTheDevicesItSeesAndTheMissingKernels() {
        var seen = new Sight.Devices(List.of("first device", "second device"));

        String reason = new TornadoBackendProvider(() -> seen).unavailable().orElseThrow();

        assertTrue(reason.contains("first device, second device") && reason.contains("no kernels"), reason);
    }

    @Test
    void refusesToOpenWithATypedError() {
        var error = assertThrows(NoKernelsException.class, () -> new TornadoBackendProvider().open(null, 1));

        assertTrue(error.remedy().contains("cpu-float32"));
    }
}
