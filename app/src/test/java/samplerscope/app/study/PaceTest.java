package samplerscope.app.study;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long MILLIS = 1_000_000;
    /// Clocks may begin anywhere.
    private static final long BEGIN = Long.MAX_VALUE - 50 * MILLIS;

    private static long at(long millis) {
        return BEGIN + millis * MILLIS;
    }

    @Test
    void twoProcessorsShowTenPicturesASecond() {
        var pace = new Pace(2, at(0));
        assertTrue(pace.isDue(at(0)));
        assertFalse(pace.isDue(at(99)));
        assertTrue(pace.isDue(at(100)));
        assertFalse(pace.isDue(at(199)));
        assertTrue(pace.isDue(at(230)));
        assertFalse(pace.isDue(at(329)));
        assertTrue(pace.isDue(at(330)));
    }

    @Test
    void theMoreProcessorsTheShorterTheRest() {
        var pace = new Pace(16, at(0));
        assertTrue(pace.isDue(at(0)));
        assertFalse(pace.isDue(at(24)));
        assertTrue(pace.isDue(at(25)));
    }

    @Test
    void whatBeginsIsFollowedByARest() {
        var pace = new Pace(4, at(0));
        pace.rest(at(10));
        assertFalse(pace.isDue(at(109)));
        assertTrue(pace.isDue(at(110)));
    }
}
