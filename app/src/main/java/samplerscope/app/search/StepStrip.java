package samplerscope.app.search;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import samplerscope.search.Candidate;
import samplerscope.search.StepDecision;

/// A small box per step, or per stretch of one solver: form and order or its name, and all of it in the tooltip. Boxes
/// that have no room are no half boxes: the last one says how many steps they are.
final class StepStrip extends Region {

    private static final double GAP = 2;

    /// @param steps that it stands for
    private record Box(Label label, int steps) {}

    private final Label more = label("", "step-box-more");
    private List<Box> boxes = List.of();

    StepStrip() {
        setMinWidth(0);
    }

    void show(Candidate candidate) {
        var made = new ArrayList<Box>();
        if (!candidate.first().word().equals("model")) {
            made.add(new Box(label(candidate.first().word(), "step-box-first"), 0));
        }
        CandidateWords.stretches(candidate).forEach(s -> made.add(box(s)));
        boxes = List.copyOf(made);
        getChildren().setAll(boxes.stream().map(Box::label).toList());
        getChildren().add(more);
        Tooltip.install(this, new Tooltip(String.join("\n", CandidateWords.steps(candidate))));
    }

    private static Box box(CandidateWords.Stretch stretch) {
        return new Box(label(stretch.words(), stretch.step() instanceof StepDecision.Unified u ? "step-box-" + u.order()
            : "step-box-named"), stretch.count());
    }

    private static Label label(String words, String style) {
        var label = new Label(words);
        label.getStyleClass().addAll("step-box", style);
        return label;
    }

    @Override
    protected double computePrefWidth(double height) {
        return snapSizeX(boxes.stream().mapToDouble(b -> b.label().prefWidth(-1) + GAP).sum());
    }

    @Override
    protected double computePrefHeight(double width) {
        return boxes.stream().mapToDouble(b -> b.label().prefHeight(-1)).max().orElse(0);
    }

    @Override
    protected void layoutChildren() {
        int shown = boxes.size();
        while (shown > 0 && widthOf(shown) > getWidth()) {
            shown--;
        }
        double x = 0;
        for (int i = 0; i < boxes.size(); i++) {
            boxes.get(i).label().setVisible(i < shown);
            x += i < shown ? place(boxes.get(i).label(), x) : 0;
        }
        more.setVisible(shown < boxes.size());
        more.setText(words(shown));
        place(more, x);
    }

    /// Of the first boxes, and of what says that there are more.
    private double widthOf(int shown) {
        double width = boxes.stream().limit(shown).mapToDouble(b -> b.label().prefWidth(-1) + GAP).sum();
        if (shown == boxes.size()) {
            return width;
        }
        more.setText(words(shown));
        return width + more.prefWidth(-1);
    }

    private String words(int shown) {
        return "+%d".formatted(boxes.stream().skip(shown).mapToInt(Box::steps).sum());
    }

    private double place(Label label, double x) {
        double width = label.prefWidth(-1);
        double height = label.prefHeight(-1);
        label.resizeRelocate(x, snapPositionY((getHeight() - height) / 2), width, height);
        return width + GAP;
    }
}
