package samplerscope.app.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import samplerscope.model.Decoder;
import samplerscope.model.LatentPreview;
import samplerscope.run.Snapshot;
import samplerscope.store.DecodedStates;

/// A lane's latents as pictures: decoded one by one on another thread while somebody looks at them, and sketched at once
/// with what was learned from the decoder so far. Keeps the newest. On the FX thread only.
public final class LatentPictures {

    /// Numbers of all pictures that are kept: 64 of 512 x 512.
    private static final long MOST_NUMBERS = 64L * 3 * 512 * 512;

    /// A sample of a state.
    ///
    /// @param state stands for itself, not for its numbers
    /// @param worth a sketch is learned from the picture of the highest, such as the one with least noise
    public record Wish(Snapshot state, int sample, int worth) {}

    private record Key(Snapshot state, int sample) {
        static Key of(Wish wish) {
            return new Key(wish.state(), wish.sample());
        }
    }

    private record Decoded(Snapshot picture, LatentPreview preview) {}

    private final ExecutorService thread;
    private final Map<Key, Snapshot> known = new LinkedHashMap<>();
    private final ReadOnlyIntegerWrapper arrived = new ReadOnlyIntegerWrapper(this, "arrived", 0);
    private List<Wish> wishes = List.of();
    private Optional<Future<?>> running = Optional.empty();
    private Optional<LatentPreview> preview = Optional.empty();
    private Optional<LaneState.Problem> problem = Optional.empty();
    private int worth = -1;
    /// Pictures of an earlier run are not wanted any more when they arrive.
    private int generation;

    /// @param thread decodes one picture at a time
    LatentPictures(ExecutorService thread) {
        this.thread = thread;
    }

    /// Changes when there is a new picture, or none will come.
    public ReadOnlyIntegerProperty arrived() {
        return arrived.getReadOnlyProperty();
    }

    /// Decoded, shape [1, 3, H, W] in [-1, 1].
    public Optional<Snapshot> of(Snapshot state, int sample) {
        return Optional.ofNullable(known.get(new Key(state, sample)));
    }

    /// What sketches a latent; empty until the first picture has been decoded. Immutable.
    public Optional<LatentPreview> preview() {
        return preview;
    }

    /// Why nothing is decoded.
    public Optional<LaneState.Problem> problem() {
        return problem;
    }

    /// Says what somebody looks at now, most important first. What is being decoded is finished, what waited is
    /// forgotten.
    public void want(Decoder decoder, List<Wish> wanted) {
        var missing = new ArrayList<>(wanted);
        missing.removeIf(wish -> known.containsKey(Key.of(wish)));
        wishes = missing;
        next(decoder);
    }

    /// Forgets all pictures and stops decoding: they belong to a run that is gone.
    void clear() {
        generation++;
        running.ifPresent(future -> future.cancel(true));
        running = Optional.empty();
        wishes = List.of();
        known.clear();
        preview = Optional.empty();
        problem = Optional.empty();
        worth = -1;
    }

    private void next(Decoder decoder) {
        if (running.isPresent() || wishes.isEmpty() || problem.isPresent()) {
            return;
        }
        Wish wish = wishes.getFirst();
        int asked = generation;
        try {
            running = Optional.of(thread.submit(() -> decode(decoder, wish, asked)));
        } catch (RejectedExecutionException e) {
            // The program ends.
            wishes = List.of();
        }
    }

    private void decode(Decoder decoder, Wish wish, int asked) {
        try {
            Snapshot picture = DecodedStates.one(decoder, wish.state(), wish.sample());
            var made = new Decoded(picture, DecodedStates.preview(wish.state(), wish.sample(), picture));
            Platform.runLater(() -> take(decoder, wish, made, asked));
        } catch (CancellationException e) {
            // Nobody waits for it.
        } catch (RuntimeException | OutOfMemoryError e) {
            Platform.runLater(() -> fail(e, asked));
        }
    }

    private void take(Decoder decoder, Wish wish, Decoded made, int asked) {
        if (asked != generation) {
            return;
        }
        running = Optional.empty();
        known.put(Key.of(wish), made.picture());
        while (known.size() > 1 && (long) known.size() * made.picture().sampleSize() > MOST_NUMBERS) {
            known.remove(known.keySet().iterator().next());
        }
        if (wish.worth() >= worth) {
            worth = wish.worth();
            preview = Optional.of(made.preview());
        }
        wishes = wishes.stream().filter(w -> !Key.of(w).equals(Key.of(wish))).toList();
        arrived.set(arrived.get() + 1);
        next(decoder);
    }

    private void fail(Throwable cause, int asked) {
        if (asked == generation) {
            running = Optional.empty();
            problem = Optional.of(LaneState.Problem.of(cause));
            arrived.set(arrived.get() + 1);
        }
    }
}
