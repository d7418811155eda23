package samplerscope.app.masked;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.chart.InkSwatches;
import samplerscope.masked.measure.Foresight;
import samplerscope.masked.sampler.ExitReplay;

/// When the answer of the focused lane was there, and where rules of early exit would have left: the picture, and what each
/// rule would have saved and changed.
final class EmergencePane extends HBox {

    private final LabModel model;
    private final AnswerModel answers;
    private final EmergenceStrip strip;
    private final Label which = new Label();
    private final Label there = new Label();
    private final Label all = new Label();
    private final GridPane rules = new GridPane();
    private final HBox legend = new HBox(10);
    private final InkSwatches swatches = new InkSwatches(this::legend);
    private final Button fromSelection = button("answer-selection", "Selected", Feather.CROSSHAIR,
        "The selected cells of a canvas are the answer");
    private final Button everything = button("answer-all", "All hidden", Feather.MAXIMIZE,
        "All that was hidden is the answer");

    EmergencePane(LabModel model) {
        super(10);
        this.model = model;
        this.answers = model.answers();
        this.strip = new EmergenceStrip(model);
        which.setId("masked-answer-words");
        which.getStyleClass().add("masked-name");
        there.setId("masked-answer-there");
        all.setId("masked-answer-all");
        all.getStyleClass().add("hint");
        for (Label label : List.of(there, all)) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        rules.setId("masked-exits");
        rules.setHgap(8);
        rules.setVgap(2);
        Tooltip.install(rules, new Tooltip("Nothing is run again: an exit writes the best guesses of its pass, and is "
            + "compared with what came out. Saves: passes. Same: texts with the same answer."));
        fromSelection.setOnAction(_ -> model.answer().set(Answer.around(model.selected().get())));
        everything.setOnAction(_ -> model.answer().set(Optional.empty()));
        var side = new ScrollPane(new VBox(3, which, new FlowPane(6, 4, fromSelection, everything), there, rules, all));
        side.setFitToWidth(true);
        side.getStyleClass().add("masked-side");
        side.setPrefWidth(304);
        side.setMinWidth(284);
        legend.setAlignment(Pos.CENTER_LEFT);
        VBox.setVgrow(strip, Priority.ALWAYS);
        var left = new VBox(2, strip, legend, swatches);
        HBox.setHgrow(left, Priority.ALWAYS);
        getChildren().setAll(left, side);
        setMinHeight(0);
        legend();
    }

    private static Button button(String what, String words, Feather icon, String tip) {
        var button = new Button(words, new FontIcon(icon));
        button.setId("masked-" + what);
        button.setTooltip(new Tooltip(tip));
        button.getStyleClass().add(Styles.SMALL);
        return button;
    }

    /// What the shades mean.
    private void legend() {
        LabInk ink = LabInk.of(swatches.ink());
        legend.getChildren().setAll(Stream.of(Foresight.Stage.values()).map(stage -> {
            var box = new Rectangle(11, 11, EmergenceStrip.colour(ink, stage));
            box.setStroke(ink.ink().line());
            var label = new Label(switch (stage) {
                case GIVEN -> "given";
                case OTHER -> "other";
                case PASSING -> "passing";
                case GUESSED -> "settled";
                case WRITTEN -> "written";
            }, box);
            label.getStyleClass().add("hint");
            label.setMinWidth(USE_PREF_SIZE);
            label.setTooltip(new Tooltip(switch (stage) {
                case GIVEN -> "The token was given";
                case OTHER -> "Another token is guessed, or stands there, than came out";
                case PASSING -> "The token that came out is guessed, but not for good";
                case GUESSED -> "The token that came out is guessed from now on";
                case WRITTEN -> "The token that came out stands from now on";
            }));
            return (Node) label;
        }).toList());
    }

    void refresh() {
        answers.ask();
        Sequence shown = model.shown(model.focus().get());
        Optional<AnswerModel.Found> found = answers.found().get();
        Optional<AnswerModel.Reading> reading = found.flatMap(f -> f.of(shown));
        String letter = model.draft().get().letterOf(model.focus().get());
        fromSelection.setDisable(model.selected().get().isEmpty());
        everything.setDisable(model.answer().get().isEmpty());
        which.setText("Lane %s. Answer: %s".formatted(letter, model.answer().get().map(Answer::words)
            .orElse("all that was hidden")));
        strip.show(shown, reading, shown.steps() == 0 ? "Press Run: when each token was known appears here."
            : model.running().get() ? "Told once the lane rests." : "Told for texts that are whole.");
        there.setText(reading.map(this::thereWords).orElse(""));
        table(found, reading);
        all.setText(found.filter(f -> f.readings().size() > 1).map(this::allWords).orElse(""));
    }

    private String thereWords(AnswerModel.Reading reading) {
        int end = reading.sequence().frames().getLast().step().passes();
        return reading.emergence().map(e -> "There at pass %d of %d: %d more changed nothing of it."
            .formatted(e.passes(), end, e.regret())).orElse("Not guessed before its last token was written.");
    }

    private String allWords(AnswerModel.Found found) {
        double passes = found.readings().stream().flatMap(r -> r.emergence().stream())
            .mapToInt(e -> e.passes()).average().orElse(Double.NaN);
        long count = found.readings().stream().filter(r -> r.emergence().isPresent()).count();
        return "Guessed before the end in %d of %d texts, after %s passes on average.".formatted(count,
            found.readings().size(), LabFacts.number(passes));
    }

    private void table(Optional<AnswerModel.Found> found, Optional<AnswerModel.Reading> reading) {
        rules.getChildren().clear();
        if (reading.isEmpty()) {
            return;
        }
        row(0, "rule", "this text", "all: saves, same");
        rules.getChildren().forEach(n -> n.getStyleClass().add("hint"));
        List<String> names = found.orElseThrow().rules();
        for (int r = 0; r < names.size(); r++) {
            int rule = r;
            List<Optional<ExitReplay.Exit>> every = found.get().readings().stream().map(o -> o.exits().get(rule).exit()).toList();
            double saved = every.stream().mapToInt(e -> e.map(ExitReplay.Exit::saved).orElse(0)).average().orElse(Double.NaN);
            double same = every.stream().mapToInt(e -> e.map(ExitReplay.Exit::hasSameAnswer).orElse(true) ? 1 : 0).average()
                .orElse(Double.NaN);
            row(r + 1, (r + 1) + "  " + names.get(r), reading.get().exits().get(r).exit().map(EmergencePane::left)
                .orElse("never"), "%s, %d\u2009%%".formatted(LabFacts.number(saved), Math.round(100 * same)));
        }
    }

    private static String left(ExitReplay.Exit exit) {
        return "pass %d, %s".formatted(exit.passes(), exit.hasSameAnswer() ? "same" : exit.otherInAnswer() + " other");
    }

    private void row(int at, String... words) {
        for (int column = 0; column < words.length; column++) {
            var label = new Label(words[column]);
            if (column == 0) {
                label.setTooltip(new Tooltip(words[column]));
            }
            GridPane.setHalignment(label, column == 0 ? HPos.LEFT : HPos.RIGHT);
            if (column > 0) {
                label.setMinWidth(USE_PREF_SIZE);
                label.getStyleClass().add("masked-number");
            }
            GridPane.setHgrow(label, column == 0 ? Priority.ALWAYS : Priority.NEVER);
            rules.add(label, column, at);
        }
    }
}
