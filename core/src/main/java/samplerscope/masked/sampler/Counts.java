package samplerscope.masked.sampler;

import java.util.List;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// How many positions each step of a block writes.
///
/// @param kind    which schedule
/// @param steps   of the whole canvas, shared evenly among its blocks; 0 for one a position. Not for `FIXED`, `LISTED`
/// @param perStep positions a step, for `FIXED`
/// @param listed  positions of each step of a block, for `LISTED`
public record Counts(Kind kind, int steps, int perStep, List<Integer> listed) {

    public enum Kind {
        /// The same number each step, and what is left in the last.
        FIXED,
        /// `n div T`, and one more in the first `n mod T` steps (LLaDA; Nie et al. 2025, arXiv:2502.09992).
        EVEN,
        /// `floor(m (1 - t_{i+1} / t_i))` of `m` hidden ones with `t_i = 1 - i (1 - 0.001) / T`, all in the last step. With
        /// as many steps as tokens the first writes none and the last two, as published (Dream; Ye et al. 2025,
        /// arXiv:2508.15487).
        DREAM,
        /// `floor(n cos(pi (i+1) / (2T)))` stay hidden after step `i` (MaskGIT; Chang et al. 2022, arXiv:2202.04200).
        MASKGIT,
        /// As listed.
        LISTED
    }

    private static final double DREAM_END = 1e-3;

    static final List<Parameter> PARAMETERS = List.of(
        Parameter.oneOf("counts", "counts", "tokens of each step: a fixed number, evenly over the steps (LLaDA), as Dream, "
            + "as MaskGIT, or as listed", "fixed", "even", "dream", "maskgit", "listed"),
        Parameter.whole("per-step", "per step", "tokens of a step, for fixed counts", 1, 1, 1 << 20),
        StepCounts.STEPS,
        Parameter.numbers("count-list", "count list", "tokens of each step, for listed counts: 1 2 2 2",
            "whole numbers, at least 0, that add up to the block"));

    public Counts {
        Checked.atLeast("steps", steps, 0);
        Checked.atLeast("per-step", perStep, 1);
        listed = List.copyOf(listed);
        for (int count : listed) {
            Checked.atLeast("count-list", count, 0);
        }
    }

    /// @param count each step
    public static Counts fixed(int count) {
        return new Counts(Kind.FIXED, 0, count, List.of());
    }

    public static Counts listed(Integer... counts) {
        return new Counts(Kind.LISTED, 0, 1, List.of(counts));
    }

    /// @param steps 0 for one a position
    public static Counts over(Kind kind, int steps) {
        return new Counts(kind, steps, 1, List.of());
    }

    static Counts of(Settings s) {
        return new Counts(Kind.valueOf(s.word("counts").toUpperCase(java.util.Locale.ROOT)), s.whole("steps"),
            s.whole("per-step"), s.numbers("count-list").stream().map(Counts::whole).toList());
    }

    private static int whole(double count) {
        if (count != StrictMath.rint(count) || count < 0) {
            throw new InvalidParameterException("count-list", new Setting.Num(count), "must be a whole number, at least 0");
        }
        return (int) count;
    }

    /// @param blocks of the canvas
    /// @param hidden positions of the fullest block
    /// @param length of the canvas
    /// @throws InvalidParameterException unless steps divide among the blocks, a list writes a whole block, and nothing
    ///                                   writes more than the canvas has
    void check(int blocks, int hidden, int length) {
        if (kind == Kind.FIXED) {
            Checked.fits("per-step", perStep, length);
        }
        if (kind == Kind.LISTED) {
            checkList(hidden, length);
        }
        if (kind != Kind.FIXED && kind != Kind.LISTED && steps % blocks != 0) {
            throw new InvalidParameterException("steps", new Setting.Num(steps),
                "must be a multiple of the %d blocks".formatted(blocks));
        }
    }

    private void checkList(int hidden, int length) {
        long sum = listed.stream().mapToLong(c -> c).sum();
        if (sum < hidden || sum > length) {
            throw new InvalidParameterException("count-list",
                new Setting.Numbers(listed.stream().map(Integer::doubleValue).toList()),
                sum < hidden ? "must add up to the %d hidden positions of a block".formatted(hidden)
                    : "must add up to at most %d, the positions of the canvas".formatted(length));
        }
    }

    /// Steps that a block takes at most.
    int most(int blocks, int hidden) {
        return switch (kind) {
            case FIXED -> hidden;
            case LISTED -> listed.size();
            case EVEN, DREAM, MASKGIT -> own(blocks, hidden);
        };
    }

    private int own(int blocks, int first) {
        return steps == 0 ? first : steps / blocks;
    }

    /// Positions to write, clamped to what is hidden; perhaps none.
    ///
    /// @param step   of the block, from 0
    /// @param masked hidden now in the block
    /// @param first  hidden in the block when it began
    int at(int blocks, int step, int masked, int first) {
        int count = switch (kind) {
            case FIXED -> perStep;
            case LISTED -> step < listed.size() ? listed.get(step) : masked;
            case EVEN -> even(own(blocks, first), step, first);
            case DREAM -> dream(own(blocks, first), step, masked);
            case MASKGIT -> maskgit(own(blocks, first), step, masked, first);
        };
        return StrictMath.min(count, masked);
    }

    private static int even(int steps, int step, int first) {
        return first / steps + (step < first % steps ? 1 : 0);
    }

    private static int dream(int steps, int step, int masked) {
        if (step >= steps - 1) {
            return masked;
        }
        double t = 1 - step * (1 - DREAM_END) / steps;
        double s = 1 - (step + 1) * (1 - DREAM_END) / steps;
        return (int) (masked * (1 - s / t));
    }

    private static int maskgit(int steps, int step, int masked, int first) {
        if (step >= steps - 1) {
            return masked; // cos(pi / 2) is not quite 0
        }
        return StrictMath.max(0, masked - (int) (first * StrictMath.cos(StrictMath.PI * (step + 1) / (2 * steps))));
    }
}
