package samplerscope.app.study;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import samplerscope.metric.PathError;

/// Every run of the session, newest last. Runs are only ever added; what the user does to rows is in the study.
public final class RunLog {

    private final Services services;
    private final ObservableList<RunEntry> entries = FXCollections.observableArrayList();
    private final ObservableList<RunEntry> view = FXCollections.unmodifiableObservableList(entries);
    private final List<RunListener> listeners = new ArrayList<>();
    private int nextId;

    RunLog(Services services) {
        this.services = services;
    }

    public ObservableList<RunEntry> entries() {
        return view;
    }

    /// From now on, tells of runs that end and of their late errors.
    public void listen(RunListener listener) {
        listeners.add(listener);
    }

    /// Watches a lane: each end of a run becomes an entry, each late error completes it.
    void watch(LaneModel lane) {
        lane.state().addListener((_, before, now) -> {
            boolean hadBegun = before.isActive() && !(before instanceof LaneState.Preparing);
            if (hadBegun && !now.isActive()) {
                status(now).ifPresent(status -> add(lane, status));
            }
        });
        lane.errors().addListener((_, _, errors) -> {
            if (!errors.isEmpty() && !lane.state().get().isActive()) {
                complete(lane, errors.getLast());
            }
        });
        lane.localErrors().addListener((_, _, errors) -> {
            if (!errors.isEmpty() && !lane.state().get().isActive()) {
                newestOf(lane).ifPresent(i -> tellMeasured(entries.get(i), lane));
            }
        });
    }

    /// Makes an entry of a run that ended quietly, once the hand that it followed has come to rest.
    void keep(LaneModel lane) {
        boolean known = !entries.isEmpty()
            && lane.ran().get().filter(run -> run.spec().equals(entries.getLast().spec())).isPresent();
        if (!known && !lane.old().get()) {
            status(lane.state().get()).ifPresent(status -> add(lane, status));
        }
    }

    private static Optional<RunEntry.Status> status(LaneState state) {
        return switch (state) {
            case LaneState.Done _ -> Optional.of(RunEntry.Status.DONE);
            case LaneState.Cancelled _ -> Optional.of(RunEntry.Status.PARTIAL);
            case LaneState.Failed _ -> Optional.of(RunEntry.Status.FAILED);
            case LaneState.Draft _, LaneState.Preparing _, LaneState.Running _, LaneState.Paused _ -> Optional.empty();
        };
    }

    private void add(LaneModel lane, RunEntry.Status status) {
        var run = lane.ran().get().orElseThrow();
        var errors = lane.errors().get();
        Frame end = lane.newest().orElseThrow();
        var entry = new RunEntry(nextId++, Labels.ofStrategy(services.resolver().catalog(), run.spec()),
            run.model().card().name(), lane.lane().get().style(), run.spec(), end.step(), end.nfe(),
            errors.isEmpty() ? Optional.empty() : Optional.of(errors.getLast()), lane.seconds(),
            lane.ranOn().orElseThrow().choice().title(), Instant.now(), status);
        entries.add(entry);
        listeners.forEach(listener -> listener.ended(entry, lane));
    }

    private void complete(LaneModel lane, PathError error) {
        newestOf(lane).ifPresent(i -> {
            entries.set(i, entries.get(i).withError(error));
            tellMeasured(entries.get(i), lane);
        });
    }

    private void tellMeasured(RunEntry entry, LaneModel lane) {
        listeners.forEach(listener -> listener.measured(entry, lane));
    }

    /// Place of the newest run of what the lane ran last.
    private Optional<Integer> newestOf(LaneModel lane) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            RunEntry entry = entries.get(i);
            if (lane.ran().get().filter(r -> r.spec().equals(entry.spec())).isPresent()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
