package samplerscope.masked.task;

import java.util.ArrayDeque;
import java.util.random.RandomGenerator;

/// `D`: a balanced word of two kinds of brackets, 12 to 24 long: `D([])()[()[]]`. Nothing is asked, so all is joint
/// structure.
public record Brackets() implements TextTask {

    private static final int LEAST = 12;
    private static final int MOST = 24;

    @Override
    public String id() {
        return "D";
    }

    @Override
    public String name() {
        return "Balanced brackets";
    }

    @Override
    public String description() {
        return "nothing given, answered by a balanced word of 12 to 24 brackets of two kinds";
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
        return "D()[]";
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
        var open = new ArrayDeque<Integer>();
        for (int i = 0; i < answer.length(); i++) {
            char c = answer.charAt(i);
            if ("([".indexOf(c) >= 0) {
                open.push(i);
            } else if (")]".indexOf(c) < 0) {
                return Verdict.wrong("no bracket", i, "position %d: '%c' is no bracket".formatted(i, c));
            } else if (open.isEmpty()) {
                return Verdict.wrong("unmatched", i, "position %d: %c closes nothing".formatted(i, c));
            } else if (")]".indexOf(c) != "([".indexOf(answer.charAt(open.peek()))) {
                return Verdict.wrong("unmatched", i, "position %d: %c closes the %c of position %d".formatted(i, c,
                    answer.charAt(open.peek()), open.peek()));
            } else {
                open.pop();
            }
        }
        return open.isEmpty() ? length(answer) : Verdict.wrong("left open", open.peek(), open.size() == 1
            ? "position %d stays open".formatted(open.peek())
            : "%d brackets stay open, the last at position %d".formatted(open.size(), open.peek()));
    }

    private static Verdict length(String answer) {
        return answer.length() >= LEAST && answer.length() <= MOST ? Verdict.right()
            : Verdict.wrong("length", "has %d brackets, needs %d to %d".formatted(answer.length(), LEAST, MOST));
    }
}
