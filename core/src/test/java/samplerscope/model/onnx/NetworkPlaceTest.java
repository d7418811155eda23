package samplerscope.model.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkPlaceTest {

    private static final EnumSet<OrtProvider> WITH_CUDA = EnumSet.of(OrtProvider.CPU, OrtProvider.CUDA);

    private int attempts;

    @Test
    void takesCudaWhereItIsThereAndStarts() {
        NetworkPlace place = NetworkPlace.choose(WITH_CUDA, true, this::starts);

        assertTrue(place.isCuda());
        assertEquals(List.of("CPU", "CUDA"), place.available());
        assertEquals("networks are evaluated with CUDA; ONNX Runtime has CPU, CUDA", place.inWords());
    }

    @Test
    void fallsBackToTheCpuAndNamesTheReason() {
        NetworkPlace place = NetworkPlace.choose(WITH_CUDA, true, () -> {
            throw new OrtException("libcudnn.so.9: cannot open shared object file\nand many lines more");
        });

        assertFalse(place.isCuda());
        assertTrue(place.why().contains("libcudnn.so.9") && place.why().contains("install CUDA"), place.why());
        assertFalse(place.why().contains("many lines more"), place.why());
    }

    @Test
    void doesNotTouchCudaWhenItIsSwitchedOff() {
        NetworkPlace place = NetworkPlace.choose(WITH_CUDA, false, this::starts);

        assertFalse(place.isCuda());
        assertEquals(0, attempts);
        assertTrue(place.why().contains("-Dsamplerscope.onnx.cuda=off"), place.why());
    }

    @Test
    void saysHowToGetCudaWhereTheLibraryHasNone() {
        NetworkPlace place = NetworkPlace.choose(EnumSet.of(OrtProvider.CPU, OrtProvider.XNNPACK), true, this::starts);

        assertFalse(place.isCuda());
        assertEquals(0, attempts);
        assertTrue(place.why().contains("onnxruntime_gpu"), place.why());
    }

    @Test
    void theLibraryOfThisBuildIsAsked() {
        assertTrue(NetworkPlace.here().available().contains("CPU"), NetworkPlace.here().inWords());
    }

    private void starts() {
        attempts++;
    }
}
