package samplerscope.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import samplerscope.schedule.InvalidGridException;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;

/// Noise levels as people pass them on: a list of numbers in some clock, from a paper, a program or a chat.
public final class LevelText {

    /// What separates and surrounds numbers: `sigmas=[14.6, 7.9, 0]`, lines, semicolons, `np.array([...])`, `tensor(...)`.
    private static final Pattern NOISE = Pattern.compile("^\\s*[\\w.]*\\s*=|[A-Za-z_.]+\\(|[\\[\\](){}\"']");
    private static final Pattern GAPS = Pattern.compile("[\\s,;]+");
    private static final int TRAINING_STEPS = 1000;

    private LevelText() {}

    /// What the numbers of a list are.
    public enum Clock {
        /// Noise per signal; the sigmas of EDM, k-diffusion and ComfyUI.
        SIGMAS("sigma (sigma / alpha)", NoiseLevel::rho) {
            @Override
            public NoiseLevel level(NoiseSchedule schedule, double value) {
                return schedule.atLambda(-StrictMath.log(value));
            }
        },
        LAMBDAS("lambda (half log-SNR)", NoiseLevel::lambda) {
            @Override
            public NoiseLevel level(NoiseSchedule schedule, double value) {
                return schedule.atLambda(value);
            }
        },
        TIMES("time of the schedule", NoiseLevel::time) {
            @Override
            public NoiseLevel level(NoiseSchedule schedule, double value) {
                return schedule.at(value);
            }
        },
        /// Training step `n` of 1000 is the time `(n + 1) / 1000`, as in diffusers.
        TIMESTEPS("timestep (of 1000)", level -> level.time() * TRAINING_STEPS - 1) {
            @Override
            public NoiseLevel level(NoiseSchedule schedule, double value) {
                return schedule.at((value + 1) / TRAINING_STEPS);
            }
        };

        private final String words;
        private final ToDoubleFunction<NoiseLevel> value;

        Clock(String words, ToDoubleFunction<NoiseLevel> value) {
            this.words = words;
            this.value = value;
        }

        /// The level that a number stands for.
        ///
        /// @throws samplerscope.schedule.InvalidLevelException if it stands for none
        public abstract NoiseLevel level(NoiseSchedule schedule, double value);

        /// For people.
        public String words() {
            return words;
        }

        /// The number that stands for a level.
        public double of(NoiseLevel level) {
            return value.applyAsDouble(level);
        }
    }

    /// A list of numbers and what they are taken for.
    ///
    /// @param values without the 0 at the end
    /// @param toZero whether a last step to `sigma = 0` was in the list
    public record Reading(Clock clock, List<Double> values, boolean toZero) {
        public Reading {
            values = List.copyOf(values);
        }

        /// `11 levels as sigma (sigma / alpha), from 157.4 to 0.0128, then 0`.
        public String words() {
            return String.format(Locale.ROOT, "%d levels as %s, from %.4g to %.4g%s", values.size(), clock.words(),
                values.getFirst(), values.getLast(), toZero ? ", then 0" : "");
        }
    }

    /// Reads a list and guesses its clock: rising numbers are lambdas; of falling ones, whole numbers beyond the clock of the
    /// schedule are timesteps, others beyond it sigmas, and those within it times.
    ///
    /// @throws InvalidGridException if there is no list of numbers
    public static Reading read(String text, NoiseSchedule schedule) {
        List<Double> numbers = numbers(text);
        double first = numbers.getFirst();
        if (numbers.get(1) > first) {
            return as(Clock.LAMBDAS, numbers);
        }
        boolean whole = numbers.stream().allMatch(n -> n == Math.rint(n));
        boolean within = first <= schedule.startTime() * (1 + 1e-3);
        return as(within ? Clock.TIMES : whole && first < TRAINING_STEPS ? Clock.TIMESTEPS : Clock.SIGMAS, numbers);
    }

    /// Reads a list in a given clock.
    ///
    /// @throws InvalidGridException if there is no list of numbers
    public static Reading read(String text, Clock clock) {
        return as(clock, numbers(text));
    }

    private static Reading as(Clock clock, List<Double> numbers) {
        // A timestep of 0 is the last one with noise, and a lambda of 0 is as good as any.
        boolean toZero = numbers.getLast() == 0 && (clock == Clock.SIGMAS || clock == Clock.TIMES);
        return new Reading(clock, toZero ? numbers.subList(0, numbers.size() - 1) : numbers, toZero);
    }

    private static List<Double> numbers(String text) {
        var numbers = new ArrayList<Double>();
        for (String word : GAPS.split(NOISE.matcher(text).replaceAll(" ").strip())) {
            try {
                double number = Double.parseDouble(word);
                if (!Double.isFinite(number)) {
                    throw new NumberFormatException();
                }
                numbers.add(number);
            } catch (NumberFormatException e) {
                throw new InvalidGridException(word.isEmpty() ? "there are no numbers in the text"
                    : "'%s' is not a number".formatted(word.length() > 20 ? word.substring(0, 20) + "\u2026" : word),
                    "give sigmas, times, timesteps or lambdas, separated by commas, blanks or lines");
            }
        }
        if (numbers.size() < 2) {
            throw new InvalidGridException("the text has one number", "give at least two levels: where to start and stop");
        }
        return numbers;
    }

    /// A schedule as a plain list, every digit of it; `0` ends it where its last step goes there.
    public static String of(HandMade schedule, Clock clock) {
        String list = schedule.levels().stream().map(level -> Double.toString(clock.of(level)))
            .collect(Collectors.joining(", "));
        return schedule.toZero() && (clock == Clock.SIGMAS || clock == Clock.TIMES) ? list + ", 0" : list;
    }
}
