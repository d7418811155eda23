package samplerscope.app.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import samplerscope.app.study.RecentData;
import samplerscope.spec.Choice;

class ModelEntryTest {

    private static final ModelEntry MOONS = new ModelEntry(Choice.of("two-moons"), "Two moons", "exact",
        "2 \u00b7 2 classes, guidance", "Points on half circles.", Optional.empty(), false);

    @Test
    void everyWordMustStandSomewhere() {
        assertTrue(MOONS.matches(""));
        assertTrue(MOONS.matches("  circles EXACT "));
        assertFalse(MOONS.matches("moons trained"));
    }

    @Test
    void whatIsRemovedIsNotRemembered() {
        var recent = new RecentData(List.of("{\"id\": \"points\", \"file\": \"/a.csv\"}",
            "{\"id\": \"points\", \"file\": \"/b.csv\"}"));
        assertEquals(2, recent.choices().size());

        recent.remove(recent.choices().getFirst());

        assertEquals(1, recent.lines().size());
        assertTrue(recent.lines().getFirst().contains("b.csv"));
    }
}
