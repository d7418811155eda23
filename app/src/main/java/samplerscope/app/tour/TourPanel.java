package samplerscope.app.tour;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import samplerscope.spec.Tour;

/// The step's words beside what they are about, what to try, and the way on.
public final class TourPanel extends BorderPane {

    private static final double WIDTH = 320;
    private static final double LEAST_WIDTH = 260;

    private final TourModel model;
    private static final String RING = "tour-target";

    private Optional<Node> ringed = Optional.empty();
    private final Label tourTitle = new Label();
    private final Label count = new Label();
    private final VBox words = new VBox(10);
    private final ScrollPane scroll = new ScrollPane(words);
    private final HBox dots = new HBox(2);
    private final Button back = button("Back", "tour-back");
    private final Button next = button("Next", "tour-next");

    public TourPanel(TourModel model) {
        this.model = model;
        setId("tour");
        getStyleClass().add("tour-panel");
        setPrefWidth(WIDTH);
        setMinWidth(LEAST_WIDTH);
        tourTitle.getStyleClass().add("hint");
        tourTitle.setId("tour-title");
        count.setId("tour-count");
        count.getStyleClass().add("hint");
        count.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        setTop(new HBox(8, tourTitle, gap, count));
        words.setId("tour-words");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("side");
        setCenter(scroll);
        setBottom(foot());
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (turn(event.getCode())) {
                event.consume();
            }
        });
        sceneProperty().addListener((_, _, _) -> ring(model.shown()));
        model.tour().subscribe(this::refresh);
        model.step().subscribe(this::refresh);
    }

    /// What a key does to the tour.
    ///
    /// @return whether it was one of the tour's keys
    public boolean turn(KeyCode key) {
        switch (key) {
            case PAGE_DOWN -> model.next();
            case PAGE_UP -> model.back();
            case ESCAPE -> model.leave();
            default -> {
                return false;
            }
        }
        return true;
    }

    private VBox foot() {
        back.setOnAction(_ -> model.back());
        next.setOnAction(_ -> {
            if (atEnd()) {
                model.leave();
            } else {
                model.next();
            }
        });
        next.getStyleClass().add(Styles.ACCENT);
        var again = button("Back to the tour", "tour-restore");
        again.setOnAction(_ -> model.restore());
        var close = button("Close", "tour-close");
        close.setOnAction(_ -> model.leave());
        dots.setAlignment(Pos.CENTER);
        dots.setId("tour-dots");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox.setHgrow(dots, Priority.ALWAYS);
        return new VBox(8, new HBox(8, back, dots, next), new HBox(8, again, gap, close));
    }

    private boolean atEnd() {
        return model.tour().get().filter(t -> model.step().get() == t.steps().size() - 1).isPresent();
    }

    private void refresh() {
        ring(model.shown());
        model.shown().ifPresent(step -> {
            Tour tour = model.tour().get().orElseThrow();
            int index = model.step().get();
            tourTitle.setText(tour.title());
            count.setText("%d of %d".formatted(index + 1, tour.steps().size()));
            fill(step);
            scroll.setVvalue(0);
            back.setDisable(index == 0);
            next.setText(atEnd() ? "Done" : "Next");
            dots.getChildren().setAll(dots(tour, index));
        });
    }

    /// Rings what the step speaks about, and nothing when the tour is over. What no part of the window is called rings
    /// nothing: a teacher's tour may know a later window.
    private void ring(Optional<Tour.Step> step) {
        ringed.ifPresent(node -> node.getStyleClass().remove(RING));
        ringed = step.flatMap(s -> s.look().target())
            .flatMap(id -> Optional.ofNullable(getScene()).map(scene -> scene.lookup("#" + id)));
        ringed.ifPresent(node -> node.getStyleClass().add(RING));
    }

    private void fill(Tour.Step step) {
        var title = new Label(step.title());
        title.getStyleClass().add("card-title");
        title.setMinHeight(Region.USE_PREF_SIZE);
        words.getChildren().setAll(title);
        step.text().forEach(paragraph -> words.getChildren().add(TourText.of(paragraph)));
        for (int i = 0; i < step.trials().size(); i++) {
            words.getChildren().add(trial(step.trials().get(i), i));
        }
    }

    private Node trial(Tour.Trial trial, int index) {
        var go = button("Do it", "tour-try-" + index);
        go.setOnAction(_ -> model.attempt(trial));
        var box = new VBox(6, TourText.of(trial.text()), go);
        box.getStyleClass().add("tour-trial");
        return box;
    }

    private ArrayList<Node> dots(Tour tour, int index) {
        var all = new ArrayList<Node>();
        for (int i = 0; i < tour.steps().size(); i++) {
            int to = i;
            var dot = button(i == index ? "\u25cf" : "\u25cb", "tour-dot-" + i);
            dot.getStyleClass().addAll(Styles.FLAT, "tour-dot");
            dot.setAccessibleText("Step %d: %s".formatted(i + 1, tour.steps().get(i).title()));
            dot.setOnAction(_ -> model.go(to));
            all.add(dot);
        }
        return all;
    }

    private static Button button(String text, String id) {
        var button = new Button(text);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }
}
