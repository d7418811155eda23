package samplerscope.app.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.metric.Convergence;
import samplerscope.metric.MetricFamily;
import samplerscope.store.Executed;
import samplerscope.sweep.FeatureSpace;
import samplerscope.sweep.SetConvergence;

/// How a metric of some cells settles as samples are added. Computes in the background; lives on the FX thread.
final class SettlingModel {

    /// More curves than these are a thicket.
    static final int MOST_CELLS = 8;
    static final int COMPONENTS = 16;

    /// Where sets are compared.
    enum Space {
        PIXELS("Pixels or coordinates"), COMPONENTS("Principal components"), NETWORK("ONNX encoder");

        private final String words;

        Space(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// @param cell  index
    /// @param words values of the cell
    record Found(int cell, String words, Convergence curve) {}

    private final SweepModel sweep;
    private final ObjectProperty<MetricFamily> metric;
    private final ObjectProperty<Space> space = new SimpleObjectProperty<>(this, "space", Space.PIXELS);
    private final ObjectProperty<Optional<Path>> network = new SimpleObjectProperty<>(this, "network", Optional.empty());
    private final ReadOnlyObjectWrapper<List<Found>> found = new ReadOnlyObjectWrapper<>(this, "found", List.of());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running", false);
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
        new ReadOnlyObjectWrapper<>(this, "problem", Optional.empty());
    private Optional<Future<?>> work = Optional.empty();
    private int current;

    SettlingModel(SweepModel sweep) {
        this.sweep = sweep;
        List<MetricFamily> all = SweepDraft.metrics(sweep.services().resolver().catalog());
        metric = new SimpleObjectProperty<>(this, "metric", all.getLast());
    }

    ObjectProperty<MetricFamily> metric() {
        return metric;
    }

    ObjectProperty<Space> space() {
        return space;
    }

    /// The user's encoder; empty until one is chosen.
    ObjectProperty<Optional<Path>> network() {
        return network;
    }

    ReadOnlyObjectProperty<List<Found>> found() {
        return found.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem.getReadOnlyProperty();
    }

    /// Measures the chosen cells, or without any the first ones that have run.
    void start() {
        cancel();
        sweep.results().get().ifPresent(results -> {
            List<Integer> cells = (sweep.chosen().get().isEmpty() ? List.copyOf(results.cells().keySet())
                : sweep.chosen().get()).stream().filter(cell -> results.run(cell).isPresent()).limit(MOST_CELLS).toList();
            int round = ++current;
            found.set(List.of());
            problem.set(Optional.empty());
            running.set(true);
            FeatureSpace where = where();
            MetricFamily family = metric.get();
            work = Optional.of(sweep.services().solving().submit(() -> measure(round, results, cells, family, where)));
        });
    }

    private FeatureSpace where() {
        return switch (space.get()) {
            case PIXELS -> new FeatureSpace.Pixels();
            case COMPONENTS -> new FeatureSpace.Components(COMPONENTS);
            case NETWORK -> network.get().<FeatureSpace>map(FeatureSpace.Network::new).orElseGet(FeatureSpace.Pixels::new);
        };
    }

    void cancel() {
        work.ifPresent(w -> w.cancel(true));
        work = Optional.empty();
        current++;
        running.set(false);
    }

    private void measure(int round, SweepResults results, List<Integer> cells, MetricFamily family, FeatureSpace where) {
        try {
            for (int cell : cells) {
                Executed run = results.run(cell).orElseThrow();
                Convergence curve = SetConvergence.of(run, family, where, 1);
                var made = new Found(cell, results.spec().cell(cell).words(), curve);
                Platform.runLater(() -> add(round, made));
            }
            Platform.runLater(() -> finish(round, Optional.empty()));
        } catch (CancellationException e) {
            return; // whoever cancelled has said so already
        } catch (RuntimeException | OutOfMemoryError e) {
            Platform.runLater(() -> finish(round, Optional.of(Problem.of(e))));
        }
    }

    private void add(int round, Found made) {
        if (round == current) {
            var more = new ArrayList<>(found.get());
            more.add(made);
            found.set(List.copyOf(more));
        }
    }

    private void finish(int round, Optional<Problem> failed) {
        if (round == current) {
            running.set(false);
            problem.set(failed);
        }
    }
}
