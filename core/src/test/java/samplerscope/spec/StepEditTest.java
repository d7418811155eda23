package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.registry.Setting;
import samplerscope.run.Recording;
import samplerscope.schedule.GridFamily;

class StepEditTest {

    private static final Resolver RESOLVER = new Resolver(TestCatalog.catalog());
    private static final Catalog CATALOG = RESOLVER.catalog();

    static Stream<String> grids() {
        return CATALOG.grids().all().stream().map(GridFamily::id);
    }

    @ParameterizedTest
    @MethodSource("grids")
    void everyGridSaysHowManyStepsItMakes(String id) {
        Choice plain = id.equals("list") ? Choice.of(id).with("values", new Setting.Numbers(List.of(-4.0, -1.0, 2.0)))
            : Choice.of(id);
        for (boolean toZero : new boolean[] {false, true}) {
            Choice grid = plain.with("to-zero", new Setting.Flag(toZero));
            OptionalInt said = StepEdit.steps(grid, CATALOG);
            assertEquals(List.of("adaptive", "restart").contains(id), said.isEmpty());
            said.ifPresent(steps -> assertEquals(steps, resolved(grid, "ddim").plan().steps().size(), grid.toString()));
        }
    }

    @ParameterizedTest
    @CsvSource({"ddim,uniform-lambda,20,20", "heun,karras,20,10", "heun,karras,21,10", "auto,auto,10,11",
        "auto,auto,30,31", "dpmpp-2m,teleported,12,12", "dpmpp-3s,uniform-t,15,5", "ddim,quadratic,1,1"})
    void aBudgetBuysAsManyStepsAsItPaysFor(String solver, String grid, int nfe, int steps) {
        RunSpec.Denoise spec = StepEdit.withBudget(resolved(Choice.of(grid), solver), nfe, CATALOG);

        assertEquals(new Setting.Num(steps), spec.grid().settings().get("steps"));
        int costs = RESOLVER.resolve(spec, Path.of("")).nfe();
        assertFalse(costs > nfe, "%d evaluations for %d".formatted(costs, nfe));
    }

    @Test
    void aGridWithoutANumberOfStepsIsLeftAsItIs() {
        Resolved run = resolved(Choice.of("adaptive"), "ddim");

        assertEquals(run.spec(), StepEdit.withBudget(run, 50, CATALOG));
    }

    @Test
    void aListGrowsAndShrinksBetweenItsEnds() {
        RunSpec.Denoise spec = spec(Choice.of("auto").with("steps", 4), "a", "b", "c", "d");

        assertEquals(List.of("a", "b", "c", "c", "c", "d"), ids(onGrid(spec, "karras", 6)));
        assertEquals(List.of("a", "b", "d"), ids(onGrid(spec, "karras", 3)));
        assertEquals(List.of("a", "d"), ids(onGrid(spec, "karras", 2)));
    }

    @Test
    void theJumpComesAndGoesWithItsGrid() {
        RunSpec.Denoise spec = spec(Choice.of("karras").with("steps", 3), "a", "b", "c");

        RunSpec.Denoise jumping = onGrid(spec, "teleported", 3);
        assertEquals(List.of("teleport", "a", "b", "c"), ids(jumping));
        assertEquals(List.of("a", "b", "c"), ids(onGrid(jumping, "karras", 3)));
    }

    @Test
    void oneSolverIsTheOneUsedMost() {
        RunSpec.Denoise spec = spec(Choice.of("karras").with("steps", 5), "a", "b", "b", "c", "d");

        assertEquals(List.of("b"), ids(StepEdit.withOneSolver(spec)));
        assertEquals(List.of("b"), ids(StepEdit.withGrid(spec, Choice.of("adaptive"), CATALOG)));
    }

    private static RunSpec.Denoise onGrid(RunSpec.Denoise spec, String grid, int steps) {
        return StepEdit.withGrid(spec, Choice.of(grid).with("steps", steps), CATALOG);
    }

    private static List<String> ids(RunSpec.Denoise spec) {
        return spec.solvers().stream().map(Choice::id).toList();
    }

    private static Resolved resolved(Choice grid, String solver) {
        return RESOLVER.resolve(spec(grid, solver), Path.of(""));
    }

    private static RunSpec.Denoise spec(Choice grid, String... solvers) {
        return new RunSpec.Denoise(RunSpec.CURRENT_VERSION, Choice.of("normal"), Choice.of("vp-linear"), grid,
            Stream.of(solvers).map(Choice::of).toList(), Guidance.NONE, 4, 0, 1, Recording.ALL);
    }
}
