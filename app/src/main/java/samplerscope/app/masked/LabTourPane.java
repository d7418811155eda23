package samplerscope.app.masked;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import samplerscope.app.tour.TourText;
import samplerscope.spec.MaskedTour;

/// A tour of the lab being taken: its words, in the place of the inspector; each step brings lanes of its own. Leaving
/// brings back the draft from before.
final class LabTourPane extends BorderPane {

    private static final double WIDTH = 290;

    private final LabModel model;
    private final LabAnswers answers;
    private final ReadOnlyObjectWrapper<Optional<MaskedTour>> tour =
        new ReadOnlyObjectWrapper<>(this, "tour", Optional.empty());
    private final Label title = new Label();
    private final Label count = new Label();
    private final VBox words = new VBox(10);
    private final Button back = button("back", "Back");
    private final Button next = button("next", "Next");
    private Optional<LabDraft> before = Optional.empty();
    private int step;

    LabTourPane(LabModel model, LabAnswers answers) {
        this.model = model;
        this.answers = answers;
        setId("masked-tour");
        getStyleClass().add("tour-panel");
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
        title.getStyleClass().add("hint");
        count.getStyleClass().add("hint");
        count.setMinWidth(Region.USE_PREF_SIZE);
        setTop(new HBox(8, title, gap(), count));
        var scroll = new ScrollPane(words);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("side");
        setCenter(scroll);
        back.setOnAction(_ -> go(step - 1));
        next.getStyleClass().add(Styles.ACCENT);
        next.setOnAction(_ -> {
            if (atEnd()) {
                leave();
            } else {
                go(step + 1);
            }
        });
        var leave = button("leave", "Leave the tour");
        leave.setOnAction(_ -> leave());
        var row = new HBox(8, back, gap(), next);
        row.setAlignment(Pos.CENTER_LEFT);
        setBottom(new VBox(8, row, leave));
    }

    private static Region gap() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private static Button button(String what, String words) {
        var button = new Button(words);
        button.setId("masked-tour-" + what);
        return button;
    }

    ReadOnlyObjectProperty<Optional<MaskedTour>> tour() {
        return tour.getReadOnlyProperty();
    }

    void start(MaskedTour chosen) {
        before = before.or(() -> Optional.of(model.draft().get()));
        tour.set(Optional.of(chosen));
        go(0);
    }

    void leave() {
        tour.set(Optional.empty());
        before.ifPresent(draft -> model.edit(_ -> draft));
        before = Optional.empty();
    }

    private boolean atEnd() {
        return tour.get().filter(t -> step == t.steps().size() - 1).isPresent();
    }

    private void go(int to) {
        MaskedTour shown = tour.get().orElseThrow();
        if (to < 0 || to >= shown.steps().size()) {
            return;
        }
        step = to;
        MaskedTour.Step now = shown.steps().get(to);
        title.setText(shown.title());
        count.setText("%d of %d".formatted(to + 1, shown.steps().size()));
        var heading = new Label(now.title());
        heading.getStyleClass().add("card-title");
        heading.setWrapText(true);
        heading.setMinHeight(USE_PREF_SIZE);
        words.getChildren().setAll(heading);
        now.text().forEach(paragraph -> words.getChildren().add(TourText.of(paragraph)));
        back.setDisable(to == 0);
        next.setText(atEnd() ? "Done" : "Next");
        answers.asked().set(LabAnswers.Question.valueOf(now.ask().name()));
        model.clock().set(Sequence.Clock.valueOf(now.clock().name()));
        model.show(now.run(), now.others(), now.at());
        now.quality().ifPresent(quality -> {
            answers.quality().set(LabCharts.Quality.valueOf(quality.name()));
            model.front().measureLanes();
        });
    }
}
