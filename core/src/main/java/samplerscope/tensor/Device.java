package samplerscope.tensor;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Something a backend can run on, and whether it can here.
///
/// @param id       within its provider, such as `0:0`; empty for a provider with one device only
/// @param name     as the driver gives it
/// @param kind     `CPU`, `GPU`, `accelerator` or another word for what it is
/// @param driver   what speaks to it, with its version
/// @param memory   bytes a run can use there; empty when unknown
/// @param obstacle why it cannot be used; empty when it can
public record Device(String id, String name, String kind, String driver, OptionalLong memory,
                     Optional<Obstacle> obstacle) {

    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

    /// @param why     in one sentence without a full stop
    /// @param remedy  what to do, in one sentence without a full stop
    /// @param command a line for a shell that does it; empty when there is none
    public record Obstacle(String why, String remedy, String command) {

        public Obstacle(String why, String remedy) {
            this(why, remedy, "");
        }

        @Override
        public String toString() {
            return why + "; " + remedy + (command.isEmpty() ? "" : " (" + command + ")");
        }
    }

    public boolean isUsable() {
        return obstacle.isEmpty();
    }

    /// `7.8 GiB`; empty when unknown.
    public String memoryInWords() {
        if (memory.isEmpty()) {
            return "";
        }
        double amount = memory.getAsLong();
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return unit == 0 ? "%.0f %s".formatted(amount, UNITS[unit])
            : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }
}
