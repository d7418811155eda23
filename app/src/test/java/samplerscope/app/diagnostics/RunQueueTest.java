package samplerscope.app.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RunQueueTest {

    private static OptionalLong second(String line) {
        return RunQueue.second(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void theSecondNumberOfALineIsTheTimeInTheQueue() {
        assertEquals(OptionalLong.of(4_510_273_301L), second("26384562 4510273301 37\n"));
        assertEquals(OptionalLong.of(12), second("0 12"));
        assertEquals(OptionalLong.empty(), second("0"));
        assertEquals(OptionalLong.empty(), second("0 \n"));
        assertEquals(OptionalLong.empty(), second(""));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aThreadThatIsReadAgainHasNotWaitedLess() {
        try (RunQueue queue = RunQueue.ofThisThread().orElseThrow()) {
            long before = queue.waitedNanos().orElseThrow();
            Thread.yield();
            assertTrue(queue.waitedNanos().orElseThrow() >= before);
        }
    }
}
