package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import samplerscope.SamplerscopeException;
import samplerscope.run.Recording;

class UnmaskTextTest {

    private static final MaskedCatalog CATALOG = MaskedCatalog.standard();

    @Test
    void whatIsWrittenIsReadBack() {
        RunSpec.Unmask spec = RunSpec.Unmask.of(Choice.of("chain").with("length", 12)).withSampler(Choice.of("klass"))
            .withPrompt("ab_c").withSamples(7).withSeed(-3).withRecording(new Recording(2, 5));

        assertEquals(spec, UnmaskText.read(UnmaskText.text(spec), "spec.json", CATALOG));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        String text = "{\"kind\": \"unmask\", \"version\": 1, \"model\": \"chain-a\", \"sampler\": \"klass\"}";

        assertEquals(RunSpec.Unmask.of(Choice.of("chain-a")).withSampler(Choice.of("klass")),
            UnmaskText.read(text, "spec.json", CATALOG));
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        for (String wrong : new String[] {
            "{\"kind\": \"denoise\", \"version\": 1, \"model\": \"moons\"}",
            "{\"kind\": \"unmask\", \"version\": 1, \"model\": \"chain-a\", \"steps\": 4}",
            "{\"kind\": \"unmask\", \"version\": 1, \"model\": \"no-such\"}",
            "{\"kind\": \"unmask\", \"version\": 1, \"model\": \"chain-a\", \"sampler\": \"no-such\"}",
            "{\"kind\": \"unmask\", \"version\": 1, \"model\": \"chain-a\", \"prompt\": 5}",
            "{\"kind\": \"unmask\", \"version\": 1, \"model\": \"chain-a\", \"samples\": 0}",
            "{\"kind\": \"unmask\", \"version\": 1, \"model\": {\"id\": \"chain\", \"length\": 0}}"}) {
            assertThrows(SamplerscopeException.class, () -> UnmaskText.read(wrong, "spec.json", CATALOG), wrong);
        }
    }

    @Test
    void aReaderOfTheOtherFamilySaysWhatItIs() {
        String text = UnmaskText.text(RunSpec.Unmask.of(Choice.of("chain-a")));
        var reader = new SpecReader(Catalog.standard(Path.of("assets")));

        var e = assertThrows(SpecException.class, () -> reader.read(text, "spec.json"));
        assertTrue(e.getMessage().contains("masked"), e.getMessage());
    }
}
