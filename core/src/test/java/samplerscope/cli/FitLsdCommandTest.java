package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.samplerscope;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.cli.TestCommands.Result;
import samplerscope.registry.Setting;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.RunSpec;
import samplerscope.spec.UnmaskText;

class FitLsdCommandTest {

    @TempDir
    private Path folder;

    private Result fit(Path out, Object... more) {
        var all = new ArrayList<Object>(List.of("search", "fit-lsd", "--model", "chain-a", "--steps", "4",
            "--sequences", "40", "--teacher", "8", "-o", out));
        all.addAll(List.of(more));
        return samplerscope(all.toArray());
    }

    private static Setting.Numbers numbers(Path spec, String id) {
        RunSpec.Unmask read = UnmaskText.find(spec, MaskedCatalog.standard()).orElseThrow();
        return (Setting.Numbers) read.sampler().settings().get(id);
    }

    @Test
    void whatIsLearnedIsInTheSpecAndRuns() {
        Path out = folder.resolve("lsd.json");
        Result result = fit(out);

        assertEquals(0, result.code(), result.err());
        assertEquals(4, numbers(out, "phi").values().size());
        assertEquals(1, numbers(out, "phi").values().getFirst(), 1e-9);
        assertTrue(result.out().contains("sampler.phi=[1.0, "), result.out());
        assertEquals(0, samplerscope("run", out, "--samples", "3").code());
        assertEquals(2, fit(out).code(), "it is there already");
    }

    @Test
    void stepSizesAndSearchedCoefficientsAreToo() {
        Path sizes = folder.resolve("sizes.json");
        assertEquals(0, fit(sizes, "--by", "sizes", "--form", "linear").code());
        assertEquals(4, numbers(sizes, "kappa").values().size());
        Path search = folder.resolve("search.json");
        assertEquals(0, fit(search, "--by", "search").code());
        assertTrue(numbers(search, "phi").values().getFirst() > 1.1);
    }

    @Test
    void badInputIsRefused() {
        assertEquals(2, samplerscope("search", "fit-lsd", "--steps", "4").code(), "no model");
        assertEquals(2, samplerscope("search", "fit-lsd", "--model", "chain-a", "--steps", "0").code());
        assertEquals(2, samplerscope("search", "fit-lsd", "--model", "chain-a", "--steps", "4", "--teacher", "0").code());
        assertEquals(2, samplerscope("search", "fit-lsd", "--model", "chain-a", "--steps", "4", "--sequences", "0").code());
        assertEquals(2, samplerscope("search", "fit-lsd", "--model", "nothing", "--steps", "4").code());
    }
}
