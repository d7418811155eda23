package samplerscope.masked.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.Prediction;
import samplerscope.masked.UnfitCanvasException;
import samplerscope.registry.InvalidParameterException;

class WeightedGrammarTest {

    private static final int M = Canvas.MASK;

    private record Rule(double weight, String... right) {}

    @Test
    void anAmbiguousGrammarAgreesWithTheListOfAllWords() {
        Map<String, List<Rule>> rules = Map.of(
            "Start", List.of(new Rule(0.4, "Start", "Start"), new Rule(0.3, "a"), new Rule(0.2, "Tail"), new Rule(0.1, "c")),
            "Tail", List.of(new Rule(0.5, "a", "Start", "b"), new Rule(0.3, "b", "Tail"), new Rule(0.2, "b")));
        var builder = new Grammar.Builder("abc");
        rules.forEach((left, some) -> some.forEach(rule -> builder.rule(left, rule.weight, rule.right)));
        var world = new WeightedGrammar(builder.ambiguous("Start"), 5);
        double all = IntStream.range(0, 243).mapToObj(n -> word(n, 5)).mapToDouble(w -> weight(rules, List.of("Start"), w)).sum();

        var brute = new BruteForce(world, x -> weight(rules, List.of("Start"), text(x)) / all);

        brute.check(60);
        brute.checkSamples(Canvas.hidden(5), 8_000);
        brute.checkSamples(new int[] {M, 1, M, M, M}, 4_000);
        assertTrue(world.mostLikely(Canvas.hidden(5)).isEmpty(), "the best derivation need not be of the best word");
        assertTrue(world.entropy().isEmpty());
    }

    private static String word(int number, int length) {
        return IntStream.range(0, length).map(i -> number / (int) Math.pow(3, i) % 3).mapToObj(v -> "abc".substring(v, v + 1))
            .reduce("", String::concat);
    }

    private static String text(int[] tokens) {
        return IntStream.of(tokens).mapToObj(v -> "abc".substring(v, v + 1)).reduce("", String::concat);
    }

    /// All ways to derive a text from a row of symbols, by definition.
    private static double weight(Map<String, List<Rule>> rules, List<String> parts, String text) {
        if (parts.size() > text.length() || parts.isEmpty()) {
            return parts.isEmpty() && text.isEmpty() ? 1 : 0;
        }
        double sum = 0;
        List<String> rest = parts.subList(1, parts.size());
        for (int first = 1; first <= text.length() - rest.size(); first++) {
            double after = weight(rules, rest, text.substring(first));
            String head = text.substring(0, first);
            if (after > 0 && !rules.containsKey(parts.getFirst())) {
                sum += head.equals(parts.getFirst()) ? after : 0;
            } else if (after > 0) {
                sum += after * rules.get(parts.getFirst()).stream()
                    .mapToDouble(rule -> rule.weight * weight(rules, List.of(rule.right), head)).sum();
            }
        }
        return sum;
    }

    @Test
    void bracketsOfTwoKindsAreAllBalancedWordsAndEquallyLikely() {
        var world = WeightedGrammar.brackets(6);
        var brute = new BruteForce(world, x -> isBalanced(x) ? 1.0 / 40 : 0); // 5, the third Catalan number, times 2^3

        brute.check(20);
        brute.checkSamples(Canvas.hidden(6), 4_000);
        assertEquals(Math.log(1430 * 256), WeightedGrammar.brackets(16).entropy().orElseThrow(), 1e-9);
        assertArrayEquals(new int[] {0, 0, 1, 1, 2, 3}, world.mostLikely(new int[] {M, M, M, M, M, 3}).orElseThrow(),
            "of equals the one with the lower token at the lowest position");
    }

    private static boolean isBalanced(int[] brackets) {
        String text = IntStream.of(brackets).mapToObj(v -> "()[]".substring(v, v + 1)).reduce("", String::concat);
        for (int n = 0; n < brackets.length; n++) {
            text = text.replace("()", "").replace("[]", "");
        }
        return text.isEmpty();
    }

    @Test
    void theFirstBracketTellsTheKindOfTheLast() {
        var world = WeightedGrammar.brackets(32);
        int[] state = Canvas.hidden(32);
        state[0] = 2;
        Prediction open = world.evaluate(List.of(state)).getFirst();

        assertTrue(open.p(31, 3) > open.p(31, 1));
        assertEquals(1, open.p(31, 1) + open.p(31, 3), 1e-12);
        assertEquals(0.5, open.p(0, 2), 1e-12, "given all others");
    }

    @Test
    void expressionsWeighAsTheirRulesSay() {
        var world = WeightedGrammar.expressions(3);
        double number = 0.2 * 0.2 * 0.3 * 0.7 * 0.65 * 0.65;
        double factor = 0.7 * 0.3;
        double product = 0.35 * 0.65 * factor * factor * 0.65;
        double sum = 0.35 * 0.65 * 0.65 * factor * 0.65 * factor;
        double brackets = 0.3 * 0.65 * 0.65 * factor * 0.65 * 0.65;
        double all = 8 * number + 4 * product + 4 * sum + 2 * brackets;

        assertEquals(Math.log(number / all), world.logMass(new int[] {0, 1, 1}), 1e-12);
        assertEquals(Math.log(product / all), world.logMass(new int[] {0, 3, 1}), 1e-12);
        assertEquals(Math.log(sum / all), world.logMass(new int[] {0, 2, 1}), 1e-12);
        assertEquals(Math.log(brackets / all), world.logMass(new int[] {4, 1, 5}), 1e-12);
        assertArrayEquals(new int[] {4, 0, 5}, world.mostLikely(Canvas.hidden(3)).orElseThrow());
    }

    @Test
    void documentsAreTheJsonThatAParserOfOthersReads() {
        var mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        var tokens = new Tokens(Grammars.JSON);
        var four = WeightedGrammar.json(4);
        for (int n = 0; n < 11 * 11 * 11 * 11; n++) {
            int[] x = {n / 1331, n / 121 % 11, n / 11 % 11, n % 11};
            String text = IntStream.of(x).mapToObj(tokens::text).reduce("", String::concat);
            boolean isDocument = (x[0] == 0 || x[0] == 2) && isRead(mapper, text);
            assertEquals(isDocument, Double.isFinite(four.logMass(x)), text);
        }
        var random = new SplittableRandom(4);
        var long32 = WeightedGrammar.json(32);
        for (int n = 0; n < 50; n++) {
            String text = IntStream.of(long32.sample(Canvas.hidden(32), random)).mapToObj(tokens::text).reduce("", String::concat);
            assertDoesNotThrow(() -> mapper.readTree(text), text);
        }
    }

    private static boolean isRead(ObjectMapper mapper, String text) {
        try {
            mapper.readTree(text);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    @Test
    void aDocumentIsCompletedFromBothEnds() {
        var tokens = new Tokens(Grammars.JSON);
        var world = WeightedGrammar.json(12);
        int[] state = tokens.tokens("{\"a_:___,___");

        int[] whole = world.mostLikely(state).orElseThrow();

        assertTrue(Double.isFinite(world.logMass(whole)));
        assertEquals('}', tokens.text(whole[11]).charAt(0));
        assertEquals('"', tokens.text(whole[3]).charAt(0));
        assertFalse(Double.isFinite(world.logMass(tokens.tokens("{__________]"))));
    }

    @Test
    void refusesWhatHasNoWords() {
        var world = WeightedGrammar.brackets(4);
        int[] wrong = {0, 3, M, M};

        assertThrows(InvalidParameterException.class, () -> WeightedGrammar.brackets(5));
        assertThrows(UnfitCanvasException.class, () -> world.logMass(new int[] {4, M, M, M}));
        assertThrows(UnfitCanvasException.class, () -> world.sample(wrong, new SplittableRandom(1)));
        assertEquals(Double.NEGATIVE_INFINITY, world.logMass(wrong));
        assertTrue(world.mostLikely(wrong).isEmpty());
    }
}
