package samplerscope.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import samplerscope.registry.Parameter;

/// Evolution in which the oldest die, not the worst: what is good only by luck is forgotten. A child is a changed copy
/// of the best of a few members drawn.
///
/// Source: Real et al. 2019, arXiv:1802.01548, Algorithm 1.
final class AgingEvolution implements SearchMethod {

    private static final Parameter POPULATION = Parameter.whole("population", "population", "members alive", 60, 4,
        1000);
    private static final Parameter SAMPLE = Parameter.whole("sample", "sample", "members that a parent is the best of",
        15, 1, 1000);

    static final MethodFamily FAMILY = new MethodFamily("evolution", "Aging evolution",
        "Real et al. 2019, arXiv:1802.01548, Algorithm 1", List.of(POPULATION, SAMPLE, WarmStart.PARAMETER), true,
        s -> new AgingEvolution(s.whole(POPULATION.id()), s.whole(SAMPLE.id()), s.flag(WarmStart.PARAMETER.id())));

    /// Children per generation: as many can be evaluated at once.
    private static final int CHILDREN = 8;
    private static final double CROSSED = 0.3;
    /// Generations without anything new after which a small space is taken to be seen.
    private static final int PATIENCE = 50;

    private final int size;
    private final int sample;
    private final boolean warm;

    private AgingEvolution(int size, int sample, boolean warm) {
        this.size = size;
        this.sample = sample;
        this.warm = warm;
    }

    @Override
    public void search(Trials trials) {
        var random = trials.random("evolution");
        var breeding = new Breeding(trials.problem(), random);
        var alive = new ArrayDeque<>(founders(trials, random));
        int barren = 0;
        while (barren < PATIENCE) {
            trials.population(List.copyOf(alive));
            int before = trials.state().log().size();
            List<Candidate> children = new ArrayList<>();
            for (int i = 0; i < CHILDREN; i++) {
                children.add(child(List.copyOf(alive), random, breeding));
            }
            trials.scores("evolution", children);
            List<Evaluation> born = trials.state().log().subList(before, trials.state().log().size());
            alive.addAll(born);
            while (alive.size() > size) {
                alive.removeFirst();
            }
            barren = born.isEmpty() ? barren + 1 : 0;
        }
    }

    /// The best of the known schedules, the best youngest, and schedules drawn up to the size of the population.
    private List<Evaluation> founders(Trials trials, SearchRandom random) {
        if (warm) {
            Starts.warm(trials);
        }
        var draws = new CandidateDraws(trials.problem(), random);
        var drawn = new ArrayList<Candidate>();
        for (int i = trials.state().log().size(); i < size; i++) {
            drawn.add(draws.next());
        }
        trials.scores("founders", drawn);
        return trials.state().log().stream().sorted(Comparator.comparingDouble(Evaluation::score)).limit(size).toList()
            .reversed();
    }

    private Candidate child(List<Evaluation> alive, SearchRandom random, Breeding breeding) {
        Candidate parent = parent(alive, random);
        return breeding.mutated(random.chance(CROSSED) ? breeding.crossed(parent, parent(alive, random)) : parent);
    }

    /// Members with different numbers of evaluations do not compete: first one is drawn, then the best of its kind.
    private Candidate parent(List<Evaluation> alive, SearchRandom random) {
        int nfe = random.of(alive).nfe();
        Evaluation best = random.of(alive);
        for (int i = 1; i < sample; i++) {
            Evaluation other = random.of(alive);
            boolean better = other.nfe() == nfe && (best.nfe() != nfe || other.score() < best.score());
            best = better ? other : best;
        }
        return best.candidate();
    }
}
