package samplerscope.model.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class WeightsMemoryTest {

    private static final long GIGA = 1_000_000_000L;

    @Test
    void twentyGigabytesOnAMachineOfEightAreRefusedWithBothNumbersAndAWayOut() {
        NetworkException told = WeightsMemory.refusal("large", 20 * GIGA, 8 * GIGA).orElseThrow();

        assertTrue(told.happened().contains("'large' has 20.0 GB") && told.happened().contains("8.0 GB of memory"),
            told.happened());
        assertTrue(told.remedy().contains("float16") && told.remedy().contains("-Dsamplerscope.onnx.memory=any"),
            told.remedy());
    }

    @Test
    void aFifthOfTheMemoryIsLeftToEverythingElse() {
        assertEquals(Optional.empty(), WeightsMemory.refusal("small", 8 * GIGA, 10 * GIGA));
        assertTrue(WeightsMemory.refusal("large", 8 * GIGA + 1, 10 * GIGA).isPresent());
    }

    @Test
    void thisMachineHasSomeMemory() {
        assertTrue(WeightsMemory.ofThisMachine() > GIGA / 4);
    }
}
