package samplerscope.app.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.Probe;
import samplerscope.spec.ProbePath;
import samplerscope.spec.Resolved;

/// The probes of the study, and where every lane's solver takes them. Lives on the FX thread.
///
/// A probe that a hand drags is followed as fast as its lanes can: the newest place waits until the one before it has
/// been followed, and what is known stays on screen until then.
public final class Probes {

    /// What is known of a probe in a lane.
    public sealed interface Found {
        /// Nothing yet.
        record Following() implements Found {}

        record Ready(ProbePath path) implements Found {}

        /// The solver or the exact path failed, or the run is over before the probe.
        record Failed(Problem problem) implements Found {}
    }

    private record Key(int probe, int lane) {}

    /// What a path depends on.
    private record Wanted(StudyProbe probe, Resolved run) {}

    private final StudyModel model;
    private final Map<Key, Found> found = new LinkedHashMap<>();
    /// What the result of each key is of, or will be once its work is done.
    private final Map<Key, Wanted> asked = new HashMap<>();
    private final Map<Key, Boolean> busy = new HashMap<>();
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper(this, "changes", 0);

    Probes(StudyModel model) {
        this.model = model;
        model.study().addListener((_, before, now) -> {
            if (!before.probes().equals(now.probes()) || !before.lanes().equals(now.lanes())) {
                refresh();
            }
        });
        model.eachLane(lane -> {
            lane.planned().addListener((_, _, _) -> refresh());
            lane.ran().addListener((_, _, _) -> refresh());
        });
    }

    /// Grows whenever a probe or a path has changed.
    public ReadOnlyIntegerProperty changes() {
        return changes.getReadOnlyProperty();
    }

    public List<StudyProbe> all() {
        return model.study().get().probes();
    }

    public Found of(StudyProbe probe, LaneModel lane) {
        return found.getOrDefault(new Key(probe.id(), lane.id()), new Found.Following());
    }

    /// The path of a probe in a lane, as far as it is known.
    public Optional<ProbePath> path(StudyProbe probe, LaneModel lane) {
        return of(probe, lane) instanceof Found.Ready(ProbePath path) ? Optional.of(path) : Optional.empty();
    }

    /// Puts a probe at a place of the plane, at the noise level under the cursor; where the run is over there, at its
    /// start, since nothing is left to follow.
    ///
    /// @param x in units of `sqrt(alpha^2 + sigma^2)`
    public void drop(LaneModel lane, double x, double y) {
        runOf(lane).ifPresent(run -> {
            int id = nextId();
            add(new StudyProbe(id, Probe.at(lambdaOf(lane, run), x, y), 0, Optional.empty()));
        });
    }

    /// Takes a recorded sample of a lane as a probe, from the frame under the cursor; at the end of a run from its start.
    public void dropSample(LaneModel lane, int sample) {
        runOf(lane).ifPresent(run -> model.frameOf(lane).ifPresent(shown -> {
            boolean over = !Probe.isBeforeTheEnd(run, shown.at().lambda());
            Frame frame = over ? lane.frames().getFirst() : shown;
            if (sample < frame.state().samples()) {
                add(new StudyProbe(nextId(), Probe.of(frame.state(), sample, frame.at()), sample, Optional.of(sample)));
            }
        }));
    }

    private void add(StudyProbe probe) {
        model.edit("probe " + probe.name(), s -> s.withProbes(all -> {
            var more = new ArrayList<>(all);
            more.add(probe);
            return more;
        }));
    }

    /// Moves a probe in the plane; one movement of a hand is one undoable step. It is no recorded sample any more.
    public void move(int id, double x, double y) {
        model.edit("move probe P" + id, "probe." + id, s -> s.withProbes(all -> all.stream().map(p -> p.id() != id ? p
            : new StudyProbe(id, Probe.at(p.probe().lambda(), x, y), p.sample(), Optional.empty())).toList()));
    }

    public void remove(int id) {
        model.edit("remove probe P" + id, s -> s.withProbes(all -> all.stream().filter(p -> p.id() != id).toList()));
    }

    public void clear() {
        model.edit("remove all probes", s -> s.withProbes(_ -> List.of()));
    }

    private int nextId() {
        return all().stream().mapToInt(StudyProbe::id).max().orElse(0) + 1;
    }

    private double lambdaOf(LaneModel lane, Resolved run) {
        NoiseLevel start = run.levels().getFirst();
        return model.frameOf(lane).map(frame -> frame.at().lambda()).filter(at -> Probe.isBeforeTheEnd(run, at))
            .orElse(start.lambda());
    }

    /// What a lane shows, or what it would run.
    private static Optional<Resolved> runOf(LaneModel lane) {
        return lane.old().get() ? lane.planned().get() : lane.ran().get().or(() -> lane.planned().get());
    }

    /// Follows what has changed, and forgets what is gone. A probe of another kind of model waits until a lane has one like it.
    private void refresh() {
        var present = new LinkedHashMap<Key, Wanted>();
        for (StudyProbe probe : all()) {
            for (LaneModel lane : model.lanes()) {
                runOf(lane).filter(probe.probe()::suits).ifPresent(
                    run -> present.put(new Key(probe.id(), lane.id()), new Wanted(probe, run)));
            }
        }
        found.keySet().retainAll(present.keySet());
        asked.keySet().retainAll(present.keySet());
        present.forEach(this::want);
        changes.set(changes.get() + 1);
    }

    private void want(Key key, Wanted wanted) {
        if (!wanted.equals(asked.put(key, wanted)) && !busy.getOrDefault(key, false)) {
            start(key, wanted);
        }
    }

    private void start(Key key, Wanted wanted) {
        busy.put(key, true);
        model.services().solving().submit(() -> {
            Found result = follow(wanted);
            Platform.runLater(() -> take(key, wanted, result));
        });
    }

    private Found follow(Wanted wanted) {
        Services services = model.services();
        try {
            return new Found.Ready(ProbePath.follow(wanted.run(), wanted.probe().probe(), wanted.probe().sample(),
                services.engine().get(), services.references()));
        } catch (CancellationException e) {
            return new Found.Following(); // the program ends
        } catch (RuntimeException | OutOfMemoryError e) {
            return new Found.Failed(Problem.of(e));
        }
    }

    /// Also of a place that the hand has left: until the newest is followed, it is nearer than what was known before.
    private void take(Key key, Wanted done, Found result) {
        busy.remove(key);
        Wanted now = asked.get(key);
        if (now == null) {
            return; // the probe or the lane is gone
        }
        found.put(key, result);
        changes.set(changes.get() + 1);
        if (!now.equals(done)) {
            start(key, now);
        }
    }
}
