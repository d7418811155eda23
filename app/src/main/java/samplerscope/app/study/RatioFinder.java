package samplerscope.app.study;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.run.Progress;
import samplerscope.search.RatioRequest;
import samplerscope.search.RatioResult;
import samplerscope.search.RatioSearch;
import samplerscope.spec.RunSpec;

/// Searches the ratios of a lane's DC-Solver in the background and writes them into its spec, as one undoable step.
/// Lives on the FX thread.
public final class RatioFinder {

    private static final int PARTS_TOLD = 200;

    private final StudyModel model;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running", false);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", -1);
    private final ReadOnlyStringWrapper remark = new ReadOnlyStringWrapper(this, "remark", "");
    private Optional<Future<?>> work = Optional.empty();
    private int current;

    public RatioFinder(StudyModel model) {
        this.model = model;
    }

    /// Whether a lane has ratios to search.
    public static boolean suits(RunSpec.Denoise spec) {
        return spec.solvers().stream().anyMatch(choice -> choice.id().equals(RatioSearch.FAMILY));
    }

    public ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /// In [0, 1]; negative while nobody knows.
    public ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /// What the last search was worth, or why there is no result; empty before the first.
    public ReadOnlyStringProperty remark() {
        return remark.getReadOnlyProperty();
    }

    /// Searches a lane's ratios; one search at a time.
    public void start(LaneModel lane) {
        cancel();
        int round = ++current;
        RunSpec.Denoise spec = lane.lane().get().spec();
        running.set(true);
        progress.set(-1);
        remark.set("");
        work = Optional.of(model.services().solving().submit(() -> search(round, lane.id(), spec)));
    }

    /// Stops within one evaluation of the model; the lane stays as it is.
    public void cancel() {
        work.ifPresent(w -> w.cancel(true));
        work = Optional.empty();
        current++;
        running.set(false);
    }

    private void search(int round, int id, RunSpec.Denoise spec) {
        Services services = model.services();
        try {
            RatioResult found = new RatioSearch(services.resolver(), services.references(),
                services.engine().get().threads(), telling(round)).search(spec, services.base(), RatioRequest.STANDARD);
            Platform.runLater(() -> take(round, id, spec, found));
        } catch (CancellationException e) {
            Platform.runLater(() -> end(round, "The search was cancelled."));
        } catch (RuntimeException | OutOfMemoryError e) {
            Problem problem = Problem.of(e);
            Platform.runLater(() -> end(round, "%s; %s.".formatted(problem.happened(), problem.remedy())));
        }
    }

    /// Only what moves the bar visibly is told: the search reports every trial.
    private Progress telling(int round) {
        var last = new int[] {-1};
        return (stage, done, total) -> {
            int part = stage.equals("search") && total > 0 ? (int) ((long) PARTS_TOLD * done / total) : -1;
            if (part != last[0]) {
                last[0] = part;
                Platform.runLater(() -> {
                    if (round == current) {
                        progress.set(part < 0 ? -1 : (double) part / PARTS_TOLD);
                    }
                });
            }
        };
    }

    private void take(int round, int id, RunSpec.Denoise spec, RatioResult found) {
        if (round != current) {
            return;
        }
        boolean untouched = model.lane(id).filter(l -> l.lane().get().spec().equals(spec)).isPresent();
        if (!untouched) {
            end(round, "The lane was edited meanwhile; its ratios were left alone.");
            return;
        }
        end(round, words(found));
        model.edit("searched ratios", s -> s.withLane(id, lane -> lane.withSpec(found.in(spec))));
    }

    private void end(int round, String words) {
        if (round == current) {
            running.set(false);
            remark.set(words);
        }
    }

    private static String words(RatioResult found) {
        return String.format(Locale.ROOT, found.isWorseOnOthers()
                ? "Worse on %d other noises: %.2f times the error with ratios of 1. Undo takes the ratios back."
                : "On %d other noises, %.2f of the error with ratios of 1 is left.",
            found.heldOut().before().perSample().length, found.heldOut().factor());
    }
}
