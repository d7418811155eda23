package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.masked.sampler.Counts.Kind;
import samplerscope.registry.InvalidParameterException;

class CountsTest {

    private static List<Integer> of(Counts counts, int hidden) {
        var steps = new ArrayList<Integer>();
        int left = hidden;
        while (left > 0) {
            int count = counts.at(1, steps.size(), left, hidden);
            steps.add(count);
            left -= count;
        }
        return steps;
    }

    @Test
    void evenOnesPutTheLargerFirst() {
        assertEquals(List.of(2, 2, 2, 1), of(Counts.over(Kind.EVEN, 4), 7));
        assertEquals(List.of(1, 1, 1), of(Counts.over(Kind.EVEN, 0), 3));
        assertEquals(List.of(1, 1, 1), of(Counts.over(Kind.EVEN, 5), 3));
    }

    @Test
    void asDreamWriteNothingFirstAndTwoAtLastWithAsManyStepsAsTokens() {
        List<Integer> steps = of(Counts.over(Kind.DREAM, 16), 16);

        assertEquals(0, steps.getFirst());
        assertEquals(2, steps.getLast());
        assertEquals(16, steps.size());
    }

    @Test
    void asDreamWithHalfAsManySteps() {
        assertEquals(List.of(1, 2, 2, 2, 2, 2, 2, 3), of(Counts.over(Kind.DREAM, 8), 16));
    }

    @Test
    void asMaskGitStartSlowlyAndEndFast() {
        // floor(16 cos(pi (i+1) / 8)) = 14, 11, 6, 0 stay hidden.
        assertEquals(List.of(2, 3, 5, 6), of(Counts.over(Kind.MASKGIT, 4), 16));
    }

    @Test
    void whatIsMoreThanIsLeftIsClamped() {
        assertEquals(List.of(3, 3, 1), of(Counts.fixed(3), 7));
        assertEquals(List.of(5, 2), of(Counts.listed(5, 5), 7));
    }

    @Test
    void aListThatEndsTooSoonIsRefused() {
        var e = assertThrows(InvalidParameterException.class, () -> Counts.listed(1, 2, 2).check(1, 7, 7));

        assertEquals("count-list", e.place());
    }

    @Test
    void moreThanTheCanvasHasIsRefused() {
        var fixed = assertThrows(InvalidParameterException.class, () -> Counts.fixed(8).check(1, 7, 7));
        var listed = assertThrows(InvalidParameterException.class, () -> Counts.listed(4, 4).check(1, 7, 7));
        Counts.fixed(7).check(1, 5, 7);
        Counts.listed(4, 3).check(1, 5, 7);

        assertEquals("per-step", fixed.place());
        assertEquals("count-list", listed.place());
    }

    @Test
    void stepsDivideAmongBlocks() {
        Counts.over(Kind.EVEN, 8).check(4, 8, 32);

        assertThrows(InvalidParameterException.class, () -> Counts.over(Kind.EVEN, 9).check(4, 8, 32));
        assertThrows(InvalidParameterException.class, () -> Counts.over(Kind.MASKGIT, 2).check(4, 8, 32));
    }
}
