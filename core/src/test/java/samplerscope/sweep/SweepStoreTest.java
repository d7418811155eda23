package samplerscope.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;

class SweepStoreTest {

    private static final Instant BEGUN = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;
    private SweepStore store = new SweepStore(Path.of(""), Catalog.standard(Path.of("")));

    @BeforeEach
    void open() {
        store = new SweepStore(folder.resolve("sweeps"), store.catalog());
    }

    @Test
    void aPlanComesBackAsItWas() {
        KeptSweep sweep = sweep(0, "grid.rho=1..9 log 5", "solver={\"id\": \"ddim\", \"eta\": 1},heun");
        store.keep(sweep);

        assertEquals(List.of(sweep), store.all());
        assertEquals("solver \u00d7 grid.rho on moons, 10 cells", sweep.words());
    }

    @Test
    void theNewestComesFirstAndAnEqualOneOnce() {
        store.keep(sweep(0, "nfe=4,8"));
        store.keep(sweep(1, "nfe=4,8,12"));
        store.keep(sweep(2, "nfe=4,8"));

        assertEquals(List.of(sweep(2, "nfe=4,8"), sweep(1, "nfe=4,8,12")), store.all());
    }

    @Test
    void whatCannotBeReadStaysAndHidesNothing() throws IOException {
        store.keep(sweep(0, "nfe=4,8"));
        Path foreign = Files.writeString(folder.resolve("sweeps/other.sweep.json"), "{\"kind\": \"sweep\", \"version\": 9}");

        assertEquals(1, store.all().size());
        assertTrue(Files.exists(foreign));
    }

    @Test
    void aFolderThatNoSystemCanHaveHidesNothing() throws IOException {
        store.keep(sweep(0, "nfe=4,8"));
        Path kept = folder.resolve("sweeps").resolve(sweep(0, "nfe=4,8").name() + ".sweep.json");
        String text = Files.readString(kept);
        Files.writeString(folder.resolve("sweeps/odd.sweep.json"), text.replaceFirst("\"base\": \"", "$0\\\\u0000"));

        assertEquals(List.of(sweep(0, "nfe=4,8")), store.all());
    }

    @Test
    void theOldestIsForgottenWhereThereAreTooMany() {
        for (int i = 0; i <= SweepStore.MOST_SWEEPS; i++) {
            store.keep(sweep(i, "nfe=" + (i + 1)));
        }

        assertEquals(SweepStore.MOST_SWEEPS, store.all().size());
        assertEquals(sweep(1, "nfe=2"), store.all().getLast());
    }

    @Test
    void aForgottenPlanIsGone() {
        store.keep(sweep(0, "nfe=4,8"));
        store.forget(store.all().getFirst());

        assertEquals(List.of(), store.all());
    }

    private KeptSweep sweep(int minutes, String... axes) {
        var spec = new SweepSpec(RunSpec.Denoise.of(Choice.of("moons")).withSeed(7), List.of(axes).stream()
            .map(SweepAxis::of).toList(), axes.length == 1 ? Map.of() : Map.of("solver", "heun"));
        return new KeptSweep(spec, List.of("energy-distance"), "cpu-float32", folder, BEGUN.plusSeconds(60L * minutes));
    }
}
