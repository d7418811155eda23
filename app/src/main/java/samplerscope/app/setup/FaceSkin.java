package samplerscope.app.setup;

import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SkinBase;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// What a closed combo box looks like, and no more: the name of what is chosen, and the arrow.
///
/// Its nodes have the style classes of JavaFX's own skin. They are three, where a searchable combo box has forty, most of them
/// in its list and search field, which JavaFX styles while they are hidden.
final class FaceSkin<T> extends SkinBase<ComboBox<T>> {

    private static final PseudoClass FILLED = PseudoClass.getPseudoClass("filled");

    private final Label name = new Label();
    private final StackPane arrow = new StackPane();

    FaceSkin(ComboBox<T> box) {
        super(box);
        name.getStyleClass().setAll("cell", "indexed-cell", "list-cell");
        name.pseudoClassStateChanged(FILLED, true);
        name.textProperty().bind(box.valueProperty().map(value -> box.getConverter().toString(value)).orElse(""));
        name.setMouseTransparent(true);
        var mark = new Region();
        mark.getStyleClass().setAll("arrow");
        mark.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        arrow.getStyleClass().setAll("arrow-button");
        arrow.getChildren().setAll(mark);
        getChildren().setAll(name, arrow);
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        double right = snapSizeX(arrow.prefWidth(-1));
        name.resizeRelocate(x, y, width - right, height);
        arrow.resize(right, height);
        positionInArea(arrow, x + width - right, y, right, height, 0, HPos.CENTER, VPos.CENTER);
    }

    @Override
    protected double computePrefWidth(double height, double top, double right, double bottom, double left) {
        return left + name.prefWidth(-1) + arrow.prefWidth(-1) + right;
    }

    @Override
    protected double computePrefHeight(double width, double top, double right, double bottom, double left) {
        return top + Math.max(name.prefHeight(-1), arrow.prefHeight(-1)) + bottom;
    }

    @Override
    protected double computeMinHeight(double width, double top, double right, double bottom, double left) {
        return computePrefHeight(width, top, right, bottom, left);
    }

    @Override
    public void dispose() {
        name.textProperty().unbind();
        super.dispose();
    }
}
