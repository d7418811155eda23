package samplerscope.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Relaxation;
import samplerscope.spec.Choice;

/// Makes schedules out of schedules: small changes of one, mixtures of two, and one evaluation more or less. What comes
/// out is legal and lies in the space.
///
/// Source: Liu et al. 2023, arXiv:2312.07243, App. D and released code (what is changed, and how often).
final class Breeding {

    /// Where all decisions may change, many do in a schedule of many steps, and a good one is lost: as many children
    /// have a single one changed.
    private static final double CHANGES_ONE = 0.5;
    private static final double CHANGES_LEVELS = 0.7;
    private static final double MOVES_LEVEL = 0.5;
    /// Of the logarithm of a step's length: small changes mostly, a large one now and then.
    private static final double[] MOVES = {0.05, 0.15, 0.4};
    private static final double CHANGES_DECISION = 0.2;
    private static final double CHANGES_FIRST = 0.1;
    private static final double CHANGES_SIZE = 0.2;
    private static final double LEAVES_NAMED = 0.15;
    private static final double NUDGES_SLOPE = 0.1;

    private final SearchProblem problem;
    private final SearchSpace space;
    private final SearchRandom random;
    private final CandidateDraws draws;

    Breeding(SearchProblem problem, SearchRandom random) {
        this.problem = problem;
        this.space = problem.space();
        this.random = random;
        this.draws = new CandidateDraws(problem, random);
    }

    /// A changed copy.
    Candidate mutated(Candidate parent) {
        Candidate child = parent;
        if (space.fewest() < space.most() && random.chance(CHANGES_SIZE)) {
            int nfe = Math.clamp(child.nfe() + (random.chance(0.5) ? 1 : -1), space.fewest(), space.most());
            child = resized(child, nfe).orElse(child);
        }
        if (space.steps() instanceof SearchSpace.Steps.Free free) {
            if (random.chance(CHANGES_ONE)) {
                Candidate changed = decidedOnce(child, free);
                return changed.equals(parent) && space.grid() instanceof SearchSpace.Grid.Free ? moved(changed)
                    : changed;
            }
            child = decided(child, free);
        }
        return space.grid() instanceof SearchSpace.Grid.Free && (child.equals(parent) || random.chance(CHANGES_LEVELS))
            ? moved(child) : child;
    }

    /// The first steps of one and the last of another; the lengths of steps likewise, or in between.
    Candidate crossed(Candidate a, Candidate b) {
        if (a.steps().size() != b.steps().size() || a.steps().size() < 2) {
            return a;
        }
        int cut = 1 + random.below(a.steps().size() - 1);
        var steps = new ArrayList<>(a.steps().subList(0, cut));
        steps.addAll(b.steps().subList(cut, b.steps().size()));
        var child = new Candidate(a.times(), a.toZero(), a.first(), steps);
        if (!(space.grid() instanceof SearchSpace.Grid.Free) || a.times().size() < 3) {
            return child;
        }
        double end = a.times().getLast();
        double[] mixed = problem.code(end).code(a.times());
        double[] other = problem.code(b.times().getLast()).code(b.times());
        double share = random.uniform();
        for (int k = 0; k < mixed.length; k++) {
            mixed[k] += share * (other[k] - mixed[k]);
        }
        return child.withTimes(problem.code(end).times(mixed));
    }

    private Candidate moved(Candidate parent) {
        if (parent.times().size() < 3) {
            return parent;
        }
        double end = space.grid() instanceof SearchSpace.Grid.Free(double low, double high) && high > low
            && random.chance(CHANGES_FIRST) ? draws.end() : parent.times().getLast();
        double[] code = problem.code(parent.times().getLast()).code(parent.times());
        double size = MOVES[random.below(MOVES.length)];
        int one = random.below(code.length);
        for (int k = 0; k < code.length; k++) {
            if (k == one || random.chance(MOVES_LEVEL)) {
                code[k] += size * random.normal();
            }
        }
        return parent.withTimes(problem.code(end).times(code));
    }

    private Candidate decided(Candidate parent, SearchSpace.Steps.Free free) {
        Candidate child = random.chance(CHANGES_FIRST) ? withOtherFirst(parent) : parent;
        for (int i = 0; i < child.steps().size(); i++) {
            child = switch (child.steps().get(i)) {
                case StepDecision.Named named -> named.evaluations() == 1 && random.chance(LEAVES_NAMED)
                    ? child.with(i, draws.step(free, i)) : child;
                case StepDecision.Unified unified -> child.with(i, decided(unified, free, i));
            };
        }
        return child;
    }

    /// One decision of one step; the levels stay.
    private Candidate decidedOnce(Candidate parent, SearchSpace.Steps.Free free) {
        int i = random.below(parent.steps().size());
        return switch (parent.steps().get(i)) {
            case StepDecision.Named named -> named.evaluations() == 1 ? parent.with(i, draws.step(free, i)) : parent;
            case StepDecision.Unified step -> parent.with(i, switch (random.below(5)) {
                case 0 -> step.withOrder(draws.order(free));
                case 1 -> step.with(draws.prediction());
                case 2 -> step.withActive(draws.active(free, step.order()));
                case 3 -> step.with(slope(step.relaxation(), free));
                default -> step.with(draws.correction(free, i));
            });
        };
    }

    private StepDecision.Unified decided(StepDecision.Unified step, SearchSpace.Steps.Free free, int index) {
        StepDecision.Unified changed = step;
        if (random.chance(CHANGES_DECISION)) {
            changed = changed.withOrder(draws.order(free));
        }
        if (random.chance(CHANGES_DECISION)) {
            changed = changed.with(draws.prediction());
        }
        if (random.chance(CHANGES_DECISION)) {
            changed = changed.withActive(draws.active(free, changed.order()));
        }
        if (random.chance(CHANGES_DECISION)) {
            changed = changed.with(slope(changed.relaxation(), free));
        }
        if (random.chance(CHANGES_DECISION)) {
            changed = changed.with(draws.correction(free, index));
        }
        return changed;
    }

    private Relaxation slope(Relaxation relaxation, SearchSpace.Steps.Free free) {
        if (relaxation.form() != Relaxation.Form.LINEAR || random.chance(0.3)) {
            Relaxation drawn = draws.relaxation(free);
            return relaxation.form() == Relaxation.Form.LINEAR ? relaxation.withSlope(1, drawn.slope(1)) : drawn;
        }
        return relaxation.withSlope(1, Math.clamp(relaxation.slope(1) + NUDGES_SLOPE * random.normal(),
            -free.mostSlope(), free.mostSlope()));
    }

    /// A formula in place of the first evaluation, or the other way round, at the same number of evaluations.
    private Candidate withOtherFirst(Candidate parent) {
        List<FirstOutput> others = problem.firsts().stream().filter(f -> f != parent.first()).sorted().toList();
        if (others.isEmpty() || !(parent.steps().getFirst() instanceof StepDecision.Unified)) {
            return parent;
        }
        Candidate changed = parent.with(random.of(others));
        return resized(changed, parent.nfe()).orElse(parent);
    }

    /// With steps split or taken out until it has so many evaluations; empty where that cannot be.
    Optional<Candidate> resized(Candidate candidate, int nfe) {
        Candidate changed = candidate;
        while (changed.nfe() != nfe) {
            if (changed.nfe() > nfe && changed.steps().size() < 2) {
                return Optional.empty();
            }
            Candidate next = changed.nfe() < nfe ? longer(changed) : shorter(changed);
            if (next.nfe() == changed.nfe()) {
                return Optional.empty();
            }
            changed = next;
        }
        return space.grid() instanceof SearchSpace.Grid.Fixed(Choice grid) ? onGrid(changed, grid)
            : Optional.of(changed);
    }

    private Optional<Candidate> onGrid(Candidate candidate, Choice grid) {
        return WarmStart.times(problem, grid, candidate.first(), candidate.nfe())
            .filter(times -> times.size() == candidate.times().size()).map(candidate::withTimes);
    }

    /// One step in two.
    private Candidate longer(Candidate candidate) {
        int step = random.below(candidate.times().size() - 1);
        var steps = new ArrayList<>(candidate.steps());
        steps.add(step + 1, steps.get(step).evaluations() == 1 ? steps.get(step) : steps.getLast());
        var times = new ArrayList<>(candidate.times());
        double from = step == 0 ? problem.code().start() : problem.schedule().at(times.get(step)).lambda();
        double to = problem.schedule().at(times.get(step + 1)).lambda();
        times.add(step + 1, problem.schedule().timeOfLambda((from + to) / 2));
        return new Candidate(times, candidate.toZero(), candidate.first(), steps);
    }

    private Candidate shorter(Candidate candidate) {
        if (candidate.times().size() < 3) {
            return candidate;
        }
        int step = 1 + random.below(candidate.times().size() - 2);
        var steps = new ArrayList<>(candidate.steps());
        steps.remove(step);
        var times = new ArrayList<>(candidate.times());
        times.remove(step);
        return new Candidate(times, candidate.toZero(), candidate.first(), steps);
    }
}
