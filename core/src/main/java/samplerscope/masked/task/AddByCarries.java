package samplerscope.masked.task;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `A`: a sum of two numbers below 1000 by its carries: `A478+256=14,13,07;4370`.
///
/// Digits are added from the least significant place: each pair of the chain is carry and digit of one place, and the
/// sum behind the semicolon is written least significant digit first as well, with the last carry as its fourth.
public record AddByCarries() implements TextTask {

    private static final Pattern TYPED = Pattern.compile("([0-9]{1,3})\\+([0-9]{1,3})");
    private static final String END = "=";
    private static final String FORM = "00,00,00;0000";
    /// First position of the sum in an answer.
    private static final int SUM = 9;
    private static final int PLACES = 3;

    @Override
    public String id() {
        return "A";
    }

    @Override
    public String name() {
        return "Add by carries";
    }

    @Override
    public String description() {
        return "two numbers below 1000, answered by carry and digit of each place, then the sum, lowest digit first";
    }

    @Override
    public int canvas() {
        return 28;
    }

    @Override
    public Answers answers() {
        return Answers.MOST_LIKELY;
    }

    @Override
    public String alphabet() {
        return "A0123456789+=,;";
    }

    @Override
    public String draw(RandomGenerator random) {
        return prompt(Draws.between(0, 999, random), Draws.between(0, 999, random));
    }

    private String prompt(int a, int b) {
        return "%s%03d+%03d%s".formatted(id(), a, b, END);
    }

    /// Numbers of fewer digits get zeros in front.
    @Override
    public String prompt(String typed) {
        Matcher numbers = numbers(typed);
        return prompt(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
    }

    private Matcher numbers(String typed) {
        Matcher numbers = TYPED.matcher(Typed.body(typed, id(), END));
        if (!numbers.matches()) {
            throw new MalformedPromptException("the prompt of task A is no sum of two numbers below 1000: '%s'"
                .formatted(typed), "write it as A478+256=");
        }
        return numbers;
    }

    @Override
    public Verdict check(String prompt, String answer) {
        Matcher numbers = numbers(prompt);
        if (answer.length() != FORM.length()) {
            return Verdict.wrong("form", "has %d characters, needs %d as in 14,13,07;4370"
                .formatted(answer.length(), FORM.length()));
        }
        for (int i = 0; i < answer.length(); i++) {
            char c = answer.charAt(i);
            boolean fits = FORM.charAt(i) == '0' ? c >= '0' && c <= '9' : c == FORM.charAt(i);
            if (!fits) {
                return Verdict.wrong("form", i, "position %d: '%c' where %s belongs".formatted(i, c,
                    FORM.charAt(i) == '0' ? "a digit" : "'" + FORM.charAt(i) + "'"));
            }
        }
        return digits(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)), answer);
    }

    private static Verdict digits(int a, int b, String answer) {
        var sum = new StringBuilder();
        int carry = 0;
        for (int place = 0, power = 1; place < PLACES; place++, power *= 10) {
            int first = a / power % 10;
            int second = b / power % 10;
            int total = first + second + carry;
            int said = Integer.parseInt(answer.substring(3 * place, 3 * place + 2));
            if (said != total) {
                return Verdict.wrong("chain", 3 * place + (said / 10 == total / 10 ? 1 : 0),
                    "place %d: %d + %d + carry %d is %02d, not %02d".formatted(place + 1, first, second, carry, total,
                        said));
            }
            sum.append(total % 10);
            carry = total / 10;
        }
        return sum(sum.append(carry).toString(), answer);
    }

    private static Verdict sum(String sum, String answer) {
        for (int i = 0; i < sum.length(); i++) {
            if (sum.charAt(i) != answer.charAt(SUM + i)) {
                return Verdict.wrong("sum", SUM + i, "position %d: the sum has %c where the chain says %c"
                    .formatted(SUM + i, answer.charAt(SUM + i), sum.charAt(i)));
            }
        }
        return Verdict.right();
    }

    /// The sum behind the semicolon.
    @Override
    public Optional<Region> answerRegion(String prompt) {
        return Optional.of(new Region(prompt(prompt).length() + SUM, PLACES + 1));
    }
}
