package samplerscope.app.masked;

import java.util.Map;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import samplerscope.masked.UnmaskStep.Detail;

/// A way to draw what a rule weighed. Immutable; made anew for each size.
interface DecisionPicture {

    /// What pictures are drawn with.
    ///
    /// @param lane    colour of the lane
    /// @param hovered position under the mouse, -1 for none
    record Brush(GraphicsContext g, LabInk ink, Color lane, int hovered) {}

    void paint(Brush brush);

    /// The position at a point; -1 for none.
    int positionAt(double x, double y);

    /// By what the rule told, whatever rule it is.
    static DecisionPicture of(Decision decision, Rectangle2D area) {
        return decision.view().detail().map(detail -> switch (detail) {
            case Detail.Below below -> (DecisionPicture) new ScatterPicture(decision, below, area);
            case Detail.Running running -> new BarsPicture(running.name(), decision.turns(running), running.limit(),
                Map.of(), area, BarsPicture.Mark.FILLED);
            case Detail.Tried tried -> new TriedPicture(decision, tried, area);
            case Detail.Fallen fallen -> new FallenPicture(decision, fallen, area);
        }).orElseGet(() -> BarsPicture.ofScores(decision, area));
    }

    /// What the picture shows, in a few words.
    static String words(Decision decision) {
        String name = decision.view().name();
        String threshold = decision.view().threshold().map(LabFacts::number).orElse("");
        return decision.view().detail().map(detail -> switch (detail) {
            case Detail.Below(String other, double limit) -> "%s above %s and %s below %s".formatted(name, threshold, other,
                LabFacts.number(limit));
            case Detail.Running(String sum, _, _, double limit) -> "in the order of %s, while %s is at most %s".formatted(name,
                sum, LabFacts.number(limit));
            case Detail.Tried(var actions, _) -> "%d candidates: the least cost and entropy left".formatted(actions.size());
            case Detail.Fallen(String fall, _, _) -> "%s above %s, then by %s".formatted(name, threshold, fall);
        }).orElseGet(() -> "by %s%s".formatted(name, threshold.isEmpty() ? "" : ", accepted at " + threshold + " or more"));
    }
}
