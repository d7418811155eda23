package samplerscope.app.masked;

import java.util.Map;
import javafx.geometry.Rectangle2D;
import samplerscope.masked.UnmaskStep.Detail;

/// A rule that writes and then takes back: on the left the scores of what was hidden with the threshold, on the right how far
/// the score of each written position fell, those that were hidden again hatched.
///
/// @param drafts left
/// @param falls  right
record FallenPicture(BarsPicture drafts, BarsPicture falls) implements DecisionPicture {

    private static final double LEAST_SHARE = 0.3;

    FallenPicture(Decision decision, Detail.Fallen fallen, Rectangle2D area) {
        double share = share(decision, fallen);
        this(BarsPicture.ofScores(decision, part(area, 0, share)), new BarsPicture(fallen.name() + ", hatched: hidden again",
            decision.falls(fallen), Double.NaN, Map.of(), part(area, share, 1), BarsPicture.Mark.HATCHED));
    }

    /// As wide as each has positions, within reason.
    private static double share(Decision decision, Detail.Fallen fallen) {
        double left = decision.view().positions().size();
        return Math.clamp(left / Math.max(1, left + fallen.positions().size()), LEAST_SHARE, 1 - LEAST_SHARE);
    }

    private static Rectangle2D part(Rectangle2D area, double from, double to) {
        return new Rectangle2D(area.getMinX() + from * area.getWidth(), area.getMinY(), (to - from) * area.getWidth(),
            area.getHeight());
    }

    @Override
    public void paint(Brush brush) {
        drafts.paint(brush);
        falls.paint(brush);
    }

    @Override
    public int positionAt(double x, double y) {
        return Math.max(drafts.positionAt(x, y), falls.positionAt(x, y));
    }
}
