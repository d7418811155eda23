package samplerscope.app.search;

import java.util.Comparator;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import samplerscope.app.chart.ChartPane;
import samplerscope.app.study.Labels;

/// Error over cost, every schedule a point: the mouse reads one in words, a click selects it.
final class FrontPane extends VBox {

    private static final double REACH = 14;

    private final SearchModel model;
    private final ChartPane chart = new ChartPane("search-front", "Error of every schedule over its model evaluations");
    private final Label words = new Label();

    FrontPane(SearchModel model) {
        super(2);
        this.model = model;
        words.setId("search-front-words");
        words.getStyleClass().add("hint");
        words.setWrapText(false);
        chart.addEventHandler(MouseEvent.MOUSE_MOVED, e -> words.setText(at(e).map(FrontPane::words).orElse(STANDARD)));
        chart.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> words.setText(STANDARD));
        chart.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> at(e).ifPresent(model::select));
        words.setText(STANDARD);
        setVgrow(chart, Priority.ALWAYS);
        getChildren().setAll(chart, words);
    }

    private static final String STANDARD = "Hover a point to read its schedule, click to select it.";

    ChartPane chart() {
        return chart;
    }

    void refresh(SearchContents contents) {
        chart.show(contents.front());
    }

    private Optional<Tried> at(MouseEvent event) {
        Point2D mouse = new Point2D(event.getX(), event.getY());
        return model.ranking().stream().filter(t -> distance(t, mouse) <= REACH)
            .min(Comparator.comparingDouble(t -> distance(t, mouse)));
    }

    private double distance(Tried tried, Point2D mouse) {
        return chart.pixelOf(tried.nfe(), tried.error()).map(mouse::distance).orElse(Double.POSITIVE_INFINITY);
    }

    private static String words(Tried t) {
        return "%s, NFE %d, error %s  \u2013  %s".formatted(t.cell().cell().method().id(), t.nfe(),
            Labels.number(t.error()), CandidateWords.inShort(t.candidate()));
    }
}
