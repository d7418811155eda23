package samplerscope.app.chart;

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
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import samplerscope.app.chart.Curve.Form;
import samplerscope.app.chart.Curve.Mark;
import samplerscope.app.study.Labels;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.Services;
import samplerscope.app.study.StudyModel;
import samplerscope.metric.Estimate;
import samplerscope.spec.ModelChoice;
import samplerscope.spec.RunSpec;
import samplerscope.spec.ScoreComparison;
import samplerscope.spec.ScoreGaps;
import samplerscope.spec.ScoreGaps.Law;
import samplerscope.spec.ScoreRequest;

/// Where the focused lane's model is nearly Gaussian: measured in the background when asked for, and kept until another
/// model is asked about. Lives on the FX thread.
public final class ScoreGapsModel {

    private static final double NEARLY = 0.05;
    /// Styles of the palette that the first lanes do not have.
    private static final int FIRST_STYLE = 3;
    private static final String QUANTITY = "|s \u2212 s\u2032|\u00b2 / |s|\u00b2";

    private record Found(RunSpec.Denoise spec, Optional<Path> data, ScoreGaps gaps) {}

    private final StudyModel model;
    private final ObjectProperty<Optional<Path>> data = new SimpleObjectProperty<>(this, "data", Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Found>> found =
        new ReadOnlyObjectWrapper<>(this, "found", Optional.empty());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running", false);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private final ReadOnlyStringWrapper remark = new ReadOnlyStringWrapper(this, "remark", "");
    private Optional<Future<?>> work = Optional.empty();
    private int current;

    ScoreGapsModel(StudyModel model) {
        this.model = model;
    }

    /// Data that the laws are fitted to; empty for those that the model brings.
    public ObjectProperty<Optional<Path>> data() {
        return data;
    }

    /// Changes when there is something new to draw.
    ReadOnlyObjectProperty<?> found() {
        return found.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /// In [0, 1], over the noise levels; negative while laws are fitted.
    public ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /// Up to where the model is nearly Gaussian, or why nothing was measured.
    public ReadOnlyStringProperty remark() {
        return remark.getReadOnlyProperty();
    }

    /// Measures the focused lane's model.
    public void start() {
        cancel();
        int round = ++current;
        running.set(true);
        progress.set(-1);
        remark.set("");
        RunSpec.Denoise spec = model.focusedLane().lane().get().spec();
        Optional<Path> chosen = data.get();
        work = Optional.of(model.services().solving().submit(() -> measure(round, spec, chosen)));
    }

    /// Stops within a noise level and keeps nothing.
    public void cancel() {
        work.ifPresent(w -> w.cancel(true));
        work = Optional.empty();
        current++;
        running.set(false);
    }

    private void measure(int round, RunSpec.Denoise spec, Optional<Path> chosen) {
        Services services = model.services();
        try {
            var comparison = new ScoreComparison(services.resolver(), services.engine().get().threads(),
                (stage, done, total) -> Platform.runLater(() -> tell(round, stage, done, total)));
            ScoreGaps gaps = comparison.measure(spec, services.base(),
                chosen.map(path -> ModelChoice.data(path)), ScoreRequest.STANDARD);
            Platform.runLater(() -> finish(round, new Found(spec, chosen, gaps)));
        } catch (CancellationException e) {
            // whoever cancelled has told the user
        } catch (RuntimeException | OutOfMemoryError e) {
            Problem problem = Problem.of(e);
            Platform.runLater(() -> fail(round, problem));
        }
    }

    private void tell(int round, String stage, int done, int total) {
        if (round == current) {
            progress.set(stage.equals("scores") ? (double) done / total : -1);
        }
    }

    private void finish(int round, Found result) {
        if (round == current) {
            running.set(false);
            found.set(Optional.of(result));
            var up = result.gaps().within(Law.GAUSSIAN, NEARLY);
            remark.set(up.isPresent() ? "nearly Gaussian (within 5 %%) up to \u03bb = %s".formatted(Labels.number(up.getAsDouble()))
                : "nowhere nearly Gaussian");
        }
    }

    private void fail(int round, Problem problem) {
        if (round == current) {
            running.set(false);
            remark.set("%s; %s".formatted(problem.happened(), problem.remedy()));
        }
    }

    /// What was measured, if it is about what the focused lane now asks.
    private Optional<ScoreGaps> shown() {
        RunSpec.Denoise now = model.focusedLane().lane().get().spec();
        return found.get().filter(f -> f.data().equals(data.get()) && f.spec().model().equals(now.model())
            && f.spec().schedule().equals(now.schedule()) && f.spec().guidance().equals(now.guidance()))
            .map(Found::gaps);
    }

    ChartContent content() {
        var curves = new ArrayList<Curve>();
        shown().ifPresent(gaps -> {
            for (Law law : Law.values()) {
                curves.add(new Curve(lane(law), law.words(), law.words().substring(0, 1), style(law), Form.LINE,
                    gaps.levels().stream().map(l -> mark(l, law)).toList()));
            }
            curves.add(new Curve(Curve.NO_LANE, "5 %", "5 %", 0, Form.GUIDE, List.of(
                Mark.of(gaps.levels().getFirst().at().lambda(), NEARLY),
                Mark.of(gaps.levels().getLast().at().lambda(), NEARLY))));
        });
        return new ChartContent(Axis.linear("lambda (half log-SNR)"), Axis.log(QUANTITY), curves,
            "Compare scores shows at which noise the focused lane's model is nearly Gaussian.");
    }

    private static Mark mark(ScoreGaps.Level level, Law law) {
        Estimate e = level.gaps().get(law);
        return Mark.of(level.at().lambda(), e.value(), e.standardError());
    }

    List<Legend.Entry> legend() {
        return shown().isEmpty() ? List.of() : List.of(Law.values()).stream()
            .map(law -> new Legend.Entry(lane(law), style(law), words(law))).toList();
    }

    private static String words(Law law) {
        return switch (law) {
            case GAUSSIAN -> "against a Gaussian";
            case MIXTURE -> "low-rank mixture";
            case IDEAL -> "the data themselves (ideal denoiser)";
        };
    }

    private static int style(Law law) {
        return FIRST_STYLE + law.ordinal();
    }

    /// No lane has it, but each curve can be highlighted.
    private static int lane(Law law) {
        return Curve.NO_LANE - 1 - law.ordinal();
    }
}
