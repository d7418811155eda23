package samplerscope.app.glossary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class GlossaryTest {

    private static Glossary shipped() throws IOException {
        return Glossary.of(Files.readString(Path.of(System.getProperty("samplerscope.home"), Glossary.FILE)));
    }

    @Test
    void readsNamesUnitAndMeaning() {
        Glossary glossary = Glossary.of("# Title\n\nWords.\n\n## NFE, cost\n*a whole number* How often the\nmodel is `asked`.\n\n"
            + "## lane\nOne sampler.\n");

        assertEquals(List.of(new Glossary.Entry(List.of("NFE", "cost"), "a whole number", "How often the model is asked."),
            new Glossary.Entry(List.of("lane"), "", "One sampler.")), glossary.entries());
        assertEquals("NFE", glossary.find(" Cost ").orElseThrow().term());
        assertTrue(glossary.find("often").isEmpty(), "only names are found by name");
        assertEquals(1, glossary.search("model often").size());
    }

    @Test
    void everyEntryOfThePageIsWholeAndNoNameStandsTwice() throws IOException {
        var names = new HashSet<String>();
        for (Glossary.Entry entry : shipped().entries()) {
            assertTrue(entry.meaning().endsWith("."), entry.term());
            assertFalse(entry.meaning().isBlank(), entry.term());
            entry.names().forEach(n -> assertTrue(names.add(n.toLowerCase(Locale.ROOT)), n));
        }
    }

    @Test
    void explainsTheLabelsOfTheSetup() throws IOException {
        for (String label : List.of("samples", "seed", "batch", "NFE", "steps", "rho", "eta", "scale w", "class")) {
            assertTrue(shipped().find(label).isPresent(), label);
        }
    }
}
