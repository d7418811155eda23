package samplerscope.app.sweep;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.kit.Changes;
import samplerscope.app.study.Labels;
import samplerscope.metric.MetricFamily;
import samplerscope.spec.RunSpec;
import samplerscope.sweep.SweepAxis;
import samplerscope.sweep.SweepSpec;

/// What is swept: axes, samples, baseline; and the button that runs it, with what it will cost.
final class SweepShelf extends VBox {

    private static final double WIDTH = 250;
    private static final int MOST_WORDS = 170;
    private static final String NO_BASELINE = "nothing";
    private static final List<String> WHAT = List.of("Columns", "Rows", "Blocks", "More blocks");

    private final SweepModel model;
    private final ChoiceBox<String> baseline = new ChoiceBox<>();
    private final Label size = new Label();
    private final Label problem = new Label();
    private final Label remark = new Label();
    private final Button run = button("sweep-run", "Run", Feather.PLAY, "Runs what has not run yet  Ctrl+Enter");
    private final Button goOn = button("sweep-go-on", "", Feather.PLAY,
        "Runs what the grid beside has left; what was found stays  Ctrl+Shift+Enter");
    private final Button again = button("sweep-again", "", Feather.ROTATE_CW,
        "Runs what failed once more, such as after a missing file was put back");
    private boolean offering;

    SweepShelf(SweepModel model) {
        super(10);
        this.model = model;
        setId("sweep-shelf");
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
        setMaxWidth(WIDTH);
        var axes = new VBox(8, base(), presets());
        for (int i = 0; i < SweepDraft.NAMES.size(); i++) {
            axes.getChildren().add(new AxisEditor(model, model.draft().lines().get(i), SweepDraft.NAMES.get(i), WHAT.get(i)));
        }
        axes.getChildren().addAll(row("Samples", samples()), row("Compare with", compared()), row("Also measure", metric()));
        var scroll = new ScrollPane(axes);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("sweep-scroll");
        setVgrow(scroll, Priority.ALWAYS);
        for (Label words : List.of(size, remark)) {
            words.getStyleClass().add("hint");
            words.setWrapText(true);
        }
        size.setId("sweep-size");
        problem.setId("sweep-problem");
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        for (Label words : List.of(problem, remark)) {
            words.managedProperty().bind(words.textProperty().isNotEmpty());
            words.setMinHeight(Region.USE_PREF_SIZE);
        }
        getChildren().setAll(scroll, problem, remark, size, buttons());
        Changes.of(this::refresh, model.plan(), model.results(), model.running(), model.files().trouble());
        refresh();
    }

    private Label base() {
        var words = new Label();
        words.getStyleClass().add("hint");
        words.setWrapText(true);
        Runnable tell = () -> {
            RunSpec.Denoise spec = model.base();
            words.setText("%s, %s, from the focused lane; the axes below replace its fields.".formatted(spec.model().id(),
                Labels.ofStrategy(model.services().resolver().catalog(), spec)));
        };
        model.plan().subscribe((_, _) -> tell.run());
        tell.run();
        return words;
    }

    private HBox presets() {
        return new HBox(4, preset("Solvers", "Solvers against budgets", () -> fill("nfe", "5,8,12,20", "solver",
            "ddim,dpmpp-2m,dpmpp-3m,unipc-2", "", "", "solver=ddim")),
            preset("Grids", "Grids against budgets", () -> fill("nfe", "5,8,12,20", "grid",
                "uniform-lambda,karras,uniform-t", "", "", "grid=uniform-lambda")),
            preset("Seeds", "Solvers against budgets, with three independent sets of samples", () -> fill("nfe", "5,10,20",
                "solver", "ddim,dpmpp-2m", SweepAxis.SEED, SweepDraft.usualValues(SweepAxis.SEED, model.base(),
                    model.draft().samples().get()), "solver=ddim")));
    }

    private static Button preset(String words, String tip, Runnable action) {
        var button = new Button(words);
        button.setId("sweep-preset-" + words.toLowerCase(Locale.ROOT));
        button.getStyleClass().addAll(Styles.SMALL);
        button.setTooltip(new Tooltip(tip));
        button.setOnAction(_ -> action.run());
        return button;
    }

    private void fill(String x, String xs, String y, String ys, String z, String zs, String compared) {
        List<SweepDraft.Line> lines = model.draft().lines();
        lines.get(0).set(x, xs);
        lines.get(1).set(y, ys);
        lines.get(2).set(z, zs);
        lines.get(3).set("", "");
        model.draft().baseline().set(compared);
    }

    private static HBox row(String words, Region control) {
        var label = new Label(words);
        label.setMinWidth(92);
        label.setLabelFor(control);
        control.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(control, Priority.ALWAYS);
        var row = new HBox(4, label, control);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /// A number from 1 on; what is half typed changes nothing.
    private TextField samples() {
        var field = new TextField(Integer.toString(model.draft().samples().get()));
        field.setId("sweep-sample-count");
        field.getStyleClass().add("number-field");
        field.setTooltip(new Tooltip("Of each cell. Errors are measured on the first 256, of a network on the first 8"));
        field.textProperty().subscribe((_, text) -> {
            boolean whole = text.matches("[1-9]\\d{0,6}");
            field.pseudoClassStateChanged(Styles.STATE_DANGER, !whole);
            if (whole) {
                model.draft().samples().set(Integer.parseInt(text));
            }
        });
        model.draft().samples().subscribe(now -> {
            if (!field.getText().equals(now.toString())) {
                field.setText(now.toString());
            }
        });
        return field;
    }

    private ChoiceBox<String> compared() {
        baseline.setId("sweep-baseline");
        baseline.setTooltip(new Tooltip("The cells that the others are compared with, on the same noise"));
        baseline.valueProperty().subscribe((_, now) -> {
            if (!offering && now != null) {
                model.draft().baseline().set(now.equals(NO_BASELINE) ? "" : now);
            }
        });
        return baseline;
    }

    private void offerBaselines() {
        var all = new ArrayList<>(List.of(NO_BASELINE));
        all.addAll(model.draft().baselines());
        offering = true;
        if (!baseline.getItems().equals(all)) {
            baseline.getItems().setAll(all);
        }
        String wanted = model.draft().baseline().get();
        baseline.setValue(all.contains(wanted) ? wanted : NO_BASELINE);
        offering = false;
    }

    private ChoiceBox<Optional<MetricFamily>> metric() {
        var box = new ChoiceBox<Optional<MetricFamily>>();
        box.setId("sweep-also");
        box.setTooltip(new Tooltip("A distance of the sample sets to the exact law; samplers that add noise have no "
            + "other number"));
        box.getItems().add(Optional.empty());
        SweepDraft.metrics(model.services().resolver().catalog()).forEach(f -> box.getItems().add(Optional.of(f)));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Optional<MetricFamily> family) {
                return family == null ? "" : family.map(MetricFamily::name).orElse("nothing");
            }

            @Override
            public Optional<MetricFamily> fromString(String text) {
                return Optional.empty();
            }
        });
        model.draft().metric().subscribe(id -> box.setValue(box.getItems().stream().filter(
            f -> f.map(MetricFamily::id).orElse("").equals(id)).findFirst().orElse(Optional.empty())));
        box.valueProperty().subscribe((_, now) -> model.draft().metric().set(now.map(MetricFamily::id).orElse("")));
        return box;
    }

    private VBox buttons() {
        run.visibleProperty().bind(model.running().not());
        run.disableProperty().bind(Bindings.createBooleanBinding(() -> model.plan().get() instanceof SweepModel.Plan.Wrong,
            model.plan()));
        run.setOnAction(_ -> model.start());
        goOn.getStyleClass().add(Styles.ACCENT);
        goOn.setOnAction(_ -> model.goOn());
        again.setOnAction(_ -> model.again(model.failed()));
        Button stop = button("sweep-stop-run", "Stop", Feather.SQUARE, "Stops within a step; what was found stays");
        stop.getStyleClass().add(Styles.DANGER);
        stop.visibleProperty().bind(model.running());
        stop.setOnAction(_ -> model.cancel());
        var progress = new ProgressBar();
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.progressProperty().bind(model.progress());
        progress.visibleProperty().bind(model.running());
        progress.managedProperty().bind(model.running());
        return new VBox(6, progress, goOn, again, run, stop);
    }

    /// As wide as the shelf, and without room while it cannot be seen.
    private static Button button(String id, String words, Feather icon, String tip) {
        var button = new Button(words, new FontIcon(icon));
        button.setId(id);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setTooltip(new Tooltip(tip));
        button.managedProperty().bind(button.visibleProperty());
        return button;
    }

    /// Going on comes before running anew.
    private void offerRest() {
        int missing = model.missing().size();
        int failed = model.failed().size();
        goOn.setText("Go on: %,d %s left".formatted(missing, missing == 1 ? "cell" : "cells"));
        goOn.setVisible(missing > 0);
        again.setText("Again: %,d failed".formatted(failed));
        again.setVisible(failed > 0);
        run.getStyleClass().remove(Styles.ACCENT);
        if (missing == 0) {
            run.getStyleClass().add(Styles.ACCENT);
        }
    }

    private void refresh() {
        offerBaselines();
        offerRest();
        switch (model.plan().get()) {
            case SweepModel.Plan.Ready(SweepSpec spec) -> {
                tell("");
                remark.setText(spec.sharedSamples().map(SweepShelf::sentence).or(() -> model.files().trouble().get().map(
                    why -> "Not kept for the next start: %s".formatted(why.happened()))).orElse(""));
                size.setText(size(spec));
            }
            case SweepModel.Plan.Wrong(var wrong) -> {
                tell(sentence(wrong.happened()) + " " + sentence(wrong.remedy()));
                remark.setText("");
                size.setText("");
            }
        }
    }

    /// A long one, such as a list of all solvers, in its first words; the tooltip has it whole.
    private void tell(String words) {
        problem.setText(words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) + "\u2026" : words);
        var whole = new Tooltip(words);
        whole.setWrapText(true);
        whole.setMaxWidth(420);
        problem.setTooltip(words.isEmpty() ? null : whole);
    }

    /// What it will cost, or while it runs and afterwards, what became of it.
    private String size(SweepSpec spec) {
        Optional<SweepResults> results = model.results().get();
        if (results.isPresent() && (model.running().get() || results.get().spec().equals(spec))) {
            SweepResults r = results.get();
            long failed = r.table().rows().stream().filter(row -> row.failure().isPresent()).count();
            return "%s%d of %d cells%s".formatted(model.missing().isEmpty() ? "" : "Stopped: ", r.cells().size(),
                r.spec().size(), failed == 0 ? "" : ", %d failed".formatted(failed));
        }
        int nfe = spec.axisOf(SweepAxis.NFE);
        String cost = nfe < 0 ? "" : ", at most %,d evaluations".formatted(spec.axes().get(nfe).values().stream()
            .filter(v -> v.matches("\\d{1,6}")).mapToLong(Long::parseLong).sum() * spec.size()
            / spec.axes().get(nfe).values().size());
        return "%,d cells%s of %,d samples".formatted(spec.size(), cost, spec.base().samples());
    }

    private static String sentence(String words) {
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }
}
