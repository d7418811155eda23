package samplerscope.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import samplerscope.registry.UnknownIdException;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;

class SweepSpecTest {

    private static final RunSpec.Denoise BASE = RunSpec.Denoise.of(Choice.of("moons"));

    @Test
    void theLastAxisRunsFastest() {
        SweepSpec spec = spec(Map.of(), "solver=ddim,heun", "nfe=5,10");

        assertEquals(List.of("ddim, 5", "ddim, 10", "heun, 5", "heun, 10"),
            spec.cells().stream().map(SweepCell::words).toList());
        assertEquals(spec.cells().get(2), spec.at(List.of(1, 0)));
    }

    @Test
    void theEndsOfANumericAxisAreRunFirst() {
        SweepSpec spec = spec(Map.of(), "nfe=1..5");

        assertEquals(List.of("1", "5", "3", "2", "4"), spec.order().stream().map(SweepCell::words).toList());
    }

    @Test
    void everyCellIsRunOnce() {
        SweepSpec spec = spec(Map.of(), "solver=ddim,heun,unip", "nfe=1..7", "seed=1,2");

        assertEquals(42, spec.order().stream().map(SweepCell::index).distinct().count());
    }

    @Test
    void aBaselineOfOneFieldIsTheCellInTheSameColumn() {
        SweepSpec spec = spec(Map.of("solver", "ddim"), "solver=ddim,heun", "nfe=5,10");

        assertEquals(Optional.of(spec.cell(1)), spec.baselineOf(spec.cell(3)));
        assertEquals(Optional.empty(), spec.baselineOf(spec.cell(0)));
    }

    @Test
    void whatCannotBeLaidOutIsRefusedWithAReason() {
        assertThrows(InvalidSweepException.class, () -> new SweepSpec(BASE, List.of(), Map.of()));
        assertThrows(InvalidSweepException.class, () -> spec(Map.of(), "nfe=5", "steps=5"));
        assertThrows(InvalidSweepException.class, () -> spec(Map.of(), "solver=ddim", "solvers=heun"));
        assertThrows(InvalidSweepException.class, () -> spec(Map.of(), "nfe=1..200", "seed=1..200"));
        assertThrows(InvalidSweepException.class, () -> spec(Map.of("grid", "karras"), "nfe=5"));
        assertThrows(InvalidSweepException.class, () -> spec(Map.of("nfe", "6"), "nfe=5"));
    }

    @Test
    void idsAreLookedUpBeforeAnythingRuns() {
        Catalog catalog = Catalog.standard(Path.of(""));

        spec(Map.of(), "solver=ddim", "grid=karras").check(catalog);
        assertThrows(UnknownIdException.class, () -> spec(Map.of(), "solver=ddmi").check(catalog));
    }

    @Test
    void saysWhichSeedsShareSamples() {
        assertTrue(spec(Map.of(), "seed=1,2").sharedSamples().orElseThrow().contains("seed=1,257"));
        assertEquals(Optional.empty(), spec(Map.of(), "seed=1,257").sharedSamples());
    }

    private static SweepSpec spec(Map<String, String> baseline, String... axes) {
        return new SweepSpec(BASE, Stream.of(axes).map(SweepAxis::of).toList(), baseline);
    }
}
