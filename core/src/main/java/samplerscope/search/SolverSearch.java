package samplerscope.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import samplerscope.registry.Parameter;

/// Evolution in stages, in which a predictor learned from the schedules evaluated so far chooses which children are
/// worth evaluating.
///
/// First the known solvers on the known grids; then generations of children of the best, many of them bred and few
/// evaluated, those that are predicted to be best or might be; at last the levels and relaxations of the best are
/// refined by least squares, in turn with further generations. Where only sets of samples are compared, by the simplex
/// of Nelder and Mead instead. The predictor of the paper is a network; here it is a Gaussian process on the same
/// description of a schedule, which a few hundred evaluations suffice for.
///
/// Source: Liu et al. 2023, arXiv:2312.07243, Sec. 4 (S3); the refinement is this project's.
final class SolverSearch implements SearchMethod {

    private static final Parameter PARENTS = Parameter.whole("parents", "parents",
        "the best of each number of evaluations, of which children are made", 15, 2, 200);
    private static final Parameter BRED = Parameter.whole("bred", "bred", "children that the predictor chooses from",
        200, 8, 5000);
    private static final Parameter EVALUATED = Parameter.whole("evaluated", "evaluated", "children evaluated of each "
        + "generation", 12, 1, 500);
    private static final Parameter REFINED = Parameter.real("refined", "refined",
        "share of the budget for refining levels and relaxations of the best", 0.4, 0, 0.9);

    static final MethodFamily FAMILY = new MethodFamily("s3", "S3 (solver schedule search)",
        "Liu et al. 2023, arXiv:2312.07243, Sec. 4", List.of(PARENTS, BRED, EVALUATED, REFINED, WarmStart.PARAMETER),
        true, s -> new SolverSearch(s.whole(PARENTS.id()), s.whole(BRED.id()), s.whole(EVALUATED.id()),
            s.number(REFINED.id()), s.flag(WarmStart.PARAMETER.id())));

    private static final int FOUNDERS = 24;
    private static final double CROSSED = 0.5;
    /// How far below its mean a prediction is counted, in standard deviations: what is unknown gets a chance.
    private static final double HOPE = 0.5;
    private static final int MOST_LEARNED = 300;
    private static final int PATIENCE = 10;
    /// Where the budget is not in candidates, generations between two refinements.
    private static final int GENERATIONS = 20;
    private static final int REFINEMENT = 150;
    /// Schedules that a round of refinement begins with: the first, and those after a generation.
    private static final int BEGUN = 4;
    private static final int BEGUN_LATER = 2;
    private static final double[] SIZES = {0.2, 0.1, 0.05, 0.02};

    private final int parents;
    private final int bred;
    private final int evaluated;
    private final double refined;
    private final boolean warm;

    private SolverSearch(int parents, int bred, int evaluated, double refined, boolean warm) {
        this.parents = parents;
        this.bred = bred;
        this.evaluated = evaluated;
        this.refined = refined;
        this.warm = warm;
    }

    @Override
    public void search(Trials trials) {
        found(trials);
        var evolution = new Evolution(trials);
        int limit = trials.problem().request().budget().candidates();
        if (limit > 0) {
            evolution.until((int) ((1 - refined) * limit));
            refine(trials, evolution, limit);
        }
        while (evolution.generations(GENERATIONS)) {
            refine(trials, evolution, trials.state().log().size() + REFINEMENT);
        }
    }

    private void found(Trials trials) {
        if (warm) {
            Starts.warm(trials);
        }
        if (trials.state().log().size() < FOUNDERS) {
            var draws = new CandidateDraws(trials.problem(), trials.random("founders"));
            trials.scores("founders", Stream.generate(draws::next).limit(FOUNDERS).toList());
        }
    }

    /// The best of each number of evaluations in turn, a generation of children after each round, until so many are
    /// evaluated: a child of what was refined begins where its parent ended.
    private void refine(Trials trials, Evolution evolution, int until) {
        if (!(trials.problem().request().objective() instanceof Objective.ToPath)) {
            simplices(trials, until);
            return;
        }
        List<Refinement> refinements = trials.state().bestPerNfe().reversed().stream()
            .map(e -> new Refinement(trials, e.nfe())).toList();
        int starts = BEGUN;
        for (int barren = 0; trials.state().log().size() < until && barren < PATIENCE;) {
            int before = trials.state().log().size();
            for (int i = 0; i < refinements.size(); i++) {
                int now = trials.state().log().size();
                refinements.get(i).round(starts, now + (until - now) / (refinements.size() - i));
            }
            starts = BEGUN_LATER;
            evolution.generations(1);
            barren = trials.state().log().size() > before ? 0 : barren + 1;
        }
    }

    /// With simplices of falling size, where there is nothing but the score.
    private static void simplices(Trials trials, int until) {
        for (double size : SIZES) {
            List<Candidate> best = Starts.best(trials);
            for (int i = 0; i < best.size(); i++) {
                int left = until - trials.state().log().size();
                int share = size == SIZES[SIZES.length - 1] && i == best.size() - 1 ? left
                    : left / Math.max(2, best.size());
                if (share > 0) {
                    NelderMead.refine(trials, Refinement.STAGE, best.get(i), size, share);
                }
            }
        }
    }

    /// Generations of children.
    private final class Evolution {

        private final Trials trials;
        private final SearchRandom random;
        private final Breeding breeding;
        private final Features features;

        Evolution(Trials trials) {
            this.trials = trials;
            this.random = trials.random("s3");
            this.breeding = new Breeding(trials.problem(), random);
            this.features = Features.of(trials.problem());
        }

        void until(int candidates) {
            int barren = 0;
            while (trials.state().log().size() < candidates && barren < PATIENCE) {
                barren = generation() ? 0 : barren + 1;
            }
        }

        /// @return whether any of them found something new to evaluate
        boolean generations(int count) {
            boolean found = false;
            for (int i = 0; i < count; i++) {
                found |= generation();
            }
            return found;
        }

        /// @return whether there was something new to evaluate
        private boolean generation() {
            List<Evaluation> best = best();
            trials.population(best);
            int before = trials.state().log().size();
            trials.scores("evolution", chosen(children(best)));
            return trials.state().log().size() > before;
        }

        /// Members with different numbers of evaluations do not compete.
        private List<Evaluation> best() {
            Map<Integer, List<Evaluation>> byNfe = new LinkedHashMap<>();
            trials.state().log().stream().filter(Evaluation::isFinite)
                .sorted(Comparator.comparingDouble(Evaluation::score))
                .forEach(e -> byNfe.computeIfAbsent(e.nfe(), _ -> new ArrayList<>()).add(e));
            return byNfe.values().stream().flatMap(list -> list.stream().limit(parents)).toList();
        }

        private List<Candidate> children(List<Evaluation> best) {
            Set<Candidate> known = new LinkedHashSet<>();
            trials.state().log().forEach(e -> known.add(e.candidate()));
            Set<Candidate> children = new LinkedHashSet<>();
            for (int i = 0; i < bred; i++) {
                Candidate parent = random.of(best).candidate();
                Candidate mixed = random.chance(CROSSED) ? breeding.crossed(parent, random.of(best).candidate())
                    : parent;
                Candidate child = breeding.mutated(mixed);
                if (!known.contains(child)) {
                    children.add(child);
                }
            }
            return List.copyOf(children);
        }

        /// The most promising, each predicted among those of its own number of evaluations.
        private List<Candidate> chosen(List<Candidate> children) {
            record Ranked(Candidate candidate, double hoped) {}
            var ranked = new ArrayList<Ranked>();
            Map<Integer, List<Candidate>> byNfe = new LinkedHashMap<>();
            children.forEach(c -> byNfe.computeIfAbsent(c.nfe(), _ -> new ArrayList<>()).add(c));
            byNfe.forEach((nfe, group) -> {
                List<Evaluation> learned = learned(nfe);
                if (learned.size() < 2) {
                    group.forEach(c -> ranked.add(new Ranked(c, 0)));
                    return;
                }
                double best = StrictMath.log(learned.getFirst().score());
                Surrogate surrogate = Surrogate.fit(
                    learned.stream().map(e -> features.of(e.candidate())).toArray(double[][]::new),
                    learned.stream().mapToDouble(Evaluation::score).toArray());
                for (Candidate c : group) {
                    var predicted = surrogate.at(features.of(c));
                    // Against the best of its own number: a large budget is no merit of a schedule.
                    ranked.add(new Ranked(c, predicted.mean() - HOPE * predicted.spread() - best));
                }
            });
            return ranked.stream().sorted(Comparator.comparingDouble(Ranked::hoped)).limit(evaluated)
                .map(Ranked::candidate).toList();
        }

        private List<Evaluation> learned(int nfe) {
            return trials.state().log().stream().filter(e -> e.nfe() == nfe && e.isFinite() && e.score() > 0)
                .sorted(Comparator.comparingDouble(Evaluation::score)).limit(MOST_LEARNED).toList();
        }
    }
}
