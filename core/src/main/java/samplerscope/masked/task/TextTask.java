package samplerscope.masked.task;

import java.util.Optional;
import java.util.random.RandomGenerator;

/// A kind of question in text whose answers rules can check. An immutable value.
///
/// A canvas is a prompt, left-aligned, an answer, and end-of-text to its end. The first character of every prompt is
/// the task's id.
public interface TextTask {

    /// One upper-case letter, which no other task has; it is written into saved files and never changes.
    String id();

    /// What a person reads in a list.
    String name();

    /// One sentence: what is asked, and what the answer is.
    String description();

    /// Positions that hold the longest prompt with its longest answer, and an end.
    int canvas();

    Answers answers();

    /// Every character of its prompts and right answers, each once.
    String alphabet();

    /// A prompt, as the models were trained on.
    String draw(RandomGenerator random);

    /// What a person typed, as a prompt. The id and the sign that ends a prompt may be left out; spaces do not count. A
    /// prompt is returned as it is.
    ///
    /// @throws MalformedPromptException that says what is missing
    String prompt(String typed);

    /// Whether an answer is right for a prompt, and why not.
    ///
    /// @param answer what a canvas holds behind the prompt and before its end
    /// @throws MalformedPromptException as {@link #prompt}
    Verdict check(String prompt, String answer);

    /// The positions that matter, in a canvas that begins with the prompt; empty where they depend on the answer.
    ///
    /// @throws MalformedPromptException as {@link #prompt}
    default Optional<Region> answerRegion(String prompt) {
        return Optional.empty();
    }

    /// How answers are best decoded.
    enum Answers {
        /// There is one, or a few: the most likely tokens are taken.
        MOST_LIKELY,
        /// There are many, and variety counts: tokens are drawn as the model says.
        SAMPLED;

        /// That decodes so.
        public double temperature() {
            return this == MOST_LIKELY ? 0 : 1;
        }
    }

    /// Positions `from` to `from + length - 1` of a canvas.
    record Region(int from, int length) {}
}
