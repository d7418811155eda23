package samplerscope.app.anatomy;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import samplerscope.app.kit.ColourMap;
import samplerscope.app.kit.Raster;
import samplerscope.app.kit.RasterPane;
import samplerscope.app.study.Labels;

/// A map of where an error is, in colours that people with any colour vision can order, with its scale.
///
/// Colours grow with the root of the error: what hides below the largest is seen, and what is nearly nothing is dark.
final class ErrorPicture extends BorderPane {

    private final RasterPane picture = new RasterPane();
    private final RasterPane scale = new RasterPane();
    private final Label low = new Label();
    private final Label high = new Label();
    private final Label empty = new Label();
    private Optional<ErrorGrid> shown = Optional.empty();
    private double top = 1;
    private Consumer<String> onHover = _ -> {};

    /// @param id of the picture
    ErrorPicture(String id) {
        getStyleClass().add("anatomy-picture");
        picture.setId(id);
        picture.setAccessibleText("where the error is");
        scale.setMinHeight(8);
        scale.setPrefHeight(8);
        scale.setMaxHeight(8);
        HBox.setHgrow(scale, Priority.ALWAYS);
        empty.setWrapText(true);
        empty.getStyleClass().add("anatomy-empty");
        var legend = new HBox(low, scale, high);
        legend.getStyleClass().add("anatomy-scale");
        legend.setAlignment(Pos.CENTER);
        setBottom(legend);
        setCenter(picture);
        picture.addEventHandler(MouseEvent.MOUSE_MOVED, e -> onHover.accept(words(e)));
        picture.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> onHover.accept(""));
        scale.show(ErrorPicture::paintScale);
        picture.backgroundProperty().subscribe(this::paint);
        setMinSize(110, 80);
    }

    /// What to do with the words of the cell under the mouse; none when it leaves.
    void onHover(Consumer<String> action) {
        onHover = action;
    }

    /// @param most value of the last colour, so that several pictures can share a scale; `> 0` to show anything
    /// @param why  what is said where there is no picture
    void show(Optional<ErrorGrid> grid, double most, String why) {
        shown = grid;
        top = most > 0 ? most : 1;
        empty.setText(why);
        setCenter(grid.isPresent() ? picture : empty);
        getBottom().setVisible(grid.isPresent());
        low.setText("0");
        high.setText(Labels.number(top));
        paint();
    }

    private void paint() {
        double scaleTop = top;
        int paper = picture.paper();
        shown.ifPresent(grid -> picture.show(into -> paint(grid, scaleTop, paper, into)));
    }

    private static double share(double value, double top) {
        return Math.sqrt(value / top);
    }

    private static void paint(ErrorGrid grid, double top, int paper, Raster into) {
        into.fill(paper);
        double cell = cell(grid, into.width(), into.height());
        int left = (int) ((into.width() - cell * grid.columns()) / 2);
        int above = (int) ((into.height() - cell * grid.rows()) / 2);
        for (int i = 0; i < grid.values().length; i++) {
            double value = grid.values()[i];
            if (!Double.isNaN(value)) {
                int x = (int) (i % grid.columns() * cell);
                int y = (int) (i / grid.columns() * cell);
                into.box(left + x, above + y, (int) ((i % grid.columns() + 1) * cell) - x,
                    (int) ((i / grid.columns() + 1) * cell) - y, ColourMap.CIVIDIS.at(share(value, top)));
            }
        }
    }

    private static double cell(ErrorGrid grid, double width, double height) {
        return Math.min(width / grid.columns(), height / grid.rows());
    }

    private static void paintScale(Raster into) {
        for (int x = 0; x < into.width(); x++) {
            into.box(x, 0, 1, into.height(), ColourMap.CIVIDIS.at(share(x, Math.max(1, into.width() - 1))));
        }
    }

    private String words(MouseEvent e) {
        return shown.map(grid -> {
            double cell = cell(grid, picture.getWidth(), picture.getHeight());
            double x = (e.getX() - (picture.getWidth() - cell * grid.columns()) / 2) / cell;
            double y = (e.getY() - (picture.getHeight() - cell * grid.rows()) / 2) / cell;
            boolean inside = x >= 0 && y >= 0 && x < grid.columns() && y < grid.rows();
            return inside ? grid.words((int) x, (int) y) : "";
        }).orElse("");
    }
}
