package samplerscope.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Prediction;
import samplerscope.solver.Refresh;
import samplerscope.solver.Relaxation;
import samplerscope.spec.Choice;
import samplerscope.spec.JsonReader;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecException;

class CandidateTest {

    private static final StepDecision.Unified FULL = new StepDecision.Unified(Prediction.NOISE, 3, List.of(1, 0),
        Relaxation.linear(0, 0.1),
        Optional.of(new StepDecision.Correction(Prediction.DATA, 4, new Relaxation(Relaxation.Form.BH2, List.of()),
            Refresh.OFF)));
    private static final Candidate CANDIDATE = new Candidate(List.of(1.0, 0.5, 0.2, 1e-3), true, FirstOutput.GAUSSIAN,
        List.of(StepDecision.Unified.of(Prediction.STATISTICS, 1), FULL,
            new StepDecision.Named(Choice.of("unipc-2").with("order", 1), 1),
            StepDecision.Unified.of(Prediction.DATA, 1)));

    @Test
    void jsonGivesTheCandidateBackAndEqualTextForEqualOnes() {
        String text = CandidateText.json(CANDIDATE).compact();

        Candidate read = CandidateText.candidate("candidate", JsonReader.read(text, "test"));

        assertEquals(CANDIDATE, read);
        assertEquals(text, CandidateText.json(read).compact());
    }

    @Test
    void aRefreshedOutputIsReadBackAndIsASettingOfTheStep() {
        StepDecision.Unified refreshed = FULL.with(FULL.correction().map(c -> c.with(Refresh.GAUSSIAN)));
        Candidate candidate = CANDIDATE.with(1, refreshed);

        String text = CandidateText.json(candidate).compact();
        Choice solver = candidate.in(RunSpec.Denoise.of(Choice.of("problem-s"))).solvers().get(1);

        assertTrue(text.contains("\"relaxation\": \"bh2\", \"refresh\": \"gaussian\""), text);
        assertEquals(candidate, CandidateText.candidate("candidate", JsonReader.read(text, "test")));
        assertEquals(new Setting.Word("gaussian"), solver.settings().get("refresh"));
    }

    /// What was saved when the first derivative alone had a slope reads and writes as it did.
    @Test
    void slopesOfOtherDerivativesHaveKeysOfTheirOwn() {
        String before = "\"active\": [1], \"relaxation\": \"linear\", \"slope\": 0.1, "
            + "\"corrector\": {\"prediction\": \"data\", \"order\": 4, \"relaxation\": \"bh2\"}}";
        assertTrue(CandidateText.json(CANDIDATE).compact().contains(before), CandidateText.json(CANDIDATE).compact());
        StepDecision.Unified relaxed = FULL.withActive(List.of()).with(Relaxation.linear(-0.2, 0, 0.3))
            .with(FULL.correction().map(c -> c.with(Relaxation.linear(0, 0.4, 0, 0, -0.5))));
        Candidate candidate = CANDIDATE.with(1, relaxed);

        String text = CandidateText.json(candidate).compact();
        Choice solver = candidate.in(RunSpec.Denoise.of(Choice.of("problem-s"))).solvers().get(1);

        assertTrue(text.contains("\"slope\": 0, \"slope-0\": -0.2, \"slope-2\": 0.3"), text);
        assertEquals(candidate, CandidateText.candidate("candidate", JsonReader.read(text, "test")));
        assertEquals(new Setting.Num(-0.2), solver.settings().get("relaxation-slope-0"));
        assertEquals(new Setting.Num(0.3), solver.settings().get("relaxation-slope-2"));
        assertEquals(new Setting.Num(0.4), solver.settings().get("corrector-slope"));
        assertEquals(new Setting.Num(-0.5), solver.settings().get("corrector-slope-4"));
    }

    @Test
    void aFormulaForTheFirstOutputSavesAnEvaluation() {
        assertEquals(3, CANDIDATE.nfe());
        assertEquals(4, CANDIDATE.with(FirstOutput.MODEL).nfe());
    }

    @Test
    void theSpecNamesLevelsByTimeAndOneSolverPerStep() {
        RunSpec.Denoise spec = CANDIDATE.in(RunSpec.Denoise.of(Choice.of("problem-s")));

        assertEquals(new Setting.Numbers(List.of(1.0, 0.5, 0.2, 1e-3)), spec.grid().settings().get("values"));
        assertEquals(new Setting.Flag(true), spec.grid().settings().get("to-zero"));
        assertEquals(new Setting.Word("gaussian"), spec.solvers().getFirst().settings().get("output"));
        Choice full = spec.solvers().get(1);
        assertEquals("usf", full.id());
        assertEquals(new Setting.Word("1"), full.settings().get("nodes-1"));
        assertEquals(new Setting.Num(4), full.settings().get("corrector-order"));
        assertEquals(new Setting.Word("bh2"), full.settings().get("corrector-relaxation"));
        assertEquals("unipc-2", spec.solvers().get(2).id());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', value = {
        "\"times\": [1, 1, 0.1]; InvalidCandidateException",
        "\"times\": [1, 0.1]; InvalidCandidateException",
        "\"times\": [1, \"a\", 0.1]; SpecException",
        "\"times\": [1, 0.5, 0.1], \"more\": 1; SpecException"})
    void aWrongFileIsRefused(String times, String expected) {
        String text = "{%s, \"to-zero\": false, \"first\": \"model\", \"steps\": [%s, %s]}".formatted(times,
            "{\"prediction\": \"data\", \"order\": 1}", "{\"prediction\": \"data\", \"order\": 2}");

        var e = assertThrows(RuntimeException.class,
            () -> CandidateText.candidate("candidate", JsonReader.read(text, "test")));

        assertEquals(expected, e.getClass().getSimpleName());
    }

    @Test
    void anUnknownWordNamesItsPlace() {
        String text = "{\"times\": [1, 0.1], \"to-zero\": false, \"first\": \"model\", \"steps\": "
            + "[{\"prediction\": \"score\", \"order\": 1}]}";

        var e = assertThrows(SpecException.class, () -> CandidateText.candidate("best", JsonReader.read(text, "test")));

        assertTrue(e.getMessage().contains("best.steps[0].prediction"), e.getMessage());
    }

    @Test
    void whatCannotRunCannotBeBuilt() {
        assertThrows(InvalidCandidateException.class, () -> StepDecision.Unified.of(Prediction.DATA, 0));
        assertThrows(InvalidCandidateException.class, () -> StepDecision.Unified.of(Prediction.DATA, 5));
        assertThrows(InvalidCandidateException.class,
            () -> StepDecision.Unified.of(Prediction.DATA, 3).withActive(List.of(0, 1)));
        assertThrows(InvalidCandidateException.class,
            () -> new Candidate(List.of(1.0), false, FirstOutput.MODEL, List.of()));
        assertThrows(InvalidCandidateException.class, () -> new Candidate(List.of(1.0, 0.1), false, FirstOutput.ZERO,
            List.of(new StepDecision.Named(Choice.of("ddim"), 1))));
    }

    @Test
    void banksShareNoKey() {
        for (long number : new long[] {0, 1, 2, 100_000}) {
            NoiseBanks banks = NoiseBanks.of(number, 20_000, 80_000);
            NoiseBanks next = NoiseBanks.of(Math.min(number + 1, 99_999), 20_000, 80_000);
            assertTrue(banks.seed() + banks.search() <= banks.heldOutSeed(), banks.toString());
            assertTrue(LongStream.of(next.seed(), next.heldOutSeed()).noneMatch(seed ->
                seed > banks.seed() && seed < banks.seed() + banks.search()
                    || seed > banks.heldOutSeed() && seed < banks.heldOutSeed() + banks.heldOut()));
        }
        assertThrows(InvalidParameterException.class, () -> new NoiseBanks(0, 64, 63, 256));
        assertThrows(InvalidParameterException.class, () -> new NoiseBanks(0, 64, 1000, 255));
        assertThrows(InvalidParameterException.class, () -> new NoiseBanks(100, 64, 0, 256));
        assertEquals(256, new NoiseBanks(0, 64, 64, 256).heldOut());
    }

    /// 10 % of ten numbers is one at each end.
    @Test
    void aggregatesAreThoseOfTheirNames() {
        double[] errors = {9, 1, 2, 3, 4, 5, 6, 7, 8, 1000};

        assertEquals(5.5, Aggregate.MEDIAN.of(errors));
        assertEquals(5.5, Aggregate.TRIMMED.of(errors));
        assertEquals(104.5, Aggregate.MEAN.of(errors));
        assertEquals(Math.sqrt(100028.5), Aggregate.RMS.of(errors), 1e-9);
    }
}
