package samplerscope.app.diagnostics;

import java.time.LocalTime;
import java.util.List;

/// A time in which the FX thread answered nobody.
///
/// @param when        its end
/// @param nanos       how long
/// @param cpuNanos    what the FX thread computed meanwhile
/// @param queuedNanos what it, or the renderer that it waits for, waited for a core that ran others; 0 where the system does
///                    not count that
/// @param gcMillis    how long garbage collections held all threads meanwhile
/// @param stack       where it was, each look once; empty when it answered before anybody looked
public record Block(LocalTime when, long nanos, long cpuNanos, long queuedNanos, long gcMillis,
                    List<StackTraceElement> stack) {

    static final Block NONE = new Block(LocalTime.MIN, 0, 0, 0, 0, List.of());

    public Block {
        stack = List.copyOf(stack);
    }

    public double millis() {
        return nanos * 1e-6;
    }

    /// What the window itself is answerable for: computing, and waiting for its own locks, files and renderer, but not for
    /// a core that other programs had, nor for a collection, which the collector's threads may draw out by waiting for a
    /// core themselves, and whose length is a matter of the heap and of the collector that was chosen.
    public double ownMillis() {
        return Math.max(0, (nanos - queuedNanos) * 1e-6 - gcMillis);
    }
}
