package samplerscope.masked.measure;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.Prediction;
import samplerscope.masked.TokenText;
import samplerscope.masked.UnfitCanvasException;
import samplerscope.masked.Visible;
import samplerscope.masked.task.TextTask;

/// Knows the answer to every prompt, and is unsure of its characters with a probability: then `#`, which is never
/// right, has the rest.
///
/// @param answer to a prompt
/// @param doubt  of the character at a position of the answer: the mass of `#` there
/// @param asked  batches so far
/// @param widest batch so far, rows
public record Oracle(TextTask task, UnaryOperator<String> answer, Doubt doubt, AtomicInteger asked,
                     AtomicInteger widest) implements MaskPredictor {

    private static final String CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz+=>;:,._\"{}[]()SADQJE#";
    private static final char END = '$';

    @FunctionalInterface
    public interface Doubt {
        double at(String prompt, int position);
    }

    /// @param answer to a prompt
    public static Oracle of(TextTask task, UnaryOperator<String> answer, Doubt doubt) {
        return new Oracle(task, answer, doubt, new AtomicInteger(), new AtomicInteger());
    }

    /// Sorts.
    public static String sorted(String prompt) {
        char[] digits = prompt.substring(1, prompt.length() - 1).toCharArray();
        Arrays.sort(digits);
        return new String(digits);
    }

    public MaskedModel model() {
        return new MaskedModel(this, new Characters(CHARACTERS + END));
    }

    /// @param alphabet characters by id; the last ends a text, and there is none without `$`
    public record Characters(String alphabet) implements TokenText {
        @Override
        public String text(int token) {
            return alphabet.substring(token, token + 1);
        }

        @Override
        public int[] tokens(String text) {
            throw new UnfitCanvasException("nobody types here", "");
        }

        @Override
        public OptionalInt end() {
            return alphabet.indexOf(END) < 0 ? OptionalInt.empty() : OptionalInt.of(alphabet.indexOf(END));
        }
    }

    @Override
    public int length() {
        return task.canvas();
    }

    @Override
    public int vocabulary() {
        return CHARACTERS.length() + 1;
    }

    @Override
    public Visible visible() {
        return Visible.COPY;
    }

    @Override
    public List<Prediction> evaluate(List<int[]> states) {
        asked.incrementAndGet();
        widest.accumulateAndGet(states.size(), Math::max);
        return states.stream().map(this::evaluate).toList();
    }

    private Prediction evaluate(int[] state) {
        var text = new StringBuilder();
        Arrays.stream(state).forEach(t -> text.append(t == Canvas.MASK ? '?' : (CHARACTERS + END).charAt(t)));
        String prompt = prompt(text.toString());
        String whole = prompt + answer.apply(prompt);
        var p = new double[state.length * vocabulary()];
        for (int i = 0; i < state.length; i++) {
            char c = i < whole.length() ? whole.charAt(i) : END;
            double doubt = i < prompt.length() || c == END ? 0 : this.doubt.at(prompt, i - prompt.length());
            p[i * vocabulary() + (CHARACTERS + END).indexOf(c)] = 1 - doubt;
            p[i * vocabulary() + CHARACTERS.indexOf('#')] += doubt;
        }
        return new Prediction(vocabulary(), p);
    }

    /// Up to the sign that ends it; where there is none, the letter of the task.
    private static String prompt(String text) {
        return switch (text.charAt(0)) {
            case 'A' -> text.substring(0, text.indexOf('=') + 1);
            case 'D', 'E' -> text.substring(0, 1);
            default -> text.substring(0, text.indexOf('>') + 1);
        };
    }
}
