package samplerscope.app.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import samplerscope.app.models.ModelEntry.Kind;
import samplerscope.registry.Setting;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;

class ModelEntryTest {

    private static final Catalog CATALOG =
        Catalog.standard(Path.of(System.getProperty("samplerscope.home")).resolve("assets"));

    @Test
    void everyWordMustStandSomewhere() {
        ModelEntry moons = entry(Choice.of("moons"));

        assertTrue(moons.matches(""));
        assertTrue(moons.matches("  circles EXACT upper "));
        assertFalse(moons.matches("moons trained"));
    }

    @Test
    void aNetworkSaysWhatItPredictsOnWhichPathAndHowLargeItIs() {
        ModelEntry digits = entry(Choice.of("glyphs-net"));

        assertEquals(Kind.TRAINED, digits.kind());
        assertEquals("6.1 MB \u00b7 1.5 M parameters \u00b7 predicts velocity on VP cosine \u00b7 Apache-2.0",
            digits.facts());
        assertTrue(digits.able().contains("shape 1 \u00d7 32 \u00d7 32"), digits.able());
        assertTrue(digits.able().contains("10 classes with guidance: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 \u00b7 error"),
            digits.able());
        assertFalse(digits.about().contains("Source"), "the description says it already");
    }

    @Test
    void aFileThatHasGoneIsAProblemOfItsCard() {
        ModelEntry gone = entry(Choice.of("points").with("file", new Setting.Word("/no/such/points.csv")));

        assertEquals(Kind.OWN, gone.kind());
        assertEquals("points.csv", gone.name());
        assertTrue(gone.problem().orElseThrow().contains("not there any more"), gone.toString());
    }

    @Test
    void sizesAreRounded() {
        assertEquals("999 B", ModelEntry.scaled(999, "B"));
        assertEquals("1.0 kB", ModelEntry.scaled(1000, "B"));
        assertEquals("6.1 MB", ModelEntry.scaled(6_075_736, "B"));
        assertEquals("2500.0 GB", ModelEntry.scaled(2_500_000_000_000L, "B"));
    }

    private static ModelEntry entry(Choice choice) {
        return ModelEntry.of(choice, CATALOG, Path.of(""));
    }
}
