package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.registry.Registry;
import samplerscope.registry.Setting;
import samplerscope.run.Recording;
import samplerscope.solver.Ddim;
import samplerscope.solver.SolverFamily;
import samplerscope.solver.UnplannableStepException;

class StepChoicesTest {

    private static final Resolver RESOLVER = new Resolver(TestCatalog.catalog());

    private static final List<Choice> GRIDS = List.of(
        Choice.of("uniform-lambda").with("steps", 7), Choice.of("uniform-lambda").with("steps", 2),
        Choice.of("uniform-lambda").with("steps", 1),
        Choice.of("karras").with("steps", 6).with("to-zero", new Setting.Flag(true)),
        Choice.of("auto").with("steps", 8), Choice.of("teleported").with("steps", 5), Choice.of("adaptive"));

    static Stream<String> solvers() {
        return RESOLVER.catalog().solvers().all().stream().map(SolverFamily::id)
            .filter(id -> !id.equals("renoise")); // goes against the run, so it is never chosen for all of it
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void everySolverNamedStepByStepHasTheSamePlan(String id) {
        int compared = 0;
        for (Choice grid : GRIDS) {
            Optional<Resolved> whole = resolvable(spec(grid, Choice.of(id)));
            if (whole.isPresent()) {
                assertSamePlan(grid, whole.get());
                compared++;
            }
        }
        assertTrue(compared >= 4, id + " could be compared on so few grids: " + compared);
    }

    @ParameterizedTest
    @CsvSource({"dpmpp-2m,type,heun", "dpmpp-3m,curvature,published", "dpm-solver-2m,type,heun",
        "dpm-solver-3m,curvature,published", "unip,order,4", "unip,variant,bh1", "unip,form,noise",
        "unipc-2,variant,vary", "unipc-3,refresh,gaussian", "unipc-3,uncorrected-steps,2", "unic,predictor,heun",
        "unipc-4,evaluate-again,true", "unipc-3,corrector,1", "unipc-2,form,noise", "deis-log-rho,degree,3",
        "dc-solver,ratio,0.7", "dc-solver,order,4", "dualfast,base,dpmpp-3m", "dualfast,c,0.4", "usf,order,4",
        "usf,corrector,data", "usf,corrector,noise", "usf,output,mean", "usf,output,zero", "usf,relaxation,bh1",
        "sa-solver,tau,0.5", "sa-solver,tau-to,0.5", "sa-solver,tau-from,3", "sa-solver,predictor,2",
        "sa-solver,few-steps,true", "dpmpp-3m-sde,eta,0.5", "dpmpp-3m-sde,curvature,published",
        "dpm-solver-2m-sde,type,heun", "gaussian-first,then,unipc-4", "gaussian-first,then,dpmpp-3m",
        "dpm-solver-v3,order,2", "dpm-solver-v3,pseudo-predictor,true", "dpm-solver-v3,corrector,false",
        "dpm-solver-v3,pseudo-corrector,true", "auto,lower-order-final,false", "dpmpp-3m,lower-order-final,false",
        "dpm-solver-v3,lower-order-final,false"})
    void soHaveThoseWithOtherSettings(String id, String setting, String value) {
        Setting given = value.matches("true|false") ? new Setting.Flag(Boolean.parseBoolean(value))
            : value.matches("[0-9.]+") ? new Setting.Num(Double.parseDouble(value)) : new Setting.Word(value);
        for (Choice grid : GRIDS) {
            Choice choice = Choice.of(id).with(setting, given);
            assertSamePlan(grid, RESOLVER.resolve(spec(grid, choice), Path.of("")));
        }
    }

    @Test
    void whatFallsAtTheEndIsThereToSee() {
        RunSpec.Denoise spec = named(resolved(GRIDS.getFirst(), "dpmpp-3m"));

        assertEquals("dpmpp-3m", spec.solvers().getFirst().id());
        assertEquals(List.of("dpmpp-3m", "dpmpp-2m", "ddim"),
            spec.solvers().subList(4, 7).stream().map(Choice::id).toList());
    }

    @Test
    void autoShowsItsFirstStepWithoutAnEvaluation() {
        Resolved whole = resolved(Choice.of("auto").with("steps", 8), "auto");
        RunSpec.Denoise spec = named(whole);

        assertEquals("gaussian-first", spec.solvers().getFirst().id());
        assertEquals("auto", spec.solvers().get(1).id());
        assertEquals(7, whole.nfe());
    }

    @Test
    void theJumpOfAGridIsAStepOfItsOwn() {
        RunSpec.Denoise spec = named(resolved(Choice.of("teleported").with("steps", 5), "heun"));

        assertEquals(6, spec.solvers().size());
        assertEquals("teleport", spec.solvers().getFirst().id());
    }

    @Test
    void aSpecThatNamesItsStepsStaysAsItIs() {
        RunSpec.Denoise spec = named(resolved(GRIDS.getFirst(), "unipc-3"));

        assertEquals(spec, named(RESOLVER.resolve(spec, Path.of(""))));
    }

    @Test
    void aStepThatNoChoiceMakesIsAnErrorWithARemedy() {
        var odd = new SolverFamily("odd", "Odd", 1, "a test", List.of(), _ -> new Ddim(0))
            .laidOut((_, run) -> Collections.nCopies(run.steps(), new Ddim(0.123)));
        Catalog catalog = RESOLVER.catalog();
        var resolver = new Resolver(new Catalog(catalog.models(), catalog.schedules(), catalog.grids(),
            new Registry<>("solver", List.of(odd, Ddim.FAMILY)), catalog.metrics(), catalog.backends()));

        var problem = assertThrows(UnnamedStepException.class,
            () -> resolver.stepByStep(spec(GRIDS.getFirst(), Choice.of("odd")), Path.of("")));

        assertTrue(problem.happened().contains("step 0 of 'odd'"), problem.happened());
        assertNotEquals("", problem.remedy());
    }

    private static void assertSamePlan(Choice grid, Resolved whole) {
        RunSpec.Denoise spec = named(whole);
        int steps = whole.plan().steps().size();
        assertEquals(steps, spec.solvers().size(), grid.toString());
        Resolved again = RESOLVER.resolve(spec, Path.of(""));
        for (int i = 0; i < steps; i++) {
            assertEquals(whole.plan().steps().get(i), again.plan().steps().get(i),
                "step %d on %s: %s".formatted(i, grid, spec.solvers().get(i)));
        }
        assertEquals(whole.plan().memory(), again.plan().memory());
    }

    private static RunSpec.Denoise named(Resolved whole) {
        return RESOLVER.stepByStep(whole.spec(), Path.of(""));
    }

    private static Resolved resolved(Choice grid, String solver) {
        return RESOLVER.resolve(spec(grid, Choice.of(solver)), Path.of(""));
    }

    private static Optional<Resolved> resolvable(RunSpec.Denoise spec) {
        try {
            return Optional.of(RESOLVER.resolve(spec, Path.of("")));
        } catch (UnplannableStepException e) {
            return Optional.empty();
        }
    }

    private static RunSpec.Denoise spec(Choice grid, Choice solver) {
        return new RunSpec.Denoise(RunSpec.CURRENT_VERSION, Choice.of("normal"), Choice.of("vp-linear"), grid,
            List.of(solver), Guidance.NONE, 4, 0, 1, Recording.ALL);
    }
}
