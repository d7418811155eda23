package samplerscope.tensor;

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

    /// @param why    in one sentence without a full stop
    /// @param remedy what to do, in one sentence without a full stop
    public record Obstacle(String why, String remedy) {
        @Override
        public String toString() {
            return why + "; " + remedy;
        }
    }

    public boolean isUsable() {
        return obstacle.isEmpty();
    }
}
