package samplerscope.app.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.model.ModelCard;
import samplerscope.run.Progress;
import samplerscope.run.Snapshot;
import samplerscope.spec.Resolved;
import samplerscope.spec.RoundTrip;

/// Data that every shown lane encodes with its solver run backwards, and decodes again. Lives on the FX thread; while it is
/// shown, the lanes show the way there and back in the place of their runs, under a cursor of its own.
public final class Inversions {

    /// What is encoded.
    public enum From {
        DATA("data", "Draws of the data behind the model, the same in every lane"),
        RUN("what the lane made", "The end of the lane's own run: its latents should be the noise that it started from");

        private final String words;
        private final String help;

        From(String words, String help) {
            this.words = words;
            this.help = help;
        }

        public String words() {
            return words;
        }

        public String help() {
            return help;
        }
    }

    /// What is known of a lane.
    public sealed interface Found {
        record Nothing() implements Found {}

        record Working() implements Found {}

        record Ready(Trip trip) implements Found {}

        /// A solver that draws, a grid without a step between noisy levels, a model without data.
        record Failed(Problem problem) implements Found {}
    }

    /// A round trip with its frames: from the data up to the latents, and down again.
    ///
    /// @param frames  the latents once
    /// @param latents index of the latents
    /// @param norms   length of each latent over that of the prior's
    public record Trip(Resolved run, RoundTrip result, List<Frame> frames, int latents, double[] norms) {

        static Trip of(Resolved run, RoundTrip result) {
            var frames = new ArrayList<Frame>();
            Snapshot start = result.encoded().initial();
            frames.add(new Frame(0, 0, result.encoded().start(), start, start, 0));
            result.encoded().records().forEach(r -> frames.add(
                new Frame(frames.size(), r.nfe(), r.at(), r.state(), r.data(), r.nanos())));
            int latents = frames.size() - 1;
            int spent = frames.getLast().nfe();
            result.decoded().records().forEach(r -> frames.add(
                new Frame(frames.size(), spent + r.nfe(), r.at(), r.state(), r.data(), r.nanos())));
            return new Trip(run, result, List.copyOf(frames), latents, result.latentNorms());
        }

        /// How a sample came back, in words; for no sample, other words.
        public String words(int sample, String otherwise) {
            return sample < 0 || sample >= norms.length ? otherwise
                : "#%d comes back %s off \u00b7 its latent is %s times as long as the prior's".formatted(sample,
                    Labels.number(result.error().perSample()[sample]), Labels.number(norms[sample]));
        }

        /// Index of the frame at a cursor: the latents stand in the middle, whatever the steps on both sides.
        public int frameAt(double position) {
            double index = position <= 0.5 ? 2 * position * latents
                : latents + (2 * position - 1) * (frames.size() - 1 - latents);
            return (int) Math.round(index);
        }

        /// Where a frame stands; the inverse of {@link #frameAt}.
        public double positionOf(int frame) {
            return frame <= latents ? 0.5 * frame / latents
                : 0.5 + 0.5 * (frame - latents) / (frames.size() - 1 - latents);
        }

        /// What a frame of the way back should be: the data at the end, else what was encoded at the same level.
        public Optional<Snapshot> shouldBe(int frame) {
            int back = 2 * latents - frame;
            return frame <= latents ? Optional.empty() : frame == frames.size() - 1 ? Optional.of(result.data())
                : back >= 0 ? Optional.of(frames.get(back).state()) : Optional.empty();
        }
    }

    /// As many as a picture needs; a network is asked for pictures more slowly.
    private static final int MOST = 2000;
    private static final int MOST_OF_NETWORK = 16;

    private final StudyModel model;
    private final Map<Integer, Found> found = new LinkedHashMap<>();
    private final ObjectProperty<From> from = new SimpleObjectProperty<>(this, "from", From.DATA);
    private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown", false);
    private final DoubleProperty position = new SimpleDoubleProperty(this, "position", 0);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running", false);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", -1);
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper(this, "changes", 0);
    private final List<Future<?>> work = new ArrayList<>();
    private int round;
    private int left;

    Inversions(StudyModel model) {
        this.model = model;
        model.runner().active().addListener((_, _, active) -> {
            if (active) {
                shown.set(false); // whoever runs wants to see the run
            }
        });
    }

    public ObjectProperty<From> from() {
        return from;
    }

    /// Whether the lanes show round trips.
    public BooleanProperty shown() {
        return shown;
    }

    /// The cursor: 0 at the data, 1/2 at the latents, 1 at what came back.
    public DoubleProperty position() {
        return position;
    }

    public ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /// In [0, 1] over all lanes; negative while nobody knows.
    public ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /// Grows whenever a lane has news.
    public ReadOnlyIntegerProperty changes() {
        return changes.getReadOnlyProperty();
    }

    public Found of(LaneModel lane) {
        return found.getOrDefault(lane.id(), new Found.Nothing());
    }

    public Optional<Trip> trip(LaneModel lane) {
        return of(lane) instanceof Found.Ready(Trip trip) ? Optional.of(trip) : Optional.empty();
    }

    /// What a lane shows under the cursor, in words: `encoding 4/10  λ 1.04`.
    public String words(Trip trip) {
        int frame = trip.frameAt(position.get());
        int down = trip.frames().size() - 1 - trip.latents();
        String where = frame == 0 ? "data" : frame < trip.latents() ? "encoding %d/%d".formatted(frame, trip.latents())
            : frame == trip.latents() ? "latents" : "decoding %d/%d".formatted(frame - trip.latents(), down);
        return "%s   \u03bb %s".formatted(where, Labels.lambda(trip.frames().get(frame).at().lambda()));
    }

    /// Whether a lane was edited since.
    public boolean isOld(LaneModel lane) {
        return trip(lane).filter(t -> !t.run().spec().equals(lane.lane().get().spec())).isPresent();
    }

    /// Whether there is any round trip to show.
    public boolean isEmpty() {
        return found.values().stream().noneMatch(Found.Ready.class::isInstance);
    }

    /// Encodes and decodes in every shown lane, and shows it.
    public void start() {
        cancel();
        int mine = round;
        From wanted = from.get();
        found.clear();
        List<LaneModel> lanes = model.shownLanes();
        left = lanes.size();
        running.set(true);
        progress.set(-1);
        position.set(0);
        for (LaneModel lane : lanes) {
            found.put(lane.id(), new Found.Working());
            Optional<Snapshot> end = ended(lane);
            lane.resolved(model.services()).whenComplete((run, failure) -> Platform.runLater(() -> {
                if (mine == round) {
                    if (run == null) {
                        take(mine, lane, new Found.Failed(Problem.of(failure)));
                    } else {
                        work.add(model.services().solving().submit(() -> work(mine, lanes.size(), lane, run, () -> data(wanted, run, end))));
                    }
                }
            }));
        }
        shown.set(true);
        tell();
    }

    /// The last state of a lane that has ended as it is now.
    private static Optional<Snapshot> ended(LaneModel lane) {
        boolean whole = !lane.old().get() && !lane.frames().isEmpty() && lane.frames().size() == lane.moments().size();
        return whole ? lane.newest().map(Frame::state) : Optional.empty();
    }

    /// Stops within one step; what is ready stays.
    public void cancel() {
        work.forEach(w -> w.cancel(true));
        work.clear();
        round++;
        found.values().removeIf(Found.Working.class::isInstance);
        running.set(false);
        tell();
    }

    private void work(int mine, int lanes, LaneModel lane, Resolved run, Supplier<Snapshot> source) {
        Services services = model.services();
        try {
            Trip trip = Trip.of(run, RoundTrip.of(run, source.get(), services.engine().get(), services.references(),
                telling(mine, lanes)));
            Platform.runLater(() -> take(mine, lane, new Found.Ready(trip)));
        } catch (CancellationException e) {
            // whoever cancelled knows
        } catch (RuntimeException | OutOfMemoryError e) {
            Problem problem = Problem.of(e);
            Platform.runLater(() -> take(mine, lane, new Found.Failed(problem)));
        }
    }

    private static Snapshot data(From wanted, Resolved run, Optional<Snapshot> end) {
        int most = run.model().card().kind() == ModelCard.Kind.LEARNED ? MOST_OF_NETWORK : MOST;
        int samples = Math.min(most, run.spec().samples());
        return switch (wanted) {
            case DATA -> RoundTrip.draws(run, samples);
            case RUN -> RoundTrip.ends(run, end.orElseThrow(NoRunException::new).first(samples));
        };
    }

    private Progress telling(int mine, int lanes) {
        return (stage, done, total) -> Platform.runLater(() -> {
            if (mine == round) {
                double part = total == 0 ? 0.9 : (stage.equals("encode") ? 0.45 : 0.9) * done / total;
                progress.set(Math.max(progress.get(), (lanes - left + part) / lanes));
            }
        });
    }

    private void take(int mine, LaneModel lane, Found result) {
        if (mine == round) {
            found.put(lane.id(), result);
            left--;
            if (left == 0) {
                running.set(false);
            }
            tell();
        }
    }

    private void tell() {
        changes.set(changes.get() + 1);
    }
}
