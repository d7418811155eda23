package samplerscope.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.masked.CachingPredictor;
import samplerscope.masked.Canvas;
import samplerscope.masked.Gathering;
import samplerscope.masked.KeyValues;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.Prediction;
import samplerscope.masked.UnfitCanvasException;
import samplerscope.masked.Visible;
import samplerscope.registry.Settings;
import samplerscope.run.StepRecord.Unmasked;
import samplerscope.spec.Choice;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.ResolvedMasked;
import samplerscope.spec.RunSpec;
import samplerscope.spec.folder.TinyNetworks;

@Timeout(60)
class GatheredRunTest {

    private static final MaskedCatalog CATALOG = MaskedCatalog.standard();
    private static final int SAMPLES = 11;

    /// An exact world that wants to be asked for four sequences at once, and remembers how many rows it was.
    private static class Batching implements MaskPredictor {

        private final MaskPredictor exact;
        private final List<Integer> rows = Collections.synchronizedList(new ArrayList<>());

        Batching(MaskPredictor exact) {
            this.exact = exact;
        }

        @Override
        public int length() {
            return exact.length();
        }

        @Override
        public int vocabulary() {
            return exact.vocabulary();
        }

        @Override
        public Visible visible() {
            return exact.visible();
        }

        @Override
        public int batch() {
            return 4;
        }

        @Override
        public List<Prediction> evaluate(List<int[]> states) {
            rows.add(states.size());
            return exact.evaluate(states);
        }
    }

    private static MaskPredictor world() {
        try (ResolvedMasked run = ResolvedMasked.of(RunSpec.Unmask.of(Choice.of("chain-b")), CATALOG, Path.of(""))) {
            return run.model().predictor();
        }
    }

    private static MaskedSampler sampler(String id) {
        MaskedSamplerFamily family = CATALOG.samplers().get(id);
        return family.create().apply(Settings.of("sampler", family.parameters(), Map.of()));
    }

    private static MaskedRun run(String sampler, MaskPredictor model) {
        return new MaskedRun(sampler(sampler), model, Canvas.hidden(model.length()), SAMPLES, 5, Recording.ALL);
    }

    private static List<Unmasked> finished(MaskedRun run) {
        var records = new ArrayList<Unmasked>();
        while (!run.isComplete()) {
            records.add(run.advance().orElseThrow());
        }
        return records;
    }

    @ParameterizedTest
    @ValueSource(strings = {"confidence", "self-speculation", "info-gain", "fhs", "gibbs", "klass"})
    void aSequenceIsTheSameGatheredAndAlone(String sampler) {
        var batching = new Batching(world());
        try (MaskedRun gathered = run(sampler, batching); MaskedRun alone = run(sampler, world())) {
            List<Unmasked> records = finished(gathered);
            List<Unmasked> expected = finished(alone);

            assertEquals(expected.size(), records.size());
            assertEquals(expected.getLast().rows(), records.getLast().rows());
            assertArrayEquals(alone.passes(), gathered.passes());
            for (int i = 0; i < SAMPLES; i++) {
                assertArrayEquals(alone.states().get(i), gathered.states().get(i));
            }
        }
    }

    @Test
    void sequencesOfAStepAreAskedTogetherAndNoMoreThanTheModelWants() {
        var batching = new Batching(world());
        try (MaskedRun run = run("confidence", batching)) {
            batching.rows.clear();
            run.advance();

            assertEquals(List.of(4, 4, 3), batching.rows);
        }
    }

    @Test
    void sequencesThatAskMoreOftenAreWaitedForByNobody() {
        var batching = new Batching(world());
        try (MaskedRun run = run("ancestral", batching)) {
            finished(run);

            assertEquals(IntStream.of(run.passes()).sum(), batching.rows.stream().mapToInt(n -> n).sum(),
                "some sequences change nothing in a step, and ask nothing in the next");
        }
    }

    @Test
    void whatTheModelFindsWrongEndsTheStep() {
        var wrong = new UnfitCanvasException("wrong", "right");
        var failing = new Batching(world()) {
            @Override
            public List<Prediction> evaluate(List<int[]> states) {
                throw wrong;
            }
        };
        try (MaskedRun run = run("confidence", failing)) {
            assertSame(wrong, assertThrows(UnfitCanvasException.class, run::advance));
        }
    }

    @Test
    void oneThatFailsEndsTheOthersAtTheirNextQuestion() {
        var gathering = new Gathering();
        MaskPredictor asked = gathering.around(new Batching(world()));
        var wrong = new UnfitCanvasException("wrong", "right");
        Runnable endless = () -> {
            while (true) {
                asked.evaluate(List.of(Canvas.hidden(32)));
            }
        };
        Runnable failing = () -> {
            asked.evaluate(List.of(Canvas.hidden(32)));
            throw wrong;
        };

        assertSame(wrong, assertThrows(UnfitCanvasException.class,
            () -> gathering.together(List.of(endless, failing, endless))));
    }

    @Test
    void anInterruptEndsAStepWhileTheModelIsAsked() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var slow = new Batching(world()) {
            @Override
            public List<Prediction> evaluate(List<int[]> states) {
                asked.countDown();
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new CancellationException("stopped");
                }
                return super.evaluate(states);
            }
        };
        var thrown = new AtomicReference<Throwable>();
        var kept = new AtomicReference<Boolean>();
        try (MaskedRun run = run("confidence", slow)) {
            Thread caller = Thread.ofPlatform().start(() -> {
                thrown.set(assertThrows(CancellationException.class, run::advance));
                kept.set(Thread.currentThread().isInterrupted());
            });
            asked.await();
            caller.interrupt();
            caller.join();

            assertTrue(thrown.get() instanceof CancellationException && kept.get());
        }
    }

    @Test
    void cachesAreAskedTogetherToo() {
        try (MaskedModel model = TinyNetworks.open("kept", 10)) {
            var caching = (CachingPredictor) model.predictor();
            var gathering = new Gathering();
            var gathered = (CachingPredictor) gathering.around(caching);
            int[] all = IntStream.range(0, 10).toArray();
            int[] some = {2, 5, 6};
            var told = new Prediction[3];
            gathering.together(IntStream.range(0, 3).<Runnable>mapToObj(k -> () -> {
                int[] state = Canvas.with(Canvas.hidden(10), 0, k);
                KeyValues kept = gathered.evaluate(state, all, KeyValues.none(10)).fresh();
                told[k] = gathered.evaluate(state, some, kept).prediction();
            }).toList());

            for (int k = 0; k < 3; k++) {
                int[] state = Canvas.with(Canvas.hidden(10), 0, k);
                KeyValues kept = caching.evaluate(state, all, KeyValues.none(10)).fresh();
                assertArrayEquals(caching.evaluate(state, some, kept).prediction().p(), told[k].p(), 1e-6);
            }
        }
    }

    @Test
    void aNetworkWritesTheSameAloneAndInAnyBatch() {
        try (MaskedModel model = TinyNetworks.open("kept", 10); MaskedRun many = run("threshold", model.predictor())) {
            finished(many);
            for (int i : new int[] {0, 3}) {
                var one = new MaskedRun(sampler("threshold"), model.predictor(), Canvas.hidden(10), i + 1, 5, Recording.ALL);
                finished(one);
                assertArrayEquals(many.states().get(i), one.states().get(i));
                one.close();
            }
        }
    }
}
