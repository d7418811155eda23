package samplerscope.app.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.Services;
import samplerscope.app.study.StudyModel;
import samplerscope.spec.Engine;
import samplerscope.spec.OrderSweep;
import samplerscope.spec.RunSpec;

/// Sweeps lanes over budgets in the background and keeps what was found. Lives on the FX thread.
public final class OrderSweeps {

    /// The error's own standard error says whether these are enough.
    private static final int SAMPLES = 256;
    /// Rounding of float32 would end the curves of the better solvers at 1e-6.
    private static final String BACKEND = "cpu-float64";

    private record Found(RunSpec.Denoise spec, List<OrderSweep.Point> points) {}

    private final StudyModel model;
    private final Map<Integer, Found> found = new LinkedHashMap<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running", false);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private final ReadOnlyIntegerWrapper points = new ReadOnlyIntegerWrapper(this, "points", 0);
    private final ReadOnlyStringWrapper remark = new ReadOnlyStringWrapper(this, "remark", "");
    private Optional<Future<?>> work = Optional.empty();
    private int current;

    OrderSweeps(StudyModel model) {
        this.model = model;
    }

    public ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /// In [0, 1], over the budgets of all lanes.
    public ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /// Counts what has been found; changes when there is something new to draw.
    public ReadOnlyIntegerProperty points() {
        return points.getReadOnlyProperty();
    }

    /// Why a lane was left out, in a sentence; empty when none was.
    public ReadOnlyStringProperty remark() {
        return remark.getReadOnlyProperty();
    }

    /// What a lane's sweep has found so far; nothing once the lane was edited.
    public List<OrderSweep.Point> of(LaneModel lane) {
        Found f = found.get(lane.id());
        return f != null && f.spec().equals(lane.lane().get().spec()) ? f.points() : List.of();
    }

    /// Sweeps lanes anew, one after the other.
    public void start(List<LaneModel> lanes) {
        cancel();
        int round = ++current;
        running.set(true);
        progress.set(0);
        remark.set("");
        var specs = new LinkedHashMap<Integer, RunSpec.Denoise>();
        for (LaneModel lane : lanes) {
            specs.put(lane.id(), lane.lane().get().spec());
            found.put(lane.id(), new Found(lane.lane().get().spec(), List.of()));
        }
        work = Optional.of(model.services().solving().submit(() -> sweep(round, specs)));
    }

    /// Stops between two budgets; what was found stays.
    public void cancel() {
        work.ifPresent(w -> w.cancel(true));
        work = Optional.empty();
        current++;
        running.set(false);
    }

    private void sweep(int round, Map<Integer, RunSpec.Denoise> specs) {
        Services services = model.services();
        int lane = 0;
        for (var entry : specs.entrySet()) {
            try {
                var engine = Engine.of(services.resolver().catalog().backends(), BACKEND, services.engine().get().threads());
                var sweep = new OrderSweep(services.resolver(), services.references(), engine, services.base(),
                    entry.getValue(), OrderSweep.STANDARD_BUDGETS, SAMPLES);
                pull(round, entry.getKey(), sweep, lane, specs.size());
            } catch (CancellationException e) {
                return;
            } catch (RuntimeException | OutOfMemoryError e) {
                Platform.runLater(() -> leaveOut(round, entry.getKey(), Problem.of(e)));
            }
            lane++;
        }
        Platform.runLater(() -> finish(round));
    }

    private void pull(int round, int id, OrderSweep sweep, int lane, int lanes) {
        for (var point = sweep.advance(); point.isPresent(); point = sweep.advance()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the sweep was cancelled");
            }
            OrderSweep.Point made = point.get();
            double share = (lane + (double) sweep.done() / sweep.size()) / lanes;
            Platform.runLater(() -> add(round, id, made, share));
        }
    }

    private void add(int round, int id, OrderSweep.Point point, double share) {
        if (round == current) {
            Found before = found.get(id);
            var more = new ArrayList<>(before.points());
            more.add(point);
            found.put(id, new Found(before.spec(), List.copyOf(more)));
            progress.set(share);
            points.set(points.get() + 1);
        }
    }

    private void leaveOut(int round, int id, Problem problem) {
        if (round == current) {
            remark.set("%s: %s.".formatted(model.study().get().letterOf(id), problem.happened()));
        }
    }

    private void finish(int round) {
        if (round == current) {
            running.set(false);
            progress.set(1);
        }
    }
}
