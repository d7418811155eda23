package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import samplerscope.registry.Setting;
import samplerscope.run.Snapshot;
import samplerscope.run.Trajectory;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.UnplannableStepException;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

class ProbePathTest {

    private static final Path HERE = Path.of("");

    private final Resolver resolver = new Resolver(Catalog.standard(HERE));
    private final Engine engine = Engine.of(resolver.catalog().backends(), "cpu-float64", 1);
    private final References references = new References(1);

    private Resolved run(String solver, String schedule) {
        return resolver.resolve(RunSpec.Denoise.of(Choice.of("two-modes")).withSamples(4)
            .withSchedule(Choice.of(schedule))
            .withGrid(Choice.of("uniform-lambda").with("steps", new Setting.Num(12)))
            .withSolvers(List.of(Choice.of(solver))), HERE);
    }

    private Resolved listed(String schedule) {
        return resolver.resolve(RunSpec.Denoise.of(Choice.of("two-modes")).withSamples(4)
            .withSchedule(Choice.of(schedule))
            .withGrid(new Choice("list", Map.of("values", new Setting.Numbers(List.of(-2.0, 0.0, 3.0)))))
            .withSolvers(List.of(Choice.of("ddim"))), HERE);
    }

    private ProbePath follow(Resolved run, Probe probe) {
        return ProbePath.follow(run, probe, 0, engine, references);
    }

    private static Probe at(double lambda, double... place) {
        return new Probe(lambda, Snapshot.of(Shape.of(1, 2), place));
    }

    private static Trajectory whole(Resolved run) {
        try (var backend = new Float64Backend(1)) {
            return Trajectory.of(run.open(backend));
        }
    }

    @Test
    void aSampleOfARunFromTheMiddleEndsWhereTheRunEnds() {
        Resolved run = run("heun", "vp-linear");
        Trajectory all = whole(run);
        var frame = all.records().get(4);

        ProbePath path = ProbePath.follow(run, Probe.of(frame.state(), 2, frame.at()), 2, engine, references);

        assertEquals(frame.at(), path.start());
        assertEquals(run.plan().steps().size() - 5, path.path().records().size());
        // Only the division by the scale and back is rounded, to 1e-16, which a contracting path does not enlarge much.
        assertArrayEquals(all.end().row(2).toDoubles(), path.path().end().toDoubles(), 1e-13);
    }

    @Test
    void aSampleOfTheNoiseEndsWhereTheRunEndsForAMultistepSolverToo() {
        Resolved run = run("dpmpp-2m", "vp-linear");
        Trajectory all = whole(run);

        ProbePath path = follow(run, Probe.of(all.initial(), 0, all.start()));

        assertArrayEquals(all.end().row(0).toDoubles(), path.path().end().toDoubles(), 1e-13);
    }

    @Test
    void betweenTwoLevelsTheStepAroundItIsTakenFromThere() {
        Resolved run = run("heun", "vp-linear");
        double lambda = (run.levels().get(3).lambda() + run.levels().get(4).lambda()) / 2;

        ProbePath path = follow(run, at(lambda, 0.5, -1));

        assertEquals(lambda, path.start().lambda(), 1e-9);
        assertEquals(run.levels().get(4), path.path().records().getFirst().at());
        assertEquals(run.levels().getLast(), path.path().records().getLast().at());
        assertEquals(run.plan().steps().size() - 3, path.path().records().size());
    }

    @Test
    void aGridThatStartsWithLessNoiseTakesTheProbeUpAtItsStart() {
        Resolved run = run("ddim", "vp-linear");

        ProbePath path = follow(run, at(Double.NEGATIVE_INFINITY, 1, 1));

        assertEquals(run.levels().getFirst(), path.start());
        NoiseLevel first = path.start();
        double scale = StrictMath.hypot(first.alpha(), first.sigma());
        assertArrayEquals(new double[] {scale, scale}, path.path().initial().toDoubles(), 1e-15);
    }

    @Test
    void behindTheEndOfTheRunThereIsNoPath() {
        Resolved run = run("ddim", "vp-linear");
        double beyond = run.levels().get(run.levels().size() - 1).lambda() + 1;

        assertThrows(UnplannableStepException.class, () -> follow(run, at(beyond, 0, 0)));
    }

    /// The ODE of a Gaussian path is the same on every schedule once states are divided by their scale.
    @Test
    void theExactPathIsThatOfEverySchedule() {
        Resolved vp = listed("vp-linear");
        Resolved flow = listed("flow");

        Snapshot a = exactEnd(follow(vp, at(-1, 0.8, -0.3)));
        Snapshot b = exactEnd(follow(flow, at(-1, 0.8, -0.3)));

        // Two references of relative tolerance 1e-8.
        assertArrayEquals(a.toDoubles(), b.toDoubles(), 1e-6);
    }

    private static Snapshot exactEnd(ProbePath path) {
        NoiseLevel end = path.path().records().getLast().at();
        return path.exact().at(end).orElseThrow().times(1 / StrictMath.hypot(end.alpha(), end.sigma()));
    }

    @Test
    void moreStepsBringTheEndNearerToTheExactOne() {
        double ddim = follow(run("ddim", "vp-linear"), at(-2, 0.8, -0.3)).endError();
        double third = follow(run("dpmpp-3s", "vp-linear"), at(-2, 0.8, -0.3)).endError();

        assertTrue(third > 0 && third < ddim / 3, () -> "ddim %s, dpmpp-3s %s".formatted(ddim, third));
    }

    @Test
    void aStochasticSolverIsFollowedAndSaidToDraw() {
        Resolved run = run("euler-a", "vp-linear");

        ProbePath one = follow(run, at(-2, 0.8, -0.3));
        ProbePath same = follow(run, at(-2, 0.8, -0.3));
        ProbePath other = ProbePath.follow(run, at(-2, 0.8, -0.3), 1, engine, references);

        assertTrue(one.stochastic());
        assertFalse(follow(run("ddim", "vp-linear"), at(-2, 0.8, -0.3)).stochastic());
        assertArrayEquals(one.path().end().toDoubles(), same.path().end().toDoubles(), 0);
        assertTrue(one.path().end().at(0) != other.path().end().at(0));
    }
}
