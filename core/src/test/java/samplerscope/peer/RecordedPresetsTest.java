package samplerscope.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.library.Preset;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.solver.Layout;
import samplerscope.solver.Strategy;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;

/// A preset does what its name says: the runs that its program recorded come out of its spec, state by state.
class RecordedPresetsTest {

    private static final Path HOME = Path.of(System.getProperty("samplerscope.home"));
    private static final Catalog CATALOG = Catalog.standard(HOME.resolve("assets"));
    private static final Resolver RESOLVER = new Resolver(CATALOG);
    private static final Map<String, RecordedFile> FILES = new HashMap<>();

    /// Presets of a program of which no run was recorded; its formula is compared with printed coefficients.
    private static final Set<String> UNRECORDED = Set.of("authors-ipndm-v");

    private static final List<String> DIFFUSERS = List.of("diffusers_ddpm_ddim", "diffusers_deis",
        "diffusers_dpm_multistep", "diffusers_dpm_singlestep", "diffusers_euler", "diffusers_flow_matching",
        "diffusers_heun_kdpm2", "diffusers_lcm_tcd", "diffusers_pndm_lms_ipndm", "diffusers_sasolver",
        "diffusers_unipc", "edm");
    /// What the scheduler classes have by default.
    private static final Set<String> DEFAULT_SCHEDULES = Set.of("S1", "S4", "flow", "trig");

    /// Options that say where a run takes place, and on which grid.
    private static final Set<String> PLACE = Set.of("skip_type", "t_start", "t_end", "ts_phase", "ts_order");
    private static final Map<String, String> SCHEDULES = Map.of("S1", "ddpm", "S2", "scaled-linear", "S4", "edm",
        "S4exp", "edm", "S4poly", "edm", "S4vp", "edm", "S6", "vp-linear");
    private static final Map<String, String> GRIDS = Map.of("time_uniform", "uniform-t", "time_quadratic", "quadratic",
        "logSNR", "uniform-lambda", "edm", "karras");

    /// Which recorded runs are runs of a preset.
    ///
    /// @param sampler name within its program
    /// @param options all that the program was given, but for the place, sorted
    /// @param grids   on which it can be compared
    private record Cases(String file, String sampler, String options, Set<String> grids) {

        boolean have(RecordedRun run) {
            return run.sampler().equals(sampler) && SCHEDULES.containsKey(run.schedule()) && options.equals(told(run))
                && (grids.isEmpty() || grids.contains(run.options().text("skip_type", "")));
        }

        private static String told(RecordedRun run) {
            var given = new TreeMap<>(run.options().fields().fields());
            given.keySet().removeAll(PLACE);
            return given.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue().compact().replace("\"", ""))
                .collect(Collectors.joining(" "));
        }
    }

    /// A run of diffusers is a run of the preset whose options it was given; see {@link Preset#source()}.
    private static boolean isOf(Preset preset, RecordedRun run) {
        return DEFAULT_SCHEDULES.contains(run.schedule()) && preset.source().equals(
            "diffusers, %s %s".formatted(run.sampler(), run.options().fields().compact().replace(".0}", "}")))
            && !run.all().has("set_timesteps") && !run.all().has("tau")
            && List.of("{}", preset.solver().equals("tcd") ? "{\"eta\": 0.3}" : "{}").contains(
                run.all().inner("step").fields().compact());
    }

    private static Cases cases(String preset) {
        if (preset.startsWith("k-diffusion-")) {
            return new Cases("k_diffusion", preset.replace("k-diffusion-", "sample-").replace('-', '_'), "", Set.of());
        }
        return switch (preset) {
            case "reference-3m" -> dpm("dpmsolver++", "multistep", 3, GRIDS.keySet());
            case "authors-dpmpp-2m" -> dpm("dpmsolver++", "multistep", 2, GRIDS.keySet());
            case "authors-dpmpp-3m" -> dpm("dpmsolver++", "multistep", 3, GRIDS.keySet());
            case "authors-dpm-solver-2m" -> dpm("dpmsolver", "multistep", 2, GRIDS.keySet());
            case "authors-dpm-solver-3m" -> dpm("dpmsolver", "multistep", 3, GRIDS.keySet());
            case "authors-dpm-solver-fast" -> dpm("dpmsolver", "singlestep", 3, Set.of("logSNR"));
            case "authors-dpmpp-fast" -> dpm("dpmsolver++", "singlestep", 3, Set.of("logSNR"));
            case "authors-unipc-2-bh1" -> uniPc(2, "bh1");
            case "authors-unipc-3-bh1" -> uniPc(3, "bh1");
            case "authors-unipc-3-bh2" -> uniPc(3, "bh2");
            case "authors-unipc-3-vary" -> uniPc(3, "vary_coeff");
            case "authors-dpm-solver-v3-half" -> new Cases("official_dpm_solver_v3", "DPM_Solver_v3",
                "c_pseudo=false half=true lower_order_final=true order=2 p_pseudo=false use_corrector=true", Set.of());
            case "authors-ipndm" -> new Cases("official_deis", "deis", "method=ipndm", Set.of());
            default -> throw new AssertionError("name the recorded runs of " + preset);
        };
    }

    private static Cases dpm(String algorithm, String method, int order, Set<String> grids) {
        return new Cases("official_dpm_solver", "DPM_Solver",
            "algorithm_type=%s method=%s order=%d".formatted(algorithm, method, order), grids);
    }

    private static Cases uniPc(int order, String variant) {
        return new Cases("official_unipc", "UniPC",
            "algorithm_type=data_prediction order=%d variant=%s".formatted(order, variant), Set.of());
    }

    static Stream<Preset> presets() {
        return Preset.all().all().stream().filter(p -> p.origin() != Preset.Origin.SEARCH)
            .filter(p -> p.origin() != Preset.Origin.DIFFUSERS).filter(p -> !UNRECORDED.contains(p.id()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("presets")
    void itsProgramsRunsComeOutOfItsSpec(Preset preset) {
        Cases cases = cases(preset.id());
        RecordedFile file = file(cases.file());
        List<RecordedRun> runs = file.runs().stream().filter(cases::have)
            .filter(run -> !isOfAnotherRule(preset, run)).toList();

        List<String> wrong = runs.stream().map(run -> verdict(preset, run, file.problems()))
            .filter(verdict -> !verdict.agrees()).map(Verdict::toString).toList();

        assertTrue(runs.size() >= 3, preset.id() + " has " + runs.size() + " recorded runs");
        assertEquals(List.of(), wrong);
    }

    /// From 10 steps on the released DPM-Solver keeps its order to the end, which the preset of the missing factor does
    /// not; the port of it to EDM's schedule never does.
    private static boolean isOfAnotherRule(Preset preset, RecordedRun run) {
        return run.program().equals("dpm-solver") && run.steps() >= 10
            && (preset.id().equals("reference-3m") || run.schedule().equals("S4"));
    }

    static Stream<Preset> schedulers() {
        return Preset.all().all().stream().filter(p -> p.origin() == Preset.Origin.DIFFUSERS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("schedulers")
    void itsSchedulersRunsComeOutOfItsSpec(Preset preset) {
        int runs = 0;
        for (String name : DIFFUSERS) {
            RecordedFile file = file(name);
            for (RecordedRun run : file.runs().stream().filter(run -> isOf(preset, run)).toList()) {
                var replay = (Replay) Peers.of(run.program(), run.sampler()).playable(run, file.problems());
                var spec = preset.in(base(), run.steps());

                Verdict verdict = Verdict.on(run, file.problems(), asked(replay, spec));

                assertTrue(verdict.agrees(), verdict.toString());
                runs++;
            }
        }
        assertTrue(runs >= 3, preset.id() + " has " + runs + " recorded runs");
    }

    /// The spec's own steps and levels; the model is told what the program told it. A last call that moves nothing is left
    /// out of the spec, so that what was recorded after it is seen after the step before.
    private static Replay asked(Replay theirs, RunSpec.Denoise spec) {
        Strategy strategy = RESOLVER.resolve(spec, HOME).plan().strategy();
        int last = strategy.grid().steps() - 1;
        return theirs.taking(strategy).thresholded(spec.call().threshold())
            .labelled(level -> theirs.label().apply(theirs.strategy().grid().levels().stream()
                .filter(l -> Math.abs(l.lambda() - level.lambda()) < 1e-8).findFirst().orElse(level)))
            .seen(theirs.views().stream().map(v -> v.step() > last ? new View(last, View.END, v.scale()) : v).toList());
    }

    @Test
    void aPresetWithoutTheFaultIsNotWhatTheProgramRecorded() {
        Cases cases = cases("reference-3m");
        RecordedFile file = file(cases.file());
        RecordedRun run = file.runs().stream().filter(cases::have).findFirst().orElseThrow();
        Preset preset = Preset.all().get("reference-3m");
        var replay = (Replay) Peers.of(run.program(), run.sampler()).playable(run, file.problems());
        var right = replay.taking(RESOLVER.resolve(placed(preset.corrected(base(), run.steps()), run), HOME).plan()
            .strategy());

        assertFalse(Verdict.on(run, file.problems(), right).agrees());
    }

    private static Verdict verdict(Preset preset, RecordedRun run, Problems problems) {
        var replay = (Replay) Peers.of(run.program(), run.sampler()).playable(run, problems);
        RunSpec.Denoise spec = placed(preset.in(base(), run.steps()), run);
        Strategy strategy = run.all().has("ems") ? onItsGrid(spec, replay)
            : RESOLVER.resolve(spec, HOME).plan().strategy();
        return Verdict.on(run, problems, replay.taking(strategy));
    }

    private static RunSpec.Denoise base() {
        return RunSpec.Denoise.of(Choice.of("problem-s"));
    }

    /// The grid and the statistics come from a table that the run brings along; the solvers are laid along them.
    private static Strategy onItsGrid(RunSpec.Denoise spec, Replay replay) {
        Strategy strategy = replay.strategy();
        Choice choice = spec.solvers().getFirst();
        var family = CATALOG.solvers().get(choice.id());
        return new Strategy(strategy.schedule(), strategy.grid(), family.layout().along(
            Settings.of("solver", family.parameters(), choice.settings()),
            new Layout.Run(strategy.schedule(), strategy.grid(), strategy.facts())), strategy.facts());
    }

    private static RunSpec.Denoise placed(RunSpec.Denoise spec, RecordedRun run) {
        var there = spec.withSchedule(schedule(run));
        if (run.program().equals("k-diffusion")) {
            there = there.withSolvers(there.solvers().stream().map(RecordedPresetsTest::drawingFromABank).toList());
            // The preset's own grid is that of the runs with Karras sigmas; others were given a list.
            boolean own = run.all().inner("sigma_schedule").text("type", "").equals("karras") || sigmas(run).length == 2;
            return own ? there : there.withGrid(listed(run));
        }
        Choice grid = there.grid();
        if (run.options().has("skip_type")) {
            grid = new Choice(GRIDS.get(run.options().text("skip_type", "")), grid.settings());
        }
        return there.withGrid(run.options().has("t_end") && !run.schedule().equals("S4")
            ? grid.with("end", run.options().number("t_end", 0)) : grid);
    }

    /// The recorded runs were given independent draws in place of a Brownian path.
    private static Choice drawingFromABank(Choice solver) {
        return solver.id().equals("dpmpp-sde") ? solver.with("noise", new Setting.Word("independent")) : solver;
    }

    private static Choice schedule(RecordedRun run) {
        Choice schedule = Choice.of(SCHEDULES.get(run.schedule()));
        if (!run.program().equals("k-diffusion")) {
            return schedule;
        }
        double[] sigmas = sigmas(run);
        return schedule.with("sigma-max", sigmas[0]).with("sigma-min", sigmas[sigmas.length - 1]);
    }

    /// Without the step to 0; samplers that make their own steps are given the ends only.
    private static double[] sigmas(RecordedRun run) {
        return Arrays.stream(run.all().numbers("sigmas").orElseThrow()).filter(sigma -> sigma > 0).toArray();
    }

    private static Choice listed(RecordedRun run) {
        return Choice.of("list").with("clock", new Setting.Word("rho")).with("to-zero", new Setting.Flag(true))
            .with("values", new Setting.Numbers(Arrays.stream(sigmas(run)).boxed().toList()));
    }

    private static RecordedFile file(String name) {
        return FILES.computeIfAbsent(name, _ -> {
            try {
                return RecordedFile.of(Path.of(
                    RecordedPresetsTest.class.getResource("/golden/" + name + ".json.gz").toURI()));
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
