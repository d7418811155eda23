package samplerscope.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void theMedianDoesNotSeeOneSlowRound() {
        assertEquals(new Spread(3, 2, 4, 5), Spread.of(1000, 3, 1, 4, 2));
    }

    @Test
    void quartilesLieBetweenRounds() {
        assertEquals(new Spread(2.5, 1.75, 3.25, 4), Spread.of(4, 1, 2, 3));
    }

    @Test
    void oneRoundHasNoSpread() {
        assertEquals(new Spread(7, 7, 7, 1), Spread.of(7));
    }

    @Test
    void quartilesOfAFallingNumberChangePlaces() {
        assertEquals(new Spread(0.5, 0.25, 1, 3), new Spread(2, 1, 4, 3).map(x -> 1 / x));
    }

    @Test
    void noRoundsHaveNone() {
        assertThrows(IllegalArgumentException.class, Spread::of);
        assertThrows(IllegalArgumentException.class, () -> Spread.of(1, Double.NaN));
    }
}
