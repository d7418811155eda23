package samplerscope.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Objects;

/// Tables of published schedules in float64, and sigma ladders of crowsonkb/k-diffusion at 4601bf08.
final class GoldenSchedules {

    private GoldenSchedules() {}

    static JsonNode read() throws IOException {
        try (var file = GoldenSchedules.class.getResourceAsStream("/golden/schedules.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(file));
        }
    }
}
