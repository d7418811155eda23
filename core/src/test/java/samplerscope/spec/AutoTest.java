package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.model.Binding;
import samplerscope.model.Denoiser;
import samplerscope.model.ExactLaw;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelFamily;
import samplerscope.model.problem.SmoothProblem;
import samplerscope.registry.Registry;
import samplerscope.registry.Setting;
import samplerscope.run.DenoisingRun;
import samplerscope.run.ReferencePath;
import samplerscope.run.Trajectory;
import samplerscope.schedule.InvalidGridException;
import samplerscope.schedule.VpLinear;
import samplerscope.solver.Solver;
import samplerscope.solver.Teleport;
import samplerscope.solver.UnplannableStepException;
import samplerscope.tensor.Float64Backend;

/// The default of the program on exact models, and what it does where it knows less.
class AutoTest {

    private static final Path HERE = Path.of("");
    private static final Catalog CATALOG = catalog();
    private static final Resolver RESOLVER = new Resolver(CATALOG);

    /// The same model, but nobody knows its data.
    private record Unknown(Model inner) implements Model {
        @Override
        public ModelCard card() {
            return inner.card();
        }

        @Override
        public Optional<ExactLaw> law() {
            return Optional.empty();
        }

        @Override
        public Denoiser denoiser(Binding binding) {
            return inner.denoiser(binding);
        }
    }

    private static Catalog catalog() {
        Catalog all = Catalog.standard(Path.of("there is no such folder"));
        var models = new ArrayList<>(all.models().all());
        models.add(new ModelFamily("unknown", "Unknown", "a test", List.of(),
            (_, _) -> new Unknown(SmoothProblem.smooth())));
        return new Catalog(new Registry<>("model", models), all.schedules(), all.grids(), all.solvers(), all.metrics(),
            all.backends());
    }

    @Test
    void itIsTheDefault() {
        var spec = RunSpec.Denoise.of(Choice.of("moons"));

        assertEquals(Choice.of("auto"), spec.grid());
        assertEquals(List.of(Choice.of("auto")), spec.solvers());
    }

    @Test
    void itIsSpectralWithAFreeFirstStepAndFallsInOrder() {
        List<String> parts = parts(resolve("problem-s", "vp-linear", 5, false, ""));

        assertEquals("GaussianFirst[]", parts.getFirst());
        for (String part : parts.subList(1, 4)) {
            assertTrue(part.startsWith("UniPc[form=DATA, variant=BH2, predictor=2, "), part);
        }
        assertTrue(parts.getLast().contains("predictor=1"), parts.getLast());
        assertTrue(parts.stream().skip(1).allMatch(part -> part.contains("refresh=GAUSSIAN")), parts.toString());
        assertEquals(RESOLVER.resolve(spec("problem-s", "vp-linear", 5, false, "")
            .withGrid(Choice.of("spectral").with("steps", 5)), HERE).levels(),
            resolve("problem-s", "vp-linear", 5, false, "").levels());
        assertEquals(4, resolve("problem-s", "vp-linear", 5, false, "").nfe());
    }

    private static List<String> parts(Resolved run) {
        return run.plan().strategy().solvers().stream().map(Solver::toString).toList();
    }

    @Test
    void whereTheDataAreUnknownItIsUniPcOnTheQuadraticGrid() {
        Resolved run = resolve("unknown", "vp-linear", 6, false, "");
        var plain = spec("unknown", "vp-linear", 6, false, "").withGrid(Choice.of("quadratic").with("steps", 6))
            .withSolvers(List.of(Choice.of("unipc-2")));

        assertEquals(6, run.nfe());
        assertArrayEquals(end(RESOLVER.resolve(plain, HERE)), end(run));
    }

    @Test
    void strongGuidanceIsNotRefreshed() {
        assertTrue(parts(resolve("problem-s", "vp-linear", 5, false, "{\"class\": 1, \"scale\": 1.5}")).get(2)
            .contains("refresh=GAUSSIAN"));
        assertTrue(parts(resolve("problem-s", "vp-linear", 5, false, "{\"class\": 1, \"scale\": 1.6}")).get(2)
            .contains("refresh=OFF"));
    }

    @Test
    void whereEachSampleHasItsOwnMeanTheFirstStepIsNotFree() {
        Resolved run = resolve("problem-s", "vp-linear", 5, false, "{\"class\": \"each\", \"scale\": 1}");

        assertEquals(5, run.nfe());
    }

    @ParameterizedTest(name = "{0} step to zero {1}")
    @CsvSource({"vp-linear, false", "vp-linear, true", "edm, false", "edm, true", "flow, false", "vp-cosine, false",
        "ddpm, false"})
    void aRunOfOneStepAsksTheModelOnceAndEndsFinite(String schedule, boolean toZero) {
        Resolved run = resolve("problem-s", schedule, 1, toZero, "");

        assertEquals(1, run.nfe());
        for (double x : end(run)) {
            assertTrue(Double.isFinite(x));
        }
    }

    /// Less than half the error of the same solver on the usual grid, at the same number of evaluations.
    @ParameterizedTest(name = "{0}, step to zero {1}")
    @CsvSource({"vp-linear, false", "vp-linear, true", "edm, false", "edm, true", "flow, false", "flow, true",
        "vp-cosine, false", "ddpm, false", "scaled-linear, false"})
    void onEveryScheduleItHalvesTheErrorAtTenEvaluations(String schedule, boolean toZero) {
        // One step more where the first is free.
        Resolved ten = resolve("problem-s", schedule, 10, toZero, "");
        Resolved auto = ten.nfe() == 10 ? ten : resolve("problem-s", schedule, 11, toZero, "");
        var usual = spec("problem-s", schedule, 10, toZero, "").withSolvers(List.of(Choice.of("unipc-2")))
            .withGrid(Choice.of("uniform-lambda").with("steps", toZero ? 9 : 10)
                .with("to-zero", new Setting.Flag(toZero)));

        double error = error(auto);
        double before = error(RESOLVER.resolve(usual, HERE));

        assertEquals(10, auto.nfe());
        assertTrue(error < before / 2, "auto %.3g, UniPC-2 on uniform-lambda %.3g".formatted(error, before));
    }

    /// Lower orders at the end leave second order.
    @ParameterizedTest
    @ValueSource(strings = {"moons", "problem-b"})
    void itConvergesWithMoreSteps(String model) {
        double some = error(resolve(model, "vp-linear", 41, false, ""));
        double more = error(resolve(model, "vp-linear", 161, false, ""));

        assertTrue(more < some / 10, "%s, then %s".formatted(some, more));
    }

    @Test
    void aTeleportedGridBeginsWithAJumpWhateverSolverFollows() {
        Resolved run = teleported("{\"id\": \"teleported\", \"steps\": 5}");

        assertInstanceOf(Teleport.class, run.plan().strategy().solvers().getFirst());
        assertEquals(6, run.plan().steps().size());
        assertEquals(5, run.nfe());
        // 30 % of the range of lambda, as printed.
        assertEquals(0.6534, run.levels().get(1).time(), 5e-5);
        assertTrue(parts(run).getLast().contains("predictor=1"), "the rest is laid out as a run of its own");
    }

    @Test
    void aJumpCanGoAsFarAsTheGaussianExplainsTheModel() {
        Resolved run = teleported("{\"id\": \"teleported\", \"steps\": 5, \"until\": \"explained\"}");
        var facts = run.plan().strategy().facts();
        var landing = run.levels().get(1);
        var further = new VpLinear(0.1, 20).atLambda(landing.lambda() + 0.1);

        assertTrue(facts.explained(landing.alpha(), landing.sigma()).orElseThrow() >= 0.9995);
        assertTrue(facts.explained(further.alpha(), further.sigma()).orElseThrow() < 0.9995);
    }

    @Test
    void withoutDataThereIsNoJump() {
        var share = spec("unknown", "vp-linear", 5, false, "").withGrid(Choice.of("teleported"));
        var explained = share.withGrid(Choice.of("teleported").with("until", new Setting.Word("explained")));

        assertTrue(assertThrows(UnplannableStepException.class, () -> RESOLVER.resolve(share, HERE))
            .getMessage().contains("mean"));
        assertThrows(InvalidGridException.class, () -> RESOLVER.resolve(explained, HERE));
    }

    private static Resolved teleported(String grid) {
        return RESOLVER.resolve(read("""
            {"kind": "denoise", "version": 1, "model": "problem-s", "grid": %s, "solvers": ["unipc-2"], "samples": 32}"""
            .formatted(grid)), HERE);
    }

    private static Resolved resolve(String model, String schedule, int steps, boolean toZero, String guidance) {
        return RESOLVER.resolve(spec(model, schedule, steps, toZero, guidance), HERE);
    }

    /// @param steps the one to zero included
    private static RunSpec.Denoise spec(String model, String schedule, int steps, boolean toZero, String guidance) {
        return read("""
            {"kind": "denoise", "version": 1, "model": "%s", "schedule": "%s", %s
             "grid": {"id": "auto", "steps": %d, "to-zero": %s}, "samples": 32, "seed": 0}""".formatted(model, schedule,
                guidance.isEmpty() ? "" : "\"guidance\": " + guidance + ",", Math.max(1, toZero ? steps - 1 : steps),
                toZero && steps > 1));
    }

    private static RunSpec.Denoise read(String json) {
        return new SpecReader(CATALOG).read(json, "auto");
    }

    private static double[] end(Resolved run) {
        try (var backend = new Float64Backend(1)) {
            return Trajectory.of(run.open(backend)).end().toDoubles();
        }
    }

    private static double error(Resolved run) {
        double[] end = end(run);
        try (var backend = new Float64Backend(1); DenoisingRun opened = run.open(backend);
             Denoiser denoiser = run.denoiser(run.model(), backend, 0)) {
            var ends = List.of(run.levels().getFirst(), run.levels().getLast());
            double[] truth = ReferencePath.solve(denoiser, backend, run.plan().strategy().schedule(), opened.initial(),
                ends, 1e-9).at(ends.getLast()).orElseThrow().toDoubles();
            double square = 0;
            for (int i = 0; i < end.length; i++) {
                square += (end[i] - truth[i]) * (end[i] - truth[i]) / end.length;
            }
            return Math.sqrt(square);
        }
    }
}
