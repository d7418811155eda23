package samplerscope.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.peer.diffusers.SchedulerExport;
import samplerscope.peer.diffusers.SchedulerImport;
import samplerscope.peer.kdiffusion.ComfyExport;
import samplerscope.solver.Plan;
import samplerscope.solver.Strategy;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Json;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecEdit;
import samplerscope.spec.SpecReader;

/// What is exported is imported again and must be the same sampler, step by step on a model.
class ScheduleExportTest {

    private static final Catalog CATALOG = Catalog.standard(Path.of("there is no such folder"));
    private static final Resolver RESOLVER = new Resolver(CATALOG);

    /// Of the recorded runs; all of them take minutes.
    private static final int EVERY = 5;

    @AfterAll
    static void close() {
        RESOLVER.close();
    }

    private static RunSpec.Denoise spec(String... changes) {
        var plain = RunSpec.Denoise.of(Choice.of(CATALOG.models().all().getFirst().id()));
        return SpecEdit.apply(plain, List.of(changes), new SpecReader(CATALOG));
    }

    private static Plan plan(RunSpec.Denoise spec) {
        return RESOLVER.resolve(spec, Path.of(".")).plan();
    }

    /// The strategy that the other program's options stand for, by the import.
    private static Strategy again(RunSpec.Denoise spec, ScheduleExport export) {
        Json.Obj data = export.data();
        Json.Obj config = ((Json.Obj) data.get("config").orElseThrow()).with("_class_name", export.sampler());
        Json.Obj call = (Json.Obj) data.get("set_timesteps").orElseThrow();
        for (var argument : ((Json.Obj) data.get("step").orElseThrow()).fields().entrySet()) {
            call = call.with(argument.getKey(), argument.getValue());
        }
        if (data.get("assigned_sigmas").isPresent()) {
            call = call.with("assigned_sigmas", data.get("assigned_sigmas").orElseThrow());
        }
        int steps = ((Json.Num) data.get("num_inference_steps").orElseThrow()).whole().orElseThrow().intValue();
        return plan(SchedulerImport.of(config, steps, call).in(spec)).strategy();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        scaled-linear | karras;to-zero          | dpmpp-2m                        | DPMSolverMultistepScheduler  | karras
        scaled-linear | quadratic;to-zero       | dpmpp-2m                        | DPMSolverMultistepScheduler  | assigned
        ddpm          | uniform-lambda          | dpmpp-3m;curvature=published    | DPMSolverMultistepScheduler  | assigned
        ddpm          | uniform-lambda          | dpm-solver-2m                   | DPMSolverMultistepScheduler  | assigned
        ddpm          | karras;to-zero          | dpmpp-2m-sde                    | DPMSolverMultistepScheduler  | karras
        ddpm          | quadratic               | dpmpp-2s                        | DPMSolverSinglestepScheduler | assigned
        ddpm          | quadratic;to-zero       | dpmpp-2s                        | DPMSolverSinglestepScheduler | assigned
        ddpm          | quadratic               | dpm-solver-2s                   | DPMSolverSinglestepScheduler | assigned
        ddpm          | karras;to-zero          | unipc-2                         | UniPCMultistepScheduler      | karras
        ddpm          | quadratic               | unipc-3;variant=bh1             | UniPCMultistepScheduler      | assigned
        ddpm          | quadratic               | deis-log-rho                    | DEISMultistepScheduler       | assigned
        ddpm          | quadratic;to-zero       | lms                             | LMSDiscreteScheduler         | assigned
        ddpm          | quadratic;to-zero       | heun                            | HeunDiscreteScheduler        | assigned
        ddpm          | quadratic;to-zero       | euler                           | EulerDiscreteScheduler       | sigmas
        ddpm          | quadratic;to-zero       | ddim                            | EulerDiscreteScheduler       | sigmas
        ddpm          | quadratic;to-zero       | euler-a                         | EulerAncestralDiscreteScheduler | assigned
        vp-linear     | quadratic;to-zero       | dpmpp-2m                        | DPMSolverMultistepScheduler  | assigned
        edm           | karras;to-zero          | dpmpp-2m                        | EDMDPMSolverMultistepScheduler | none
        edm           | karras;to-zero          | euler                           | EDMEulerScheduler            | none
        flow          | uniform-t;to-zero       | euler                           | FlowMatchEulerDiscreteScheduler | sigmas
        flow          | uniform-t;to-zero       | dpmpp-2m                        | DPMSolverMultistepScheduler  | assigned
        flow          | uniform-t               | unipc-2                         | UniPCMultistepScheduler      | assigned
        """)
    void comesBackFromDiffusersAsItWas(String schedule, String grid, String solver, String scheduler, String told) {
        var spec = spec(schedule, grid, solver);

        ScheduleExport export = SchedulerExport.of(spec, plan(spec));

        assertEquals(scheduler, export.sampler());
        assertTrue(export.data().compact().contains(told.equals("none") ? "config" : told), export.snippet());
        assertEquals(told.equals("assigned"), export.snippet().contains("scheduler.sigmas, "), export.snippet());
        int steps = plan(spec).steps().size();
        assertEquals(steps, new Probe(plan(spec).strategy(), Optional.empty())
            .agreesFor(again(spec, export), Optional.empty()), export.snippet());
    }

    private static RunSpec.Denoise spec(String schedule, String grid, String solver) {
        var changes = new ArrayList<>(List.of("schedule.id=" + schedule, "grid.id=" + grid.split(";")[0],
            "grid.steps=8", "solvers=" + solver.split(";")[0]));
        if (grid.contains(";to-zero")) {
            changes.add("grid.to-zero=true");
        }
        if (solver.contains(";")) {
            changes.add("solvers[0]." + solver.split(";")[1]);
        }
        return spec(changes.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"euler, euler", "heun, heun", "dpm-solver-2s, dpm_2", "lms, lms", "dpmpp-2m, dpmpp_2m",
        "euler-a, euler_ancestral", "dpmpp-2s-a, dpmpp_2s_ancestral", "dpmpp-2m-sde, dpmpp_2m_sde", "dpmpp-sde, dpmpp_sde",
        "ddim, euler"})
    void isToldToComfyAsSigmas(String solver, String sampler) {
        var spec = spec("schedule=scaled-linear", "grid.id=karras", "grid.steps=8", "grid.to-zero=true",
            "solvers=" + solver);

        ScheduleExport export = ComfyExport.of(spec, plan(spec));

        assertEquals(sampler, export.sampler());
        var sigmas = ((Json.Arr) export.data().get("sigmas").orElseThrow()).items();
        assertEquals(10, sigmas.size());
        assertEquals(0, ((Json.Num) sigmas.getLast()).value());
    }

    @ParameterizedTest
    @MethodSource("samplerscope.peer.SchedulerImportTest#files")
    void whatWasImportedCanBeExported(String name) {
        List<RecordedRun> runs = SchedulerImportTest.file(name).runs().stream()
            .filter(run -> run.program().equals("diffusers")).toList();
        var refused = new ArrayList<String>();
        int imported = 0;
        for (int i = 0; i < runs.size(); i += EVERY) {
            try {
                var spec = SchedulerImport.of(runs.get(i)).in(spec());
                imported++;
                SchedulerExport.of(spec, plan(spec));
            } catch (UnexportableException e) {
                refused.add(runs.get(i).id() + ": " + e.happened());
            } catch (UnknownOptionException e) {
                continue; // some cannot be imported
            }
        }

        assertTrue(imported > 3);
        assertTrue(refused.isEmpty(), () -> String.join("\n", refused));
    }

    @Test
    void aMixedStrategyNamesTheStepThatCannotBeTold() {
        var spec = spec("schedule=ddpm", "grid.id=karras", "grid.steps=4", "grid.to-zero=true",
            "solvers=ddim,dpmpp-2m,heun,dpmpp-2m,ddim");

        var diffusers = assertThrows(UnexportableException.class, () -> SchedulerExport.of(spec, plan(spec)));
        var comfy = assertThrows(UnexportableException.class, () -> ComfyExport.of(spec, plan(spec)));

        assertEquals(2, diffusers.step());
        assertTrue(diffusers.happened().contains("step 2, heun"), diffusers.happened());
        assertEquals(2, comfy.step());
    }
}
