package samplerscope.masked.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import samplerscope.masked.CachingPredictor;
import samplerscope.masked.Canvas;
import samplerscope.masked.JointHead;
import samplerscope.masked.KeyValues;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.NextTokenModel;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.UnsuitableModelException;
import samplerscope.registry.Setting;
import samplerscope.spec.Json;
import samplerscope.spec.folder.TinyNetworks;

class OnnxMaskPredictorTest {

    private static final Json.Obj GOLDEN = TinyNetworks.golden("kept");
    private static final List<int[]> ROWS = TinyNetworks.canvases(GOLDEN, "rows", TinyNetworks.MASK);
    private static final List<int[]> FULL = TinyNetworks.canvases(GOLDEN, "full", TinyNetworks.MASK);
    private static final double TOLERANCE = 1e-5;
    /// Number of `[UNK]` in `bare`.
    private static final int UNKNOWN = 0;

    private static MaskedModel kept() {
        return TinyNetworks.open("kept", 10);
    }

    @Test
    void saysWhatPyTorchSaysWhereNothingIsWritten() {
        try (MaskedModel model = kept()) {
            List<Prediction> told = model.predictor().evaluate(ROWS);

            assertEquals(7, model.predictor().vocabulary(), "eight tokens, and the mask is none of them");
            for (int r = 0; r < ROWS.size(); r++) {
                for (int i : Canvas.maskedPositions(ROWS.get(r))) {
                    assertArrayEquals(TinyNetworks.law(GOLDEN, "logits", r, i, TinyNetworks.MASK), told.get(r).at(i),
                        TOLERANCE);
                }
            }
        }
    }

    @Test
    void copiesWhatIsWritten() {
        try (MaskedModel model = kept()) {
            Prediction told = model.predictor().evaluate(ROWS).getFirst();

            for (int i = 0; i < 10; i++) {
                int token = ROWS.getFirst()[i];
                assertTrue(token == Canvas.MASK ? told.confidence(i) < 1 : told.p(i, token) == 1);
            }
        }
    }

    @Test
    void readsKeptKeysAsPyTorchDoes() {
        try (MaskedModel model = kept()) {
            var caching = assertInstanceOf(CachingPredictor.class, model.predictor());
            int[] all = IntStream.range(0, 10).toArray();
            int[] rest = IntStream.range(4, 10).toArray();
            for (int r = 0; r < ROWS.size(); r++) {
                KeyValues fresh = caching.evaluate(ROWS.get(r), all, KeyValues.none(10)).fresh();
                Prediction told = caching.evaluate(ROWS.get(r), rest, fresh).prediction();

                for (int i : rest) {
                    if (ROWS.get(r)[i] == Canvas.MASK) {
                        assertArrayEquals(TinyNetworks.law(GOLDEN, "from4", r, i - 4, TinyNetworks.MASK), told.at(i),
                            TOLERANCE);
                    }
                }
                assertEquals(1.0 / 7, caching.evaluate(ROWS.get(1), rest, fresh).prediction().p(0, 0), 1e-15,
                    "nothing is known of what is hidden and not fed");
            }
        }
    }

    @Test
    void isTheSameToTheLastBitFromWhatWasKeptOfTheSameCanvas() {
        try (MaskedModel model = kept()) {
            var caching = assertInstanceOf(CachingPredictor.class, model.predictor());
            int[] all = IntStream.range(0, 10).toArray();
            int[] some = {1, 3, 4, 8, 9};
            for (int[] row : ROWS) {
                CachingPredictor.Fed whole = caching.evaluate(row, all, KeyValues.none(10));
                CachingPredictor.Fed part = caching.evaluate(row, some, whole.fresh());

                assertArrayEquals(model.predictor().evaluate(List.of(row)).getFirst().p(), whole.prediction().p());
                for (int i : some) {
                    assertArrayEquals(whole.prediction().at(i), part.prediction().at(i), 1e-7);
                    assertArrayEquals(whole.fresh().at(i), part.fresh().at(i), 1e-6f);
                }
            }
        }
    }

    @Test
    void requestsOfAsManyPositionsShareAPassWhereverTheyStand() {
        try (MaskedModel model = kept()) {
            var caching = assertInstanceOf(CachingPredictor.class, model.predictor());
            int[] all = IntStream.range(0, 10).toArray();
            KeyValues first = caching.evaluate(ROWS.get(0), all, KeyValues.none(10)).fresh();
            KeyValues second = caching.evaluate(ROWS.get(1), all, KeyValues.none(10)).fresh();
            var asked = List.of(new CachingPredictor.Request(ROWS.get(0), new int[] {3, 4, 6}, first),
                new CachingPredictor.Request(ROWS.get(0), all, KeyValues.none(10)),
                new CachingPredictor.Request(ROWS.get(1), new int[] {0, 7, 8}, second));

            List<CachingPredictor.Fed> together = caching.evaluateAll(asked);

            for (int k = 0; k < asked.size(); k++) {
                CachingPredictor.Request r = asked.get(k);
                assertArrayEquals(caching.evaluate(r.state(), r.fed(), r.kept()).prediction().p(),
                    together.get(k).prediction().p(), 1e-12);
            }
        }
    }

    @Test
    void aCanvasIsTheSameAloneAndInAnyBatch() {
        try (MaskedModel model = kept()) {
            List<int[]> many = IntStream.range(0, 150).mapToObj(k -> ROWS.get(k % 2)).toList();

            List<Prediction> together = model.predictor().evaluate(many);

            for (int k = 0; k < many.size(); k++) {
                assertArrayEquals(model.predictor().evaluate(List.of(many.get(k))).getFirst().p(), together.get(k).p(), 1e-6);
            }
        }
    }

    @Test
    void theTwinSaysTheNextTokenAndGoesOnFromWhatItHasRead() {
        try (MaskedModel model = kept()) {
            for (int r = 0; r < FULL.size(); r++) {
                NextTokenModel twin = NextTokenModel.of(model.predictor()).orElseThrow();
                for (int[] asked : new int[][] {{0, 1, 2}, {4, 6}, {5}, {2, 3, 9}, {9}}) {
                    List<double[]> laws = twin.next(FULL.get(r), asked);
                    for (int k = 0; k < asked.length; k++) {
                        double[] expected = asked[k] == 0 ? even() : TinyNetworks.law(GOLDEN, "next", r, asked[k] - 1,
                            TinyNetworks.MASK);
                        assertArrayEquals(expected, laws.get(k), TOLERANCE);
                    }
                }
            }
        }
    }

    @Test
    void theTwinForgetsWhatIsNoLongerThere() {
        try (MaskedModel model = kept()) {
            NextTokenModel twin = NextTokenModel.of(model.predictor()).orElseThrow();
            twin.next(FULL.get(1), new int[] {9});
            int[] mixed = FULL.get(0).clone();
            mixed[9] = 0;

            double[] law = twin.next(mixed, new int[] {7}).getFirst();

            assertArrayEquals(TinyNetworks.law(GOLDEN, "next", 0, 6, TinyNetworks.MASK), law, TOLERANCE);
        }
    }

    private static double[] even() {
        var law = new double[7];
        Arrays.fill(law, 1.0 / 7);
        return law;
    }

    @Test
    void theHeadRenewsFromHiddenStatesAndFromItsOwn() {
        try (MaskedModel model = kept()) {
            JointHead head = JointHead.of(model.predictor()).orElseThrow();
            int[] hidden = Canvas.hidden(10);
            for (int r = 0; r < 2; r++) {
                JointHead.Features begun = head.begin(ROWS.get(r));
                JointHead.Features renewed = head.renew(FULL.get(r), begun);
                Prediction twice = head.renew(ROWS.get(r), renewed).prediction();

                assertArrayEquals(model.predictor().evaluate(List.of(ROWS.get(r))).getFirst().p(), begun.prediction().p());
                for (int i : Canvas.maskedPositions(ROWS.get(r))) {
                    assertArrayEquals(TinyNetworks.law(GOLDEN, "twice", r, i, TinyNetworks.MASK), twice.at(i), TOLERANCE);
                }
            }
            assertEquals(10 * 8, head.renew(hidden, head.begin(hidden)).hidden().length);
        }
    }

    @Test
    void theCertainNetworkIsAnotherAndHasNoHead() {
        var certain = Map.<String, Setting>of("network", new Setting.Word("certain"), "length", new Setting.Num(10));
        try (MaskedModel model = TinyNetworks.open(TinyNetworks.ROOT.resolve("kept"), certain)) {
            Prediction told = model.predictor().evaluate(ROWS).get(1);

            assertArrayEquals(TinyNetworks.law(GOLDEN, "certain", 1, 0, TinyNetworks.MASK), told.at(0), TOLERANCE);
            assertTrue(JointHead.of(model.predictor()).isEmpty());
            assertTrue(NextTokenModel.of(model.predictor()).isPresent());
        }
    }

    @Test
    void aShiftedNetworkOfOneRowInHalfPrecision() {
        Json.Obj golden = TinyNetworks.golden("shifted");
        List<int[]> rows = TinyNetworks.canvases(golden, "rows", TinyNetworks.MASK);
        try (MaskedModel model = TinyNetworks.open("shifted", 0)) {
            List<Prediction> told = model.predictor().evaluate(rows);

            assertEquals(6, model.predictor().length(), "the graph takes no other number");
            for (int r = 0; r < rows.size(); r++) {
                for (int i : Canvas.maskedPositions(rows.get(r))) {
                    assertArrayEquals(TinyNetworks.law(golden, "logits", r, StrictMath.max(0, i - 1), TinyNetworks.MASK),
                        told.get(r).at(i), 1e-3);
                }
            }
        }
    }

    @Test
    void whatANetworkHasNotIsNotOffered() {
        try (MaskedModel model = TinyNetworks.open("bare", 6)) {
            MaskPredictor predictor = model.predictor();

            assertFalse(predictor instanceof CachingPredictor);
            assertTrue(JointHead.of(predictor).isEmpty() && NextTokenModel.of(predictor).isEmpty());
            assertThrows(UnsuitableModelException.class,
                () -> new Passes(predictor).evaluate(Canvas.hidden(6), new int[] {0}, KeyValues.none(6)));
        }
    }

    @Test
    void weightsMayLieBesideANetworkOfOptimum() {
        Json.Obj golden = TinyNetworks.golden("bare");
        try (MaskedModel model = TinyNetworks.open("bare", 6)) {
            List<int[]> rows = TinyNetworks.canvases(golden, "rows", 1);
            List<Prediction> told = model.predictor().evaluate(rows);

            assertArrayEquals(TinyNetworks.law(golden, "logits", 1, 2, 1, UNKNOWN), told.get(1).at(2), TOLERANCE);
        }
    }
}
