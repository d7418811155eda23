package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.schedule.BuiltInGrids;
import samplerscope.schedule.GridFamily;
import samplerscope.schedule.GridRequest;
import samplerscope.schedule.InvalidGridException;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.VpLinear;

class AdaptiveGridTest {

    private static final Path HERE = Path.of("");
    private static final VpLinear VP = new VpLinear(0.1, 20);
    private static final Resolver RESOLVER = new Resolver(Catalog.standard(Path.of("there is no such folder")));

    @AfterAll
    static void close() {
        RESOLVER.close();
    }

    private static RunSpec.Denoise spec(Choice grid) {
        return RunSpec.Denoise.of(Choice.of("problem-s")).withSchedule(Choice.of("vp-linear")).withGrid(grid)
            .withSolvers(List.of(Choice.of("dpmpp-3s")));
    }

    private static List<NoiseLevel> levels(RunSpec.Denoise spec) {
        return RESOLVER.resolve(spec, HERE).levels();
    }

    @Test
    void itGoesFromTheStartOfTheScheduleToItsEnd() {
        List<NoiseLevel> levels = levels(spec(Choice.of("adaptive")));

        assertEquals(VP.at(1), levels.getFirst());
        assertEquals(VP.at(1e-3), levels.getLast());
    }

    @Test
    void lessToleranceMakesMoreLevels() {
        int loose = levels(spec(Choice.of("adaptive"))).size();
        int tight = levels(spec(Choice.of("adaptive").with("rtol", 1e-3).with("atol", 1.56e-4))).size();

        assertTrue(tight > 1.5 * loose, loose + " and " + tight);
    }

    @Test
    void whatIsSampledDoesNotMoveItsLevels() {
        var spec = spec(Choice.of("adaptive"));

        assertEquals(levels(spec.withSamples(1)), levels(spec.withSamples(50).withSeed(3)));
        try (var another = new Resolver(Catalog.standard(Path.of("there is no such folder")))) {
            assertEquals(levels(spec), another.resolve(spec, HERE).levels());
        }
    }

    @Test
    void anInterruptedPilotRunCanBeAskedForAgain() {
        var spec = spec(Choice.of("adaptive").with("rtol", 0.02));
        Thread.currentThread().interrupt();

        assertThrows(CancellationException.class, () -> levels(spec));
        assertTrue(Thread.interrupted());
        assertTrue(levels(spec).size() > 2);
    }

    @Test
    void itNeedsAModelAndAnEndBelowItsStart() {
        GridFamily family = BuiltInGrids.families().stream().filter(f -> f.id().equals("adaptive")).findFirst()
            .orElseThrow();
        var settings = Settings.of("grid", family.parameters(), Map.of());

        var without = assertThrows(InvalidGridException.class, () -> family.rule().grid(new GridRequest(VP), settings));
        var nowhere = Settings.of("grid", family.parameters(), Map.of("end", new Setting.Num(1)));
        var reversed = assertThrows(InvalidGridException.class,
            () -> family.rule().grid(new GridRequest(VP), nowhere));
        assertTrue(without.remedy().contains("model"), without.remedy());
        assertTrue(reversed.remedy().contains("less noise"), reversed.remedy());
    }
}
