package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.ChainA;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.Prediction;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.UnmaskStep.Detail;

/// What rules tell of their decisions is what they did.
class DecisionDetailTest {

    private static List<UnmaskStep> steps(MaskedSampler sampler) {
        return Told.by(sampler, ChainA.WORLD, Canvas.hidden(7), 3);
    }

    private static Detail detail(UnmaskStep step) {
        return step.view().orElseThrow().detail().orElseThrow();
    }

    /// The longest prefix of turns within the limit is what was written, and at least one.
    private static void writesThePrefix(MaskedSampler sampler) {
        for (UnmaskStep step : steps(sampler)) {
            var running = (Detail.Running) detail(step);
            int within = 0;
            while (within < running.values().size() && running.values().get(within) <= running.limit() + 1e-9) {
                within++;
            }
            assertEquals(running.order().subList(0, Math.max(1, within)).stream().sorted().toList(), Told.positions(step));
            assertEquals(step.view().get().positions().size(), running.order().size());
        }
    }

    @Test
    void theEntropyBoundIsToldTurnByTurn() {
        writesThePrefix(new EntropyBounded(1));
        writesThePrefix(new EntropyBounded(0.3));
    }

    @Test
    void theRunningBoundIsTheSumOfEntropiesLessTheLargest() {
        UnmaskStep first = steps(new EntropyBounded(1)).getFirst();
        var running = (Detail.Running) detail(first);
        Prediction now = first.prediction().orElseThrow();

        for (int n = 0; n < running.order().size(); n++) {
            double[] h = running.order().subList(0, n + 1).stream().mapToDouble(now::entropy).toArray();
            assertEquals(IntStream.range(0, h.length).mapToDouble(i -> h[i]).sum()
                - IntStream.range(0, h.length).mapToDouble(i -> h[i]).max().orElseThrow(), running.values().get(n), 1e-12);
        }
        assertEquals(0, running.values().getFirst(), "one position alone adds nothing");
    }

    @Test
    void theFactorRuleTakesTheLastTurnBelow() {
        for (UnmaskStep step : steps(new Factor(1.5))) {
            var running = (Detail.Running) detail(step);
            int last = IntStream.range(1, running.values().size()).filter(n -> running.values().get(n) < 1.5)
                .max().orElse(0);
            assertEquals(running.order().subList(0, last + 1).stream().sorted().toList(), Told.positions(step));
        }
    }

    @Test
    void dependenceIsToldForEveryTurn() {
        for (UnmaskStep step : steps(oracle())) {
            var running = (Detail.Running) detail(step);
            for (int n = 1; n < running.order().size(); n++) {
                assertEquals(running.values().get(n) <= 0.05 + 1e-9, Told.positions(step).contains(running.order().get(n)));
            }
        }
    }

    private static MaskedSampler oracle() {
        return new DependenceBounded(0.05, true, 1, 0, 1);
    }

    @Test
    void klassWritesWhatSatisfiesBoth() {
        for (UnmaskStep step : steps(new Klass(0.5, 0.2, 1, 0, 1, 0))) {
            UnmaskStep.RuleView view = step.view().orElseThrow();
            var below = (Detail.Below) detail(step);
            List<Integer> both = IntStream.range(0, view.positions().size()).filter(i -> view.scores().get(i) > 0.5
                && view.also().get(below.name()).get(i) < below.limit()).mapToObj(i -> view.positions().get(i)).toList();
            assertEquals((double) both.size(), step.scalars().get("ready"));
            assertTrue(both.isEmpty() || both.equals(Told.positions(step)), both + " and " + Told.positions(step));
        }
    }

    @Test
    void saberHidesTheLargestFalls() {
        List<UnmaskStep> revised = steps(new Saber(3, 8, false)).stream().filter(s -> !s.remasked().isEmpty()).toList();
        assertTrue(!revised.isEmpty());
        for (UnmaskStep step : revised) {
            var fallen = (Detail.Fallen) detail(step);
            List<Integer> ranked = IntStream.range(0, fallen.positions().size()).boxed()
                .sorted(Comparator.comparingDouble(i -> -fallen.falls().get(i))).map(fallen.positions()::get).toList();
            assertEquals(ranked.subList(0, step.remasked().size()).stream().sorted().toList(), step.remasked());
        }
    }

    @Test
    void infoGainTakesTheBestOfWhatItTried() {
        List<UnmaskStep> tried = steps(new InfoGain(6, 1, 1, 2, 0, false, 0)).stream()
            .filter(s -> s.view().orElseThrow().detail().isPresent()).toList();
        assertTrue(tried.size() > 1);
        for (UnmaskStep step : tried) {
            var detail = (Detail.Tried) detail(step);
            UnmaskStep.Action chosen = detail.actions().get(detail.chosen());
            assertEquals(chosen.positions(), Told.positions(step));
            assertEquals(chosen.tokens(), step.committed().stream().map(UnmaskStep.Commit::token).toList());
            assertEquals(chosen.gain() - chosen.cost(), chosen.objective(), 1e-12);
            assertEquals(detail.actions().stream().mapToDouble(UnmaskStep.Action::objective).max().orElseThrow(),
                chosen.objective(), 1e-9);
        }
    }

    @Test
    void aThresholdSaysAllThereIsToSay() {
        assertEquals(Optional.empty(), steps(new Threshold(0.5)).getFirst().view().orElseThrow().detail());
    }
}
