package samplerscope.search;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import samplerscope.registry.Parameter;
import samplerscope.solver.Relaxation;

/// Learns, number by number and decision by decision, how often good schedules have a value and how often bad ones,
/// draws from the good, and evaluates those that are most typical of good against bad.
///
/// Source: Bergstra et al. 2011, Algorithms for hyper-parameter optimization, Sec. 4 (TPE).
final class ParzenSearch implements SearchMethod {

    private static final Parameter GOOD = Parameter.real("good", "good", "share of the schedules that count as good",
        0.15, 0.02, 0.5);
    private static final Parameter DRAWN = Parameter.whole("drawn", "drawn", "schedules drawn for each one evaluated",
        24, 1, 500);

    static final MethodFamily FAMILY = new MethodFamily("tpe", "Parzen estimators (TPE)",
        "Bergstra et al. 2011, Algorithms for hyper-parameter optimization, Sec. 4",
        List.of(GOOD, DRAWN, WarmStart.PARAMETER), true,
        s -> new ParzenSearch(s.number(GOOD.id()), s.whole(DRAWN.id()), s.flag(WarmStart.PARAMETER.id())));

    private static final int FOUNDERS = 24;
    private static final int EVALUATED = 6;
    private static final int PATIENCE = 30;
    private static final int FEWEST_GOOD = 4;
    /// Of drawing anew what good schedules have.
    private static final double FRESH = 0.1;
    /// Of a kernel on numbers, which are logarithms of lengths, and slopes.
    private static final double WIDTH = 0.15;
    /// What a decision that no schedule has counts as.
    private static final double PRIOR = 0.5;

    private final double good;
    private final int drawn;
    private final boolean warm;

    private ParzenSearch(double good, int drawn, boolean warm) {
        this.good = good;
        this.drawn = drawn;
        this.warm = warm;
    }

    @Override
    public void search(Trials trials) {
        if (warm) {
            Starts.warm(trials);
        }
        SearchRandom random = trials.random("tpe");
        var draws = new CandidateDraws(trials.problem(), random);
        trials.scores("founders", IntStream.range(0, FOUNDERS).mapToObj(_ -> draws.next()).toList());
        for (int barren = 0; barren < PATIENCE; ) {
            int before = trials.state().log().size();
            // Schedules of different numbers of evaluations, or of steps, have different numbers and do not mix.
            Candidate kind = random.of(trials.state().bestPerNfe()).candidate();
            trials.scores("tpe", new Parzen(trials, kind, random, draws).chosen());
            barren = trials.state().log().size() > before ? 0 : barren + 1;
        }
    }

    /// One round among the schedules that are built like one of them.
    private final class Parzen {

        private final SearchProblem problem;
        private final Candidate kind;
        private final SearchRandom random;
        private final CandidateDraws draws;
        private final List<Genes> best;
        private final List<Genes> rest;

        /// A schedule taken apart.
        private record Genes(double[] numbers, List<Object> decisions, Candidate candidate) {}

        Parzen(Trials trials, Candidate kind, SearchRandom random, CandidateDraws draws) {
            this.problem = trials.problem();
            this.kind = kind;
            this.random = random;
            this.draws = draws;
            List<Genes> sorted = trials.state().log().stream().filter(Evaluation::isFinite)
                .filter(e -> isAlike(e.candidate())).sorted(Comparator.comparingDouble(Evaluation::score))
                .map(e -> genes(e.candidate())).toList();
            int count = Math.min(sorted.size(), Math.max(FEWEST_GOOD, (int) (good * sorted.size())));
            this.best = sorted.subList(0, count);
            this.rest = sorted.subList(count, sorted.size());
        }

        private boolean isAlike(Candidate other) {
            return other.nfe() == kind.nfe() && other.steps().size() == kind.steps().size()
                && other.first() == kind.first();
        }

        List<Candidate> chosen() {
            record Ranked(Candidate candidate, double typical) {}
            return IntStream.range(0, drawn * EVALUATED).mapToObj(_ -> drawn()).filter(this::isAlike).map(c -> {
                Genes genes = genes(c);
                return new Ranked(c, density(best, genes) - density(rest, genes));
            }).sorted(Comparator.comparingDouble(Ranked::typical).reversed()).limit(EVALUATED).map(Ranked::candidate)
                .toList();
        }

        /// Each number and each decision from some good schedule.
        private Candidate drawn() {
            Candidate ends = random.of(best).candidate();
            var steps = new ArrayList<StepDecision>();
            for (int i = 0; i < kind.steps().size(); i++) {
                steps.add(step(i));
            }
            var candidate = new Candidate(ends.times(), kind.toZero(), kind.first(), steps);
            if (!(problem.space().grid() instanceof SearchSpace.Grid.Free) || ends.times().size() < 3) {
                return candidate;
            }
            var code = new double[ends.times().size() - 1];
            for (int k = 0; k < code.length; k++) {
                code[k] = random.of(best).numbers()[k] + WIDTH * random.normal();
            }
            return candidate.withTimes(problem.code(ends.times().getLast()).times(code));
        }

        private StepDecision step(int i) {
            StepDecision core = random.of(best).candidate().steps().get(i);
            boolean fixed = problem.space().steps() instanceof SearchSpace.Steps.Fixed;
            if (!fixed && random.chance(FRESH)) {
                core = draws.step((SearchSpace.Steps.Free) problem.space().steps(), i);
            }
            if (core instanceof StepDecision.Unified unified
                && random.of(best).candidate().steps().get(i) instanceof StepDecision.Unified other) {
                core = unified.with(other.correction()).with(random.chance(0.5) ? other.relaxation()
                    : nudged(unified.relaxation()));
            }
            return core;
        }

        private Relaxation nudged(Relaxation relaxation) {
            double most = problem.space().steps() instanceof SearchSpace.Steps.Free free ? free.mostSlope() : 0;
            return relaxation.form() != Relaxation.Form.LINEAR ? relaxation
                : relaxation.withSlope(1, Math.clamp(relaxation.slope(1) + WIDTH / 3 * random.normal(), -most, most));
        }

        private Genes genes(Candidate candidate) {
            double[] code = problem.code(candidate.times().getLast()).code(candidate.times());
            int levels = code.length;
            var numbers = new double[levels + candidate.steps().size()];
            System.arraycopy(code, 0, numbers, 0, levels);
            var decisions = new ArrayList<Object>();
            for (int i = 0; i < candidate.steps().size(); i++) {
                switch (candidate.steps().get(i)) {
                    case StepDecision.Unified u -> {
                        numbers[levels + i] = 3 * u.relaxation().slope(1);
                        decisions.add(u.with(Relaxation.NONE).with(Optional.empty()));
                        decisions.add(u.correction());
                    }
                    case StepDecision.Named named -> {
                        decisions.add(named);
                        decisions.add(Optional.empty());
                    }
                }
            }
            return new Genes(numbers, decisions, candidate);
        }

        /// The logarithm of the product over numbers and decisions.
        private static double density(List<Genes> members, Genes of) {
            double sum = 0;
            for (int k = 0; k < of.numbers().length; k++) {
                int at = k;
                sum += log(mean(members, g -> exp(-square((g.numbers()[at] - of.numbers()[at]) / WIDTH) / 2)));
            }
            for (int k = 0; k < of.decisions().size(); k++) {
                int at = k;
                sum += log(mean(members, g -> g.decisions().get(at).equals(of.decisions().get(at)) ? 1.0 : 0));
            }
            return sum;
        }

        private static double mean(List<Genes> members, Function<Genes, Double> value) {
            double sum = PRIOR;
            for (Genes g : members) {
                sum += value.apply(g);
            }
            return sum / (members.size() + 1);
        }

        private static double square(double x) {
            return x * x;
        }
    }
}
