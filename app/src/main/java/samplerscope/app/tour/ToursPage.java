package samplerscope.app.tour;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import samplerscope.spec.Tour;

/// A card with the tours that can be taken.
public final class ToursPage extends BorderPane {

    private static final double WIDTH = 640;

    /// @param start closes the page and begins a tour
    public ToursPage(List<Tour> tours, Consumer<Tour> start, Runnable close) {
        setId("tours");
        getStyleClass().add("card");
        setMaxSize(WIDTH, USE_PREF_SIZE);
        var title = new Label("Tours");
        title.getStyleClass().add("card-title");
        setTop(new VBox(6, title, hint("Each step runs lanes of its own; change them as you like. Your study comes back "
            + "when you leave.")));
        var rows = new VBox(10);
        rows.setId("tours-rows");
        for (int i = 0; i < tours.size(); i++) {
            rows.getChildren().add(row(tours.get(i), i, start));
        }
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        BorderPane.setMargin(scroll, new Insets(12, 0, 12, 0));
        setCenter(scroll);
        var shut = new Button("Close");
        shut.setId("tours-close");
        shut.setOnAction(_ -> close.run());
        var foot = new HBox(shut);
        foot.setAlignment(Pos.CENTER_RIGHT);
        setBottom(foot);
    }

    private static Node row(Tour tour, int index, Consumer<Tour> start) {
        var name = new Label(tour.title());
        name.getStyleClass().add(Styles.TEXT_BOLD);
        int steps = tour.steps().size();
        var words = new VBox(2, name, hint(tour.summary()),
            hint("%d %s, about %d min".formatted(steps, steps == 1 ? "step" : "steps", tour.minutes())));
        HBox.setHgrow(words, Priority.ALWAYS);
        var begin = new Button("Start");
        begin.setId("tour-start-" + index);
        begin.setMinWidth(Region.USE_PREF_SIZE);
        begin.setOnAction(_ -> start.accept(tour));
        var row = new HBox(12, words, begin);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("tour-trial");
        return row;
    }

    private static Label hint(String text) {
        var label = new Label(text);
        label.getStyleClass().add("hint");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
