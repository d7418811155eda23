package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.registry.Setting;
import samplerscope.schedule.InvalidGridException;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.VpLinear;

class HandMadeTest {

    private static final Resolver RESOLVER = new Resolver(TestCatalog.catalog());

    private static Resolved resolved(String solver, String grid, String schedule, boolean toZero) {
        RunSpec.Denoise spec = RunSpec.Denoise.of(Choice.of("normal")).withSchedule(Choice.of(schedule))
            .withGrid(Choice.of(grid).with("steps", 7).with("to-zero", new Setting.Flag(toZero)))
            .withSolvers(List.of(Choice.of(solver)));
        return RESOLVER.resolve(spec, Path.of(""));
    }

    private static HandMade made() {
        return HandMade.of(resolved("ddim", "uniform-lambda", "vp-linear", false));
    }

    private static double[] lambdas(HandMade schedule) {
        return schedule.levels().stream().mapToDouble(NoiseLevel::lambda).toArray();
    }

    @ParameterizedTest
    @CsvSource({"ddim,uniform-lambda,vp-linear,false", "dpmpp-2m,karras,vp-linear,false", "auto,auto,vp-linear,false",
        "auto,auto,vp-cosine,false", "ddim,uniform-t,flow,true", "heun,karras,edm,false", "unipc-3,quadratic,vp-cosine,false",
        "dpmpp-3s,uniform-lambda,vp-linear,false", "dpmpp-2m,uniform-t,ddpm,false"})
    void aPlanMadeByHandIsTheSameToTheLastBit(String solver, String grid, String schedule, boolean toZero) {
        Resolved run = resolved(solver, grid, schedule, toZero);

        Resolved byHand = RESOLVER.resolve(HandMade.of(run).in(run.spec()), Path.of(""));

        assertEquals(run.plan().steps(), byHand.plan().steps());
        assertEquals(toZero, HandMade.of(byHand).toZero());
    }

    @Test
    void aGridThatRisesInNoiseIsRefusedWithAWayOut() {
        RunSpec.Denoise spec = RunSpec.Denoise.of(Choice.of("normal")).withGrid(Choice.of("restart"))
            .withSolvers(List.of(Choice.of("heun")));
        Resolved run = RESOLVER.resolve(spec, Path.of(""));

        var e = assertThrows(InvalidGridException.class, () -> HandMade.of(run));

        assertTrue(e.getMessage().contains("adds noise"), e.getMessage());
    }

    @Test
    void aJumpIsEditedOnceItsStepsAreNamed() {
        Resolved run = resolved("dpmpp-2m", "teleported", "vp-linear", false);
        assertThrows(InvalidGridException.class, () -> HandMade.of(run));

        Resolved named = RESOLVER.resolve(RESOLVER.stepByStep(run.spec(), Path.of("")), Path.of(""));
        Resolved byHand = RESOLVER.resolve(HandMade.of(named).in(named.spec()), Path.of(""));

        assertEquals(run.plan().steps(), byHand.plan().steps());
    }

    @Test
    void aLevelStopsAtItsNeighboursAndAtTheEndsOfTheSchedule() {
        HandMade made = made();

        HandMade far = made.moved(3, 100);
        assertTrue(far.levels().get(3).lambda() < made.levels().get(4).lambda());
        assertEquals(made.levels().get(4).lambda() - 1e-3, far.levels().get(3).lambda(), 1e-9);
        assertEquals(-0.5, made.moved(3, -0.5).levels().get(3).lambda(), 1e-9);
        double end = made.levels().getLast().lambda();
        assertEquals(end, made.moved(7, 100).levels().getLast().lambda(), 1e-9);
        assertEquals(made.levels().getFirst().lambda(), made.moved(0, -100).levels().getFirst().lambda(), 1e-9);
    }

    @Test
    void splittingAndRemovingKeepOneSolverPerStep() {
        HandMade made = made();
        List<Choice> each = IntStream.range(0, 7).mapToObj(i -> Choice.of(i < 3 ? "ddim" : "euler")).toList();
        var named = new HandMade(made.schedule(), made.levels(), false, each);

        HandMade split = named.split(2);
        assertEquals(8, split.steps());
        assertEquals(List.of("ddim", "ddim", "ddim", "ddim", "euler"),
            split.solvers().subList(0, 5).stream().map(Choice::id).toList());
        double[] lambdas = lambdas(split);
        assertEquals((lambdas[2] + lambdas[4]) / 2, lambdas[3], 1e-9);
        assertEquals(named.levels(), split.without(3).levels());
        assertEquals(named.solvers(), split.without(3).solvers());
        HandMade shortened = named.without(0).without(0);
        assertEquals(named.levels().subList(2, 8), shortened.levels());
        assertEquals(named.solvers().subList(2, 7), shortened.solvers());
    }

    @Test
    void theLastStepStays() {
        HandMade one = made();
        for (int i = 0; i < 20; i++) {
            one = one.without(1);
        }
        assertEquals(1, one.steps());
        assertEquals(one, one.without(0));
    }

    @Test
    void anotherNumberOfStepsKeepsTheCurve() {
        HandMade made = made().moved(3, -0.5);

        assertEquals(made, made.resampled(14).resampled(7));
        double[] more = lambdas(made.resampled(14));
        double[] had = lambdas(made);
        for (int i = 0; i < had.length; i++) {
            assertEquals(had[i], more[2 * i], 1e-9);
        }
    }

    @Test
    void smoothingEveningAndMirroringKeepTheEnds() {
        HandMade bent = made().moved(3, made().levels().get(2).lambda() + 0.1);
        double[] before = lambdas(bent);

        double[] smooth = lambdas(bent.smoothed());
        assertEquals((before[3] + (before[2] + before[4]) / 2) / 2, smooth[3], 1e-9);
        double[] even = lambdas(bent.even());
        for (int i = 0; i < even.length; i++) {
            assertEquals(before[0] + i * (before[7] - before[0]) / 7, even[i], 1e-9);
        }
        double[] mirrored = lambdas(bent.mirrored());
        assertEquals(before[0] + before[7] - before[3], mirrored[4], 1e-9);
        double[] twice = lambdas(bent.mirrored().mirrored());
        for (int i = 0; i < twice.length; i++) {
            assertEquals(before[i], twice[i], 1e-8);
        }
    }

    @Test
    void snappingPutsEveryLevelOnATrainingStep() {
        HandMade snapped = made().snapped(1000);

        snapped.levels().forEach(level -> assertEquals(Math.rint(level.time() * 1000), level.time() * 1000, 1e-9));
        assertEquals(made(), made().snapped(1), "one level would be left");
    }

    @Test
    void anEndAtZeroComesAndGoes() {
        HandMade made = made();

        HandMade zero = made.endingAtZero(true);
        assertEquals(8, zero.steps());
        Resolved run = RESOLVER.resolve(zero.in(resolved("ddim", "uniform-lambda", "vp-linear", false).spec()), Path.of(""));
        assertEquals(0.0, run.levels().getLast().sigma());
        assertEquals(made, zero.endingAtZero(false));
    }

    @Test
    void aFlowFromPureNoiseCanBeEdited() {
        RunSpec.Denoise spec = RunSpec.Denoise.of(Choice.of("normal")).withSchedule(Choice.of("flow"))
            .withGrid(Choice.of("list").with("clock", new Setting.Word("time"))
                .with("values", new Setting.Numbers(List.of(1.0, 0.6, 0.2, 0.01))))
            .withSolvers(List.of(Choice.of("euler")));
        HandMade made = HandMade.of(RESOLVER.resolve(spec, Path.of("")));

        assertEquals(Double.NEGATIVE_INFINITY, made.levels().getFirst().lambda());
        assertEquals(0.8, made.split(0).levels().get(1).time(), 1e-12);
        assertEquals(List.of(1.0, 0.67, 0.34, 0.01), made.even().levels().stream()
            .map(level -> Math.rint(level.time() * 1e9) / 1e9).toList());
        assertEquals(made.levels(), made.resampled(6).resampled(3).levels());
        assertEquals(3, made.moved(1, 100).steps());
    }

    @Test
    void anyEditsInARowLeaveASchedulThatRuns() {
        RunSpec.Denoise spec = resolved("ddim", "uniform-lambda", "vp-linear", false).spec();
        var random = new Random(5);
        for (int round = 0; round < 40; round++) {
            HandMade made = made();
            for (int i = 0; i < 25; i++) {
                made = edited(made, random);
            }
            Resolved run = RESOLVER.resolve(made.in(spec), Path.of(""));
            assertEquals(made.steps(), run.plan().steps().size());
        }
    }

    private static HandMade edited(HandMade made, Random random) {
        int level = random.nextInt(made.levels().size());
        return switch (random.nextInt(9)) {
            case 0, 1 -> made.moved(level, random.nextGaussian() * 5);
            case 2 -> made.steps() < 12 ? made.split(random.nextInt(made.steps())) : made;
            case 3 -> made.levels().size() > 3 ? made.without(level) : made;
            case 4 -> made.resampled(4 + random.nextInt(8));
            case 5 -> made.smoothed();
            case 6 -> made.even();
            case 7 -> made.mirrored();
            default -> made.endingAtZero(random.nextBoolean());
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "sigmas=[14.6, 7.9, 2.1, 0.3, 0]|SIGMAS|4|true", "-4 -2 0|LAMBDAS|3|false", "1.0; 0.5; 0.001|TIMES|3|false",
        "np.array([999, 749, 499, 249, 0])|TIMESTEPS|5|false", "tensor([80.0, 5e0, 2e-1])|SIGMAS|3|false"})
    void aListIsReadAsWhatItLooksLike(String text, LevelText.Clock clock, int levels, boolean toZero) {
        LevelText.Reading read = LevelText.read(text, new VpLinear(0.1, 20));

        assertEquals(clock, read.clock());
        assertEquals(levels, read.values().size());
        assertEquals(toZero, read.toZero());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''|no numbers", "14, seven, 0|'seven'", "3|one number", "3, NaN|'NaN'"})
    void whatIsNoListIsNamed(String text, String said) {
        var e = assertThrows(InvalidGridException.class, () -> LevelText.read(text, new VpLinear(0.1, 20)));

        assertTrue(e.getMessage().contains(said), e.getMessage());
    }

    @Test
    void aListOutOfOrderIsRefused() {
        var schedule = new VpLinear(0.1, 20);
        var read = LevelText.read("14, 3, 5, 0", schedule);

        assertThrows(InvalidGridException.class, () -> HandMade.of(read, schedule, List.of(Choice.of("ddim"))));
    }

    @Test
    void textAndBackIsTheSameSchedule() {
        HandMade made = made().moved(3, -0.4).endingAtZero(true);
        for (LevelText.Clock clock : LevelText.Clock.values()) {
            var back = HandMade.of(LevelText.read(LevelText.of(made, clock), clock), made.schedule(), made.solvers());
            double[] wanted = lambdas(made);
            double[] got = lambdas(back);
            assertEquals(wanted.length, got.length);
            for (int i = 0; i < got.length; i++) {
                assertEquals(wanted[i], got[i], 1e-8, clock.name());
            }
        }
    }
}
