package samplerscope.library;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import samplerscope.registry.Family;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Registry;
import samplerscope.registry.Setting;
import samplerscope.spec.RunSpec;

/// A sampler as a published program runs it, faults included, under a name. What has no name is right by default.
///
/// @param origin     whose program it is
/// @param solver     id of the solver that it is a way to run
/// @param source     where the program says so
/// @param difference what it does otherwise than the solver does by default, in a sentence
/// @param faulty     whether that costs accuracy without need; otherwise it is a choice, or nothing
/// @param counts     how many steps it can be asked for
/// @param theirs     the sampler as the program runs it
/// @param ours       the same run as it should be, to compare with
public record Preset(String id, String name, Origin origin, String solver, String source, String difference,
                     boolean faulty, Range counts, Recipe theirs, Recipe ours) implements Family {

    private static final int USUAL = 10;

    /// Whose program, as a heading.
    public enum Origin {
        AUTHORS("authors"),
        K_DIFFUSION("k-diffusion"),
        SEARCH("published search");

        private final String title;

        Origin(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /// @param least `>= 1`
    public record Range(int least, int most) {

        static final Range ANY = from(1);

        static Range from(int least) {
            return new Range(least, 10_000);
        }

        static Range only(int steps) {
            return new Range(steps, steps);
        }
    }

    /// All of them, grouped by whose program it is.
    public static Registry<Preset> all() {
        var all = new ArrayList<Preset>();
        Stream.of(AuthorsPresets.all(), KDiffusionPresets.all(), PublishedSchedule.presets()).forEach(all::addAll);
        return new Registry<>("preset", all);
    }

    /// Those that run a solver.
    public static List<Preset> of(String solver) {
        return all().all().stream().filter(p -> p.solver().equals(solver)).toList();
    }

    /// The spec with this sampler.
    ///
    /// @param steps as the program counts them
    /// @throws InvalidParameterException if the program has no such run
    public RunSpec.Denoise in(RunSpec.Denoise spec, int steps) {
        return theirs.in(spec, checked(steps));
    }

    /// The spec with the same sampler as it should be.
    ///
    /// @throws InvalidParameterException as above
    public RunSpec.Denoise corrected(RunSpec.Denoise spec, int steps) {
        return ours.in(spec, checked(steps));
    }

    /// What to take when nobody says how many.
    public int usualSteps() {
        return StrictMath.clamp(USUAL, counts.least(), counts.most());
    }

    private int checked(int steps) {
        if (steps < counts.least() || steps > counts.most()) {
            throw new InvalidParameterException("steps", new Setting.Num(steps), counts.least() == counts.most()
                ? "must be %d, which is what %s was found for".formatted(counts.least(), id)
                : "must be a whole number from %d to %d for %s".formatted(counts.least(), counts.most(), id));
        }
        return steps;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }
}
