package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// Families that are rules of others with what the paper sets.
class NamedAfterPapersTest {

    private static final Manner PUBLISHED = Manner.drawing(Drawing.at(0)).inBlocks(32);

    private static Object standard(MaskedSamplerFamily family) {
        return with(family, Map.of());
    }

    private static Object with(MaskedSamplerFamily family, Map<String, Setting> given) {
        return family.create().apply(Settings.of(family.id(), family.parameters(), given));
    }

    @Test
    void dParallelIsTheEntropyThresholdOfHalfANatInBlocks() {
        assertEquals(new EntropyThreshold(0.5, PUBLISHED), standard(EntropyThreshold.DPARALLEL));
    }

    @Test
    void theCachesOfFastDllmComeWithItsThreshold() {
        assertEquals(new Threshold(0.9, Threshold.Judged.CONFIDENCE, PUBLISHED.with(new Caching(Cache.PREFIX, 0))),
            standard(Threshold.PREFIX_CACHE));
        assertEquals(new Threshold(0.9, Threshold.Judged.CONFIDENCE, PUBLISHED.with(new Caching(Cache.DUAL, 0))),
            standard(Threshold.DUAL_CACHE));
    }

    @Test
    void freeCacheFreezesCleanAndOffersStale() {
        assertEquals(new Caching(Cache.FREE_CLEAN, 0),
            ((FixedCount) standard(FixedCount.FREE_CACHE)).manner().caching());
        assertEquals(new Caching(Cache.FREE_STALE, 5), ((FixedCount) with(FixedCount.FREE_CACHE,
            Map.of("cache", new Setting.Word("free-stale"), "audit", new Setting.Num(5)))).manner().caching());
    }

    @Test
    void everyOtherRuleHasNoCacheUnlessAsked() {
        assertEquals(new Threshold(0.9), standard(Threshold.FAMILY));
        assertEquals(new Caching(Cache.DUAL, 0), ((Threshold) with(Threshold.FAMILY,
            Map.of("cache", new Setting.Word("dual")))).manner().caching());
    }

    @Test
    void anotherDefaultIsCheckedAndComesFirst() {
        Parameter cache = Parameter.oneOf("cache", "cache", "", "none", "prefix", "dual");

        assertEquals(new Parameter.Kind.OneOf(List.of("dual", "none", "prefix")),
            cache.withStandard(new Setting.Word("dual")).kind());
        assertThrows(InvalidParameterException.class, () -> cache.withStandard(new Setting.Word("cat")));
        assertThrows(InvalidParameterException.class,
            () -> Parameter.whole("block", "block", "", 0, 0, 8).withStandard(new Setting.Num(9)));
    }
}
