package samplerscope.app.tour;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import samplerscope.SamplerscopeException;
import samplerscope.app.study.Layers;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.spec.SpecEdit;
import samplerscope.spec.SpecReader;
import samplerscope.spec.Tour;

/// The tour being taken, if any. While one is, the study is the tour's own, apart from the user's: leaving it brings
/// theirs back with its undo.
public final class TourModel {

    private final StudyModel study;
    private final SpecReader specs;
    private final ReadOnlyObjectWrapper<Optional<Tour>> tour = new ReadOnlyObjectWrapper<>(this, "tour", Optional.empty());
    private final ReadOnlyIntegerWrapper step = new ReadOnlyIntegerWrapper(this, "step", 0);
    private Runnable wayBack = () -> {};

    public TourModel(StudyModel study) {
        this.study = study;
        this.specs = new SpecReader(study.services().resolver().catalog());
    }

    public ReadOnlyObjectProperty<Optional<Tour>> tour() {
        return tour.getReadOnlyProperty();
    }

    /// Index of the step shown, from 0.
    public ReadOnlyIntegerProperty step() {
        return step.getReadOnlyProperty();
    }

    /// The step shown; empty without a tour.
    public Optional<Tour.Step> shown() {
        return tour.get().map(t -> t.steps().get(step.get()));
    }

    /// Begins a tour, after leaving the one before.
    public void start(Tour next) {
        leave();
        wayBack = study.stepAside();
        step.set(0);
        tour.set(Optional.of(next));
        restore();
    }

    /// Goes to a step.
    ///
    /// @param to from 0; beyond the ends nothing happens
    public void go(int to) {
        tour.get().filter(t -> to >= 0 && to < t.steps().size()).ifPresent(_ -> {
            step.set(to);
            restore();
        });
    }

    public void next() {
        go(step.get() + 1);
    }

    public void back() {
        go(step.get() - 1);
    }

    /// Shows what the step shows, whatever was changed since.
    public void restore() {
        shown().ifPresent(s -> {
            study.look(before -> named(before.comparing(s.lanes()), s.names())
                .withLayers(s.look().layers().map(TourModel::layers).orElse(Layers.STANDARD)));
            run(s);
        });
    }

    /// Does what a trial proposes: an undoable edit of the lanes, which then run. Where these were changed so that it does
    /// not fit any more, the step first shows its own again.
    public void attempt(Tour.Trial trial) {
        try {
            apply(trial);
        } catch (SamplerscopeException e) {
            restore();
            apply(trial);
        }
        study.runner().run(study.drafts());
    }

    private void apply(Tour.Trial trial) {
        study.edit("try: " + trial.text(), before -> {
            var after = before;
            for (int i = 0; i < before.lanes().size(); i++) {
                if (trial.changes(i)) {
                    after = after.withLane(before.lanes().get(i).id(),
                        lane -> lane.withSpec(SpecEdit.apply(lane.spec(), trial.assignments(), specs)));
                }
            }
            return after;
        });
    }

    /// Ends the tour; the study from before is back.
    public void leave() {
        if (tour.get().isPresent()) {
            tour.set(Optional.empty());
            study.playback().pause();
            study.runner().stop();
            wayBack.run();
        }
    }

    private void run(Tour.Step shown) {
        study.playback().pause();
        study.runner().run(study.lanes());
        switch (shown.look().cursor()) {
            case Tour.Cursor.At(double position) when position < 1 -> study.selection().scrub(position);
            case Tour.Cursor.At _ -> { } // a run is followed to its end
            case Tour.Cursor.Playing _ -> study.playback().play();
        }
    }

    private static Study named(Study study, List<String> names) {
        Study named = study;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            named = named.withLane(study.lanes().get(i).id(), lane -> lane.withName(name));
        }
        return named;
    }

    private static Layers layers(Set<Tour.Layer> on) {
        return new Layers(on.contains(Tour.Layer.POINTS), on.contains(Tour.Layer.PATHS), on.contains(Tour.Layer.CONTOURS),
            on.contains(Tour.Layer.FIELD), on.contains(Tour.Layer.ERRORS), Layers.STANDARD.mode());
    }
}
