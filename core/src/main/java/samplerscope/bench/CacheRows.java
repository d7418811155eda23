package samplerscope.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.MaskedModelFamily;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.sampler.Cache;
import samplerscope.masked.sampler.Caching;
import samplerscope.masked.sampler.Counts;
import samplerscope.masked.sampler.Drawing;
import samplerscope.masked.sampler.FixedCount;
import samplerscope.masked.sampler.Manner;
import samplerscope.masked.sampler.Score;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.run.MaskedRun;
import samplerscope.run.Recording;
import samplerscope.run.StepRecord;
import samplerscope.spec.MaskedCatalog;
import samplerscope.tensor.Workers;

/// Canvases of the bundled text network written with each cache of keys and values, beside the same passes without one: two
/// tokens a pass, most confident first, so that the number of passes is the same whatever the predictions.
final class CacheRows {

    private static final String MODEL = "texts";
    private static final int LENGTH = 96;
    private static final int PER_PASS = 2;
    private static final String PROMPT = "S31415926>";
    private static final int[] BLOCKS = {8, 16, 32};
    private static final int[] BATCHES = {1, 16};
    private static final int USUAL_BLOCK = 16;

    private CacheRows() {}

    static List<BenchRow> all() {
        var rows = new ArrayList<BenchRow>();
        for (int batch : BATCHES) {
            for (int block : BLOCKS) {
                Arrays.stream(Cache.values()).filter(c -> c != Cache.NONE).forEach(c -> rows.add(row(c, block, batch)));
            }
        }
        return rows;
    }

    private static BenchRow row(Cache cache, int block, int batch) {
        String word = cache.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new BenchRow("cache-%s-%d-by-%d".formatted(word, block, batch), "cache",
            "%s, %d x %d positions in blocks of %d, %s cache".formatted(MODEL, batch, LENGTH, block, word), "no cache",
            Unit.SECONDS, block == USUAL_BLOCK ? BenchRow.Scale.STANDARD : BenchRow.Scale.FULL, Optional.empty(),
            place -> open(place, cache, block, batch));
    }

    private static BenchRow.Measured open(BenchPlace place, Cache cache, int block, int batch) {
        MaskedModel model = model(place);
        var workers = new Workers(place.threads());
        var plain = new Written(model, sampler(block, Caching.NONE), batch, workers);
        var cached = new Written(model, sampler(block, new Caching(cache, 0)), batch, workers);
        return new Timed(cached::once, () -> {
            workers.close();
            model.close();
        }).beside(plain::once, seconds -> seconds).with(_ -> List.of(
            new BenchResult.Figure("positions", cached.positions(), "a token"),
            new BenchResult.Figure("without", plain.positions(), "a token")));
    }

    private static MaskedSampler sampler(int block, Caching caching) {
        return new FixedCount(Score.CONFIDENCE, 0, Counts.fixed(PER_PASS),
            Manner.drawing(Drawing.at(0)).inBlocks(block).with(caching));
    }

    private static MaskedModel model(BenchPlace place) {
        Path file = place.assets().resolve("models/masked-texts/model.onnx");
        if (!Files.exists(file)) {
            throw new SkippedException("the bundled model '%s' is not installed".formatted(MODEL),
                "run the program where it was installed");
        }
        MaskedModelFamily family = MaskedCatalog.standard(place.assets()).models().get(MODEL);
        return family.open().open(Settings.of("model", family.parameters(), Map.of("length", new Setting.Num(LENGTH))),
            place.assets());
    }

    /// A batch that is written from its prompt to its end, again and again.
    private static final class Written {
        private final MaskedModel model;
        private final MaskedSampler sampler;
        private final int batch;
        private final Workers workers;
        private final int[] start;
        private long positions;

        Written(MaskedModel model, MaskedSampler sampler, int batch, Workers workers) {
            this.model = model;
            this.sampler = sampler;
            this.batch = batch;
            this.workers = workers;
            this.start = Canvas.starting(model.tokens().tokens(PROMPT), model.predictor());
        }

        void once() {
            try (var run = new MaskedRun(sampler, model.predictor(), start, batch, 0, Recording.ALL, workers)) {
                for (Optional<StepRecord.Unmasked> step = run.advance(); step.isPresent(); step = run.advance()) {
                    positions = step.get().positions();
                }
            }
        }

        /// Computed for each token.
        double positions() {
            return (double) positions / batch / Canvas.masked(start);
        }
    }
}
