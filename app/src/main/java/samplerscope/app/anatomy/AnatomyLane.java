package samplerscope.app.anatomy;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import samplerscope.anatomy.Anatomy;
import samplerscope.app.anatomy.AnatomyModel.Found;
import samplerscope.app.chart.ChartPane;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.Labels;

/// One lane taken apart: bars per step on the left, the map of the step that is looked at on the right, words around.
final class AnatomyLane extends BorderPane {

    /// Of the width.
    private static final double MAP_SHARE = 0.34;

    private final AnatomyModel model;
    private final StepBars bars;
    private final ErrorPicture picture;
    private final Label head = new Label();
    private final Label words = new Label();
    private Optional<LaneModel> lane = Optional.empty();
    private String hovered = "";

    /// @param column 0 for the focused lane, 1 for the one beside it
    AnatomyLane(AnatomyModel model, int column) {
        this.model = model;
        bars = new StepBars("chart-anatomy-" + column, "Error anatomy by step");
        picture = new ErrorPicture("anatomy-map-" + column);
        head.setId("anatomy-head-" + column);
        head.getStyleClass().add("anatomy-head");
        words.setId("anatomy-words-" + column);
        words.getStyleClass().addAll("anatomy-words", Styles.TEXT_SMALL);
        bars.onHover(model.hovered()::set);
        bars.onClick(step -> lane.ifPresent(l -> model.scrub(l, step)));
        picture.onHover(text -> {
            hovered = text;
            say();
        });
        picture.prefWidthProperty().bind(widthProperty().multiply(MAP_SHARE));
        setTop(head);
        setCenter(bars);
        setRight(picture);
        setBottom(words);
        getStyleClass().add("anatomy-lane");
    }

    ChartPane chart() {
        return bars.chart();
    }

    /// Called when the chart was drawn anew, perhaps in another theme.
    void onDrawn(Runnable action) {
        bars.onDrawn(action);
    }

    /// Shows what is known of a lane.
    void show(LaneModel shown) {
        lane = Optional.of(shown);
        String letter = model.study().study().get().letterOf(shown.id());
        Optional<Found> found = model.of(shown);
        String solvers = Labels.ofSolvers(model.study().services().resolver().catalog(), shown.lane().get().spec().solvers());
        String said = found.map(f -> AnatomyWords.of(f.anatomy(), model.view().get())).orElse("not taken apart yet");
        head.setText("%s  %s: %s%s".formatted(letter, solvers, said,
            found.isPresent() && model.isOld(shown) ? " (edited since)" : ""));
        head.setTooltip(new Tooltip(head.getText() + found.map(f -> "\n%d samples".formatted(
            f.anatomy().start().samples())).orElse("")));
        bars.show(found.map(f -> Bars.of(f.anatomy(), model.view().get()))
            .orElseGet(() -> Bars.none("Take apart shows which step made which part of the error of lane %s.".formatted(letter))),
            found.map(f -> f.anatomy().steps().size()).orElse(0));
        look();
    }

    /// The map of the step that is looked at; empty where there is none.
    Optional<ErrorGrid> grid() {
        return lane.flatMap(l -> model.of(l).flatMap(f -> ErrorGrid.of(f, model.quantity().get(), step(l, f.anatomy()),
            model.place().get())));
    }

    private int step(LaneModel l, Anatomy anatomy) {
        return Math.clamp(model.step(l), AnatomyModel.ALL, anatomy.steps().size() - 1);
    }

    /// Follows the step that is looked at.
    void look() {
        int step = lane.flatMap(l -> model.of(l).map(f -> step(l, f.anatomy()))).orElse(AnatomyModel.ALL);
        bars.mark(step);
        say();
    }

    /// @param most of the colours
    void paint(double most) {
        picture.show(grid(), most, lane.flatMap(model::of).map(f -> why(f.anatomy())).orElse(""));
    }

    private String why(Anatomy anatomy) {
        boolean network = switch (model.quantity().get()) {
            case NETWORK, NETWORK_AT_END -> true;
            case MADE, SO_FAR, AT_END -> false;
        };
        return (network ? anatomy.noNetwork() : anatomy.noErrors()).map(why -> "No map: " + why + ".").orElse("");
    }

    private void say() {
        String text = lane.flatMap(l -> model.of(l).map(f -> {
            int step = step(l, f.anatomy());
            return step == AnatomyModel.ALL
                ? "All steps; hover one, or move the timeline"
                : AnatomyWords.of(f.anatomy().steps().get(step), model.view().get());
        })).orElse("");
        words.setText(hovered.isEmpty() ? text : "Map: " + hovered);
        words.setTooltip(text.isEmpty() ? null : new Tooltip(text));
    }
}
