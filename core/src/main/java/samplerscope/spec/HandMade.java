package samplerscope.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import samplerscope.registry.Setting;
import samplerscope.schedule.InvalidGridException;
import samplerscope.schedule.InvalidLevelException;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.solver.Solver;
import samplerscope.solver.Teleport;

/// A solver schedule as a thing that a hand edits: the levels of a run, one by one, and what takes each step.
///
/// Immutable; every edit returns another one that is legal: levels stay in order, from noise to data, and a list of
/// solvers stays as long as the steps.
///
/// @param levels  with noise, in order of rising lambda; at least two, or one and `toZero`
/// @param toZero  whether a last step to `sigma = 0` follows
/// @param solvers one for all steps, or one per step
public record HandMade(NoiseSchedule schedule, List<NoiseLevel> levels, boolean toZero, List<Choice> solvers) {

    private static final Choice LIST = Choice.of("list");
    private static final Solver JUMP = new Teleport();
    /// Two levels never come nearer than this in lambda: steps of less do nothing that float32 can tell.
    private static final double LEAST_STEP = 1e-3;
    /// Relative difference up to which a level lies on the schedule.
    private static final double ON_SCHEDULE = 1e-9;

    public HandMade {
        levels = List.copyOf(levels);
        solvers = List.copyOf(solvers);
        int steps = levels.size() - (toZero ? 0 : 1);
        if (steps < 1) {
            throw new InvalidGridException("a hand-made schedule has no step", "keep at least two levels");
        }
        for (int i = 1; i < levels.size(); i++) {
            if (!(levels.get(i).lambda() > levels.get(i - 1).lambda())) {
                throw new InvalidGridException("level %d is not below the one before it in noise".formatted(i),
                    "order the levels from noise to data, each one once");
            }
        }
        if (solvers.size() != 1 && solvers.size() != steps) {
            throw new InvalidGridException("%d solvers stand beside %d steps".formatted(solvers.size(), steps),
                "name one solver for all steps, or one per step");
        }
    }

    /// The levels and solvers of a plan.
    ///
    /// @throws InvalidGridException if a list of levels cannot say what the run does: its noise rises in between, or its
    ///                              first step is jumped without being named
    public static HandMade of(Resolved run) {
        NoiseSchedule schedule = run.plan().strategy().schedule();
        List<NoiseLevel> all = run.levels();
        boolean toZero = all.getLast().sigma() == 0;
        List<NoiseLevel> noisy = toZero ? all.subList(0, all.size() - 1) : all;
        for (int i = 1; i < all.size(); i++) {
            if (!(all.get(i).lambda() > all.get(i - 1).lambda())) {
                throw new InvalidGridException("step %d of this grid adds noise".formatted(i),
                    "choose a grid that only removes noise to edit its levels by hand");
            }
        }
        if (run.spec().solvers().size() == 1 && run.plan().strategy().solvers().contains(JUMP)
                && !run.spec().solvers().getFirst().id().equals(Teleport.FAMILY.id())) {
            throw new InvalidGridException("the first step of this grid is jumped in closed form",
                "name a solver for every step, which keeps the jump, to edit its levels by hand");
        }
        noisy.forEach(level -> checkOn(schedule, level));
        return new HandMade(schedule, noisy, toZero, run.spec().solvers());
    }

    /// A level that a list can name.
    private static void checkOn(NoiseSchedule schedule, NoiseLevel level) {
        NoiseLevel listed = schedule.at(level.time());
        if (Math.abs(listed.alpha() - level.alpha()) > ON_SCHEDULE || Math.abs(listed.rho() - level.rho())
                > ON_SCHEDULE * level.rho()) {
            throw new InvalidGridException("the level at time %s lies beside the noise schedule".formatted(level.time()),
                "choose the schedule that the grid was made for, then edit its levels by hand");
        }
    }

    /// A spec with this schedule: a grid of times, which name the levels to the last bit.
    public RunSpec.Denoise in(RunSpec.Denoise spec) {
        var times = new Setting.Numbers(levels.stream().map(NoiseLevel::time).toList());
        Choice grid = LIST.with("clock", new Setting.Word("time")).with("values", times)
            .with("to-zero", new Setting.Flag(toZero));
        return spec.withGrid(grid).withSolvers(solvers);
    }

    public int steps() {
        return levels.size() - (toZero ? 0 : 1);
    }

    /// The range that a level can be moved in without passing a neighbour or leaving the schedule, as lambda.
    public Range room(int level) {
        double below = level > 0 ? levels.get(level - 1).lambda() : schedule.at(schedule.startTime()).lambda();
        double above = level + 1 < levels.size() ? levels.get(level + 1).lambda()
            : Math.max(schedule.at(schedule.endTime()).lambda(), levels.getLast().lambda());
        return new Range(level > 0 ? below + LEAST_STEP : Math.min(below, levels.getFirst().lambda()),
            level + 1 < levels.size() ? above - LEAST_STEP : above);
    }

    /// Both ends included.
    public record Range(double from, double to) {}

    /// One level elsewhere; stops at its neighbours and at the ends of the schedule.
    ///
    /// @param lambda half the log signal-to-noise ratio wanted
    public HandMade moved(int level, double lambda) {
        Range room = room(level);
        if (room.from() > room.to()) {
            return this; // its neighbours are as near as can be
        }
        var changed = new ArrayList<>(levels);
        changed.set(level, schedule.atLambda(Math.clamp(lambda, room.from(), room.to())));
        return with(changed, solvers);
    }

    /// Two steps in the place of one, meeting halfway in lambda; a step to `sigma = 0` gets the schedule's end between, or
    /// as much less noise as the step before it took away.
    public HandMade split(int step) {
        var changed = new ArrayList<>(levels);
        if (step + 1 < levels.size()) {
            changed.add(step + 1, schedule.atLambda(middle(levels.get(step), levels.get(step + 1))));
        } else {
            changed.add(schedule.atLambda(levels.getLast().lambda() + (levels.size() > 1
                ? levels.getLast().lambda() - levels.get(levels.size() - 2).lambda() : 1)));
        }
        var doubled = new ArrayList<>(solvers);
        if (solvers.size() > 1) {
            doubled.add(step, solvers.get(step));
        }
        return with(changed, doubled);
    }

    private double middle(NoiseLevel from, NoiseLevel to) {
        return Double.isFinite(from.lambda()) ? (from.lambda() + to.lambda()) / 2
            : schedule.at((from.time() + to.time()) / 2).lambda();
    }

    /// One step in the place of the two that meet at a level, with the solver of the first; of the outer levels the step
    /// there goes too. As it is if only one step is left.
    public HandMade without(int level) {
        if (steps() == 1) {
            return this;
        }
        var changed = new ArrayList<>(levels);
        changed.remove(level);
        var fewer = new ArrayList<>(solvers);
        if (solvers.size() > 1) {
            fewer.remove(Math.min(level, solvers.size() - 1));
        }
        return with(changed, fewer);
    }

    /// Another number of steps on the same curve: lambda over the share of steps, linear between the levels.
    ///
    /// @param steps at least 1, or 2 with a step to `sigma = 0`
    public HandMade resampled(int steps) {
        int wanted = Math.max(steps - (toZero ? 1 : 0), 1);
        int had = levels.size() - 1;
        if (had == 0) {
            return this;
        }
        List<NoiseLevel> changed = IntStream.rangeClosed(0, wanted).mapToObj(i -> between((double) i * had / wanted))
            .toList();
        return with(changed, solvers.size() == 1 ? solvers : StepEdit.stretched(solvers, wanted + (toZero ? 1 : 0)));
    }

    /// The level at a place between two of them.
    private NoiseLevel between(double index) {
        int low = Math.min((int) index, levels.size() - 2);
        double share = index - low;
        if (share == 0 || share == 1) {
            return levels.get(low + (int) share);
        }
        NoiseLevel from = levels.get(low);
        NoiseLevel to = levels.get(low + 1);
        return Double.isFinite(from.lambda()) ? schedule.atLambda(from.lambda() + share * (to.lambda() - from.lambda()))
            : schedule.at(from.time() + share * (to.time() - from.time()));
    }

    /// Every inner level goes half of the way to the middle of its neighbours: kinks go, the shape stays.
    public HandMade smoothed() {
        List<NoiseLevel> changed = inner(i -> (levels.get(i).lambda() + middle(levels.get(i - 1), levels.get(i + 1))) / 2);
        return with(changed, solvers);
    }

    /// Levels at equal distances in lambda between the same ends; between infinite ones in time.
    public HandMade even() {
        NoiseLevel first = levels.getFirst();
        NoiseLevel last = levels.getLast();
        double steps = levels.size() - 1;
        return with(inner(i -> Double.isFinite(first.lambda())
            ? first.lambda() + (last.lambda() - first.lambda()) * i / steps
            : schedule.at(first.time() + (last.time() - first.time()) * i / steps).lambda()), solvers);
    }

    /// Levels where the prediction of the model moves, between the same ends; as it is from an infinite one.
    ///
    /// @param motion of the model under this schedule
    public HandMade following(Motion motion) {
        double first = levels.getFirst().lambda();
        if (!Double.isFinite(first)) {
            return this;
        }
        double[] places = motion.spread(first, levels.getLast().lambda(), levels.size() - 1);
        return with(inner(i -> places[i]), solvers);
    }

    /// The same steps in reverse order: what was dense at the noise is dense at the data.
    public HandMade mirrored() {
        NoiseLevel first = levels.getFirst();
        NoiseLevel last = levels.getLast();
        int end = levels.size() - 1;
        return with(inner(i -> Double.isFinite(first.lambda())
            ? first.lambda() + last.lambda() - levels.get(end - i).lambda()
            : schedule.at(first.time() + last.time() - levels.get(end - i).time()).lambda()), solvers);
    }

    /// Every level at the nearest time that a network saw in training, which are the multiples of `1 / trainingSteps` above
    /// 0; levels that would meet become one.
    public HandMade snapped(int trainingSteps) {
        var changed = new ArrayList<NoiseLevel>();
        var kept = new ArrayList<Choice>();
        for (int i = 0; i < levels.size(); i++) {
            double time = Math.max(1, Math.rint(levels.get(i).time() * trainingSteps)) / trainingSteps;
            NoiseLevel level = schedule.at(time);
            boolean apart = changed.isEmpty() || level.lambda() > changed.getLast().lambda();
            if (apart) {
                changed.add(level);
            }
            boolean hasStep = i < solvers.size() && solvers.size() > 1;
            if (hasStep && apart) {
                kept.add(solvers.get(i));
            }
        }
        if (changed.size() + (toZero ? 1 : 0) < 2) {
            return this;
        }
        if (solvers.size() > 1) {
            return with(changed, StepEdit.stretched(kept, changed.size() - (toZero ? 0 : 1)));
        }
        return with(changed, solvers);
    }

    /// With or without a last step to `sigma = 0`, which takes the solver of the step before it.
    public HandMade endingAtZero(boolean wanted) {
        if (wanted == toZero || !wanted && levels.size() < 2) {
            return this;
        }
        var changed = new ArrayList<>(solvers);
        if (solvers.size() > 1 && wanted) {
            changed.add(solvers.getLast());
        } else if (solvers.size() > 1) {
            changed.removeLast();
        }
        return new HandMade(schedule, levels, wanted, changed.isEmpty() ? solvers : changed);
    }

    /// A solver for some steps of a schedule that names one per step.
    ///
    /// @param to exclusive
    public HandMade withSolver(int from, int to, Choice solver) {
        List<Choice> changed = IntStream.range(0, solvers.size())
            .mapToObj(i -> i >= from && i < to ? solver : solvers.get(i)).toList();
        return with(levels, changed);
    }

    private HandMade with(List<NoiseLevel> changed, List<Choice> others) {
        return new HandMade(schedule, changed, toZero, others);
    }

    /// The ends as they are, and other inner levels.
    private List<NoiseLevel> inner(IntToDoubleFunction lambdaOf) {
        if (levels.size() < 3) {
            return levels;
        }
        Stream<NoiseLevel> middle = IntStream.range(1, levels.size() - 1)
            .mapToObj(i -> schedule.atLambda(lambdaOf.applyAsDouble(i)));
        return Stream.of(Stream.of(levels.getFirst()), middle, Stream.of(levels.getLast())).flatMap(s -> s).toList();
    }

    /// A schedule of levels given as numbers, with one solver or one per step of what was there before.
    ///
    /// @throws InvalidGridException naming the number that is no level of the schedule, or is out of order
    public static HandMade of(LevelText.Reading read, NoiseSchedule schedule, List<Choice> solvers) {
        var levels = new ArrayList<NoiseLevel>();
        for (double value : read.values()) {
            try {
                levels.add(read.clock().level(schedule, value));
            } catch (InvalidLevelException e) {
                throw new InvalidGridException("%s is no %s of this noise schedule".formatted(value,
                    read.clock().words()), "read the list as something else, or correct the number");
            }
        }
        int steps = levels.size() - (read.toZero() ? 0 : 1);
        return new HandMade(schedule, levels, read.toZero(),
            solvers.size() == 1 || steps < 1 ? solvers.subList(0, 1) : StepEdit.stretched(solvers, steps));
    }
}
