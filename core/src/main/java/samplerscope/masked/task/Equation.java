package samplerscope.masked.task;

import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `E`: a true equation of two numbers below 100: `E34+58=92`. Nothing is asked, so tokens written together must agree
/// by chance.
public record Equation() implements TextTask {

    private static final String NUMBER = "(0|[1-9][0-9]*)";
    private static final Pattern FORM = Pattern.compile(NUMBER + "\\+" + NUMBER + "=" + NUMBER);

    @Override
    public String id() {
        return "E";
    }

    @Override
    public String name() {
        return "True equation";
    }

    @Override
    public String description() {
        return "nothing given, answered by two numbers below 100 and their sum";
    }

    @Override
    public int canvas() {
        return 28;
    }

    @Override
    public Answers answers() {
        return Answers.SAMPLED;
    }

    @Override
    public String alphabet() {
        return "E0123456789+=";
    }

    @Override
    public String draw(RandomGenerator random) {
        return id();
    }

    @Override
    public String prompt(String typed) {
        return Typed.tagOnly(typed, this);
    }

    @Override
    public Verdict check(String prompt, String answer) {
        prompt(prompt);
        Matcher form = FORM.matcher(answer);
        if (!form.matches()) {
            return Verdict.wrong("form", "'%s' is not of the form 34+58=92, without zeros in front".formatted(answer));
        }
        if (form.group(1).length() > 2 || form.group(2).length() > 2) {
            String large = form.group(form.group(1).length() > 2 ? 1 : 2);
            return Verdict.wrong("range", form.start(form.group(1).length() > 2 ? 1 : 2), large + " is not below 100");
        }
        int a = Integer.parseInt(form.group(1));
        int b = Integer.parseInt(form.group(2));
        return form.group(3).equals(String.valueOf(a + b)) ? Verdict.right()
            : Verdict.wrong("sum", form.start(3), "%d + %d is %d, not %s".formatted(a, b, a + b, form.group(3)));
    }
}
