package samplerscope.masked.task;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// `S`: 8 to 16 digits, then the same in order: `S31415926>11234569`.
public record SortDigits() implements TextTask {

    private static final int LEAST = 8;
    private static final int MOST = 16;
    private static final String END = ">";

    @Override
    public String id() {
        return "S";
    }

    @Override
    public String name() {
        return "Sort digits";
    }

    @Override
    public String description() {
        return "8 to 16 digits, answered by the same digits in ascending order";
    }

    @Override
    public int canvas() {
        return 36;
    }

    @Override
    public Answers answers() {
        return Answers.MOST_LIKELY;
    }

    @Override
    public String alphabet() {
        return "S0123456789>";
    }

    @Override
    public String draw(RandomGenerator random) {
        var prompt = new StringBuilder(id());
        for (int left = Draws.between(LEAST, MOST, random); left > 0; left--) {
            prompt.append(Draws.between(0, 9, random));
        }
        return prompt.append(END).toString();
    }

    @Override
    public String prompt(String typed) {
        String digits = Typed.body(typed, id(), END);
        if (!digits.matches("[0-9]*")) {
            throw new MalformedPromptException("the prompt of task S has '%s' among its digits"
                .formatted(digits.replaceAll("[0-9]", "")), "give digits only, as in S31415926>");
        }
        if (digits.length() < LEAST || digits.length() > MOST) {
            throw new MalformedPromptException("the prompt of task S has %d digits".formatted(digits.length()),
                "give %d to %d digits, as in S31415926>".formatted(LEAST, MOST));
        }
        return id() + digits + END;
    }

    @Override
    public Verdict check(String prompt, String answer) {
        String digits = Typed.body(prompt(prompt), id(), END);
        for (int i = 0; i < answer.length(); i++) {
            char c = answer.charAt(i);
            if (c < '0' || c > '9') {
                return Verdict.wrong("no digit", i, "position %d: '%c' is no digit".formatted(i, c));
            }
            if (i > 0 && c < answer.charAt(i - 1)) {
                return Verdict.wrong("out of order", i,
                    "position %d: %c follows %c".formatted(i, c, answer.charAt(i - 1)));
            }
        }
        return answer.length() != digits.length()
            ? Verdict.wrong("length", "has %d digits, the prompt %d".formatted(answer.length(), digits.length()))
            : sameDigits(digits, answer);
    }

    /// Two sorted lists of one length first differ where one has a digit more often than the other.
    private static Verdict sameDigits(String digits, String answer) {
        char[] sorted = digits.toCharArray();
        Arrays.sort(sorted);
        int i = Arrays.mismatch(sorted, answer.toCharArray());
        if (i < 0) {
            return Verdict.right();
        }
        char lower = (char) StrictMath.min(sorted[i], answer.charAt(i));
        return Verdict.wrong("other digits", i, "position %d: has %c %s, the prompt %s".formatted(i, lower,
            times(answer, lower), times(digits, lower)));
    }

    private static String times(String text, char digit) {
        long count = text.chars().filter(c -> c == digit).count();
        return count == 0 ? "not at all" : count == 1 ? "once" : count == 2 ? "twice" : count + " times";
    }

    @Override
    public Optional<Region> answerRegion(String prompt) {
        String whole = prompt(prompt);
        return Optional.of(new Region(whole.length(), whole.length() - 2));
    }
}
