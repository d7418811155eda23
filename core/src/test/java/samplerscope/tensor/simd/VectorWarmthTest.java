package samplerscope.tensor.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VectorWarmthTest {

    @Test
    void aTrialWaitsWhileTheyAreHeld() throws InterruptedException {
        var begun = new CountDownLatch(1);
        Runnable goOn = VectorWarmth.hold();
        try {
            VectorWarmth.of("held", () -> new VectorWarmth.Trial(begun::countDown, () -> {}));
            begun.await(200, TimeUnit.MILLISECONDS);
            assertEquals(1, begun.getCount(), "no round while a window opens");
        } finally {
            goOn.run();
        }
        assertTrue(begun.await(20, TimeUnit.SECONDS));
    }
}
