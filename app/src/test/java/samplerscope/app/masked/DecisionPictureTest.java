package samplerscope.app.masked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.UnmaskStep.Detail;
import samplerscope.masked.UnmaskStep.RuleView;

/// Pictures of one step over three positions, by what the rule told.
class DecisionPictureTest {

    private static final Rectangle2D AREA = new Rectangle2D(0, 0, 600, 160);
    private static final RuleView PLAIN = new RuleView("confidence", List.of(0, 1, 2), List.of(0.2, 0.9, 0.5),
        Optional.of(0.6), Map.of("kl", List.of(1e-3, 1e-5, 10.0)));

    private static Decision decision(RuleView view) {
        return new Decision(view, new UnmaskStep(0, 1, 1, 3, 0, 0, List.of(Tries.commit(1, 0, 0.9)), List.of(2),
            new int[] {-1, 0, -1}, Optional.empty(), Optional.of(view), Map.of()), Tries.LETTERS);
    }

    private static DecisionPicture picture(RuleView view) {
        return DecisionPicture.of(decision(view), AREA);
    }

    @Test
    void scoresAreBarsFromTheBestDown() {
        var bars = assertInstanceOf(BarsPicture.class, picture(PLAIN));

        assertEquals(List.of(1, 2, 0), bars.bars().stream().map(Decision.Bar::position).toList());
        assertEquals(List.of(true, false, false), bars.bars().stream().map(Decision.Bar::marked).toList());
        assertEquals(0.6, bars.line());
        assertEquals(1, bars.positionAt(60, 80));
        assertEquals(0, bars.positionAt(52 + 2.5 * 34, 80));
        assertEquals(-1, bars.positionAt(52 + 3.5 * 34, 80));
    }

    @Test
    void whatAddsUpIsBarsInTurn() {
        var bars = assertInstanceOf(BarsPicture.class, picture(PLAIN.with(new Detail.Running("sum", List.of(2, 1, 0),
            List.of(0.0, 0.4, 3.0), 0.5))));

        assertEquals(List.of(2, 1, 0), bars.bars().stream().map(Decision.Bar::position).toList());
        assertEquals(0.5, bars.line());
        assertEquals("sum", bars.name());
    }

    @Test
    void twoConditionsAreAScatter() {
        var scatter = assertInstanceOf(ScatterPicture.class, picture(PLAIN.with(new Detail.Below("kl", 1e-2))));

        double x = 52 + (600 - 52 - 14) * 0.9;
        double bottom = 160 - 28;
        double y = bottom - (bottom - 16) * Math.log(1e-5 / 1e-6) / Math.log(1e8);
        assertEquals(1, scatter.positionAt(x, y));
        assertEquals(-1, scatter.positionAt(x, y - 60));
    }

    @Test
    void fallsStandBesideTheScores() {
        var two = assertInstanceOf(FallenPicture.class, picture(PLAIN.with(new Detail.Fallen("fall", List.of(1, 2),
            List.of(-0.1, 0.3)))));

        assertEquals(List.of(2, 1), two.falls().bars().stream().map(Decision.Bar::position).toList());
        assertEquals(List.of(true, false), two.falls().bars().stream().map(Decision.Bar::marked).toList());
        assertEquals(1, two.positionAt(60, 80));
        assertEquals(2, two.positionAt(two.falls().area().getMinX() + 60, 80));
    }

    @Test
    void candidatesAreColumns() {
        var tried = assertInstanceOf(TriedPicture.class, picture(PLAIN.with(new Detail.Tried(List.of(
            new UnmaskStep.Action(List.of(1), List.of(0), 0.5, -0.2, -0.7),
            new UnmaskStep.Action(List.of(2), List.of(1), 0.9, -0.2, -1.1)), 0))));

        assertEquals(1, tried.positionAt(60, 80));
        assertEquals(2, tried.positionAt(52 + 1.5 * 64, 80));
        assertEquals(-1, tried.positionAt(20, 80));
    }

    @Test
    void wordsNameTheConditions() {
        assertEquals("by confidence, accepted at 0.600 or more", DecisionPicture.words(decision(PLAIN)));
        assertEquals("confidence above 0.600 and kl below 0.010",
            DecisionPicture.words(decision(PLAIN.with(new Detail.Below("kl", 0.01)))));
        assertEquals("in the order of confidence, while sum is at most 0.500", DecisionPicture.words(decision(
            PLAIN.with(new Detail.Running("sum", List.of(), List.of(), 0.5)))));
    }

    @Test
    void aTokenIsTheOneThatWasWrittenElseTheGuess() {
        assertEquals("a", decision(PLAIN).token(1));
        assertEquals("", decision(PLAIN).token(0), "nothing was guessed");
    }
}
