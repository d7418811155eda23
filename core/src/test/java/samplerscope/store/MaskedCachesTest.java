package samplerscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.masked.UnsuitableModelException;
import samplerscope.registry.Setting;
import samplerscope.run.Progress;
import samplerscope.spec.Choice;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.MaskedRunFileReader;
import samplerscope.spec.MaskedRunFileWriter;
import samplerscope.spec.Reproduction;
import samplerscope.spec.ResolvedMasked;
import samplerscope.spec.RunSpec;
import samplerscope.spec.folder.TinyNetworks;

/// Runs with caches on a network of two layers that was made in PyTorch.
class MaskedCachesTest {

    private static final MaskedCatalog CATALOG = MaskedCatalog.standard();
    private static final RunSpec.Unmask SPEC = RunSpec.Unmask.of(
        new Choice("folder", Map.of("folder", new Setting.Word(TinyNetworks.ROOT.resolve("kept").toString()))))
        .withSamples(6);

    private static MaskedExecuted executed(Choice sampler, int threads) {
        try (ResolvedMasked run = ResolvedMasked.of(SPEC.withSampler(sampler), CATALOG, Path.of(""))) {
            return new MaskedExecutor(threads, Progress.NONE).execute(run, MaskedExecutor.Measure.LAW);
        }
    }

    private static Choice oneByOne(String cache) {
        return Choice.of("confidence").with("block", 4).with("cache", new Setting.Word(cache));
    }

    private static double metric(MaskedExecuted run, String id) {
        return run.file().metrics().get(id).value();
    }

    /// Twelve positions in three blocks of four, one token a pass.
    @Test
    void positionsATokenAreAsTheFormulasSay() {
        assertEquals(12, metric(executed(oneByOne("none"), 1), MaskedMetrics.POSITIONS_PER_TOKEN));
        assertEquals((12 + 36 + 12 + 24 + 12 + 12) / 12.0, metric(executed(oneByOne("prefix"), 1),
            MaskedMetrics.POSITIONS_PER_TOKEN));
        assertEquals(3 * (12 + 12) / 12.0, metric(executed(oneByOne("dual"), 1), MaskedMetrics.POSITIONS_PER_TOKEN));
        assertEquals((48 + 12 + 24 + 8 + 12) / 12.0, metric(executed(oneByOne("free-clean"), 1),
            MaskedMetrics.POSITIONS_PER_TOKEN));
        assertEquals((48 + 32 + 16) / 12.0, metric(executed(oneByOne("free-stale"), 1),
            MaskedMetrics.POSITIONS_PER_TOKEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefix", "dual", "free-clean", "free-stale"})
    void aCacheChangesNoPassesAndTellsItsDriftWhenAsked(String cache) {
        MaskedExecuted plain = executed(oneByOne(cache), 1);
        MaskedExecuted audited = executed(oneByOne(cache).with("audit", 1), 1);

        assertEquals(12, metric(plain, MaskedMetrics.PASSES));
        assertEquals(metric(plain, MaskedMetrics.POSITIONS), metric(audited, MaskedMetrics.POSITIONS));
        assertEquals(plain.file().steps().getLast().sha256(), audited.file().steps().getLast().sha256());
        assertFalse(plain.file().metrics().containsKey(MaskedMetrics.DRIFT));
        assertTrue(metric(audited, MaskedMetrics.DRIFT) > 1e-6, "" + audited.file().metrics());
    }

    @Test
    void batchesAndThreadsChangeNothingAndTheFileComesBack() {
        MaskedExecuted one = executed(oneByOne("free-clean"), 1);
        MaskedExecuted two = executed(oneByOne("free-clean"), 2);
        String text = MaskedRunFileWriter.text(one.file());

        assertEquals(new Reproduction.SameBits(12), Reproduction.compare(one.file(), two.file()));
        assertEquals(one.file(), new MaskedRunFileReader(CATALOG).read(text, "run.run.json"));
        assertEquals(6L * 104, one.file().steps().getLast().positions());
    }

    @Test
    void theHeadOfANetworkWritesTheTokensOfAPass() {
        MaskedExecuted run = executed(Choice.of("adjust").with("per-step", 4), 1);

        assertEquals(3, metric(run, MaskedMetrics.PASSES));
        assertEquals(36, metric(run, MaskedMetrics.POSITIONS));
    }

    @Test
    void aWorldWithoutKeysAndValuesIsRefused() {
        for (String sampler : List.of("freecache", "prefix-cache", "dual-cache")) {
            RunSpec.Unmask spec = RunSpec.Unmask.of(Choice.of("chain-a")).withSampler(Choice.of(sampler));
            assertThrows(UnsuitableModelException.class, () -> ResolvedMasked.of(spec, CATALOG, Path.of("")), sampler);
        }
    }
}
