package samplerscope.app.masked;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import samplerscope.app.kit.Courtesy;
import samplerscope.masked.sampler.CoarseDraw;
import samplerscope.masked.sampler.RaceLaw;

/// What draws with 24 random bits do to a law; worked out in the background. On the FX thread.
final class PrecisionModel implements AutoCloseable {

    /// What is asked: the law of the tokens from the most probable down, and how seldom the position comes to light.
    ///
    /// @param law   empty for weights 1 / rank
    /// @param size  tokens
    /// @param steps a step reveals with probability 1 / steps
    record Asked(Optional<double[]> law, int size, int steps) {

        double[] weights() {
            return law.orElseGet(() -> RaceLaw.zipf(size));
        }

        boolean isSame(Asked other) {
            return size == other.size && steps == other.steps && law.isPresent() == other.law.isPresent()
                && (law.isEmpty() || Arrays.equals(law.get(), other.law.get()));
        }
    }

    /// @param counts of emulated draws, shape [V + 1]; the last is "stays hidden"
    record Found(Asked asked, CoarseDraw draw, long[] counts) {
        long shown() {
            return Arrays.stream(counts, 0, counts.length - 1).sum();
        }
    }

    /// Uniforms that are spent on counting.
    private static final long MOST_UNIFORMS = 6_000_000;
    private static final int MOST_DRAWS = 400_000;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(Courtesy.threads("masked-precision"));
    private final ReadOnlyObjectWrapper<Optional<Found>> found = new ReadOnlyObjectWrapper<>(this, "found", Optional.empty());
    private Optional<Asked> asked = Optional.empty();
    private int round;

    /// Empty while it is being worked out.
    ReadOnlyObjectProperty<Optional<Found>> found() {
        return found.getReadOnlyProperty();
    }

    void ask(Asked question) {
        if (asked.filter(question::isSame).isPresent()) {
            return;
        }
        asked = Optional.of(question);
        found.set(Optional.empty());
        int mine = ++round;
        thread.execute(() -> {
            double[] law = question.weights();
            CoarseDraw draw = CoarseDraw.of(law, 1.0 / question.steps(), CoarseDraw.BITS);
            int draws = (int) Math.min(MOST_DRAWS, MOST_UNIFORMS / (law.length + 1));
            var now = new Found(question, draw, CoarseDraw.count(law, 1.0 / question.steps(), draws, 1));
            Platform.runLater(() -> show(mine, now));
        });
    }

    private void show(int of, Found now) {
        if (of == round) {
            found.set(Optional.of(now));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
