package samplerscope.search;

import java.util.ArrayList;
import java.util.List;
import samplerscope.registry.Parameter;

/// Moves one level at a time, both ways, and keeps what is better; halves its stride when nothing is.
final class CoordinateDescent implements SearchMethod {

    private static final Parameter STRIDE = Parameter.real("stride", "stride",
        "first move of a level, as a share of its distance to the next", 0.4, 0.01, 0.9);

    static final MethodFamily FAMILY = new MethodFamily("coordinate", "Coordinate descent",
        "Sabour et al. 2024, arXiv:2404.14507, Sec. 3.3, on the error itself", List.of(STRIDE, WarmStart.PARAMETER),
        true, s -> new CoordinateDescent(s.number(STRIDE.id()), s.flag(WarmStart.PARAMETER.id())));

    private static final double SMALLEST = 1e-3;

    private final double stride;
    private final boolean warm;

    private CoordinateDescent(double stride, boolean warm) {
        this.stride = stride;
        this.warm = warm;
    }

    @Override
    public void search(Trials trials) {
        for (Candidate start : Starts.of(trials, warm)) {
            descend(trials, start);
        }
    }

    private void descend(Trials trials, Candidate start) {
        Candidate best = start;
        double score = trials.score("coordinate", start);
        for (double share = stride; share > SMALLEST; share /= 2) {
            boolean moved = true;
            while (moved) {
                moved = false;
                for (int level = 1; level < best.times().size() - 1; level++) {
                    List<Candidate> tried = List.of(moved(trials.problem(), best, level, share),
                        moved(trials.problem(), best, level, -share));
                    double[] scores = trials.scores("coordinate", tried);
                    int better = scores[0] < scores[1] ? 0 : 1;
                    if (scores[better] < score) {
                        best = tried.get(better);
                        score = scores[better];
                        moved = true;
                    }
                }
            }
        }
    }

    /// One level nearer to the next (above 0) or to the one before it.
    private static Candidate moved(SearchProblem problem, Candidate candidate, int level, double share) {
        var times = new ArrayList<>(candidate.times());
        double here = problem.schedule().at(times.get(level)).lambda();
        int towards = level + (share > 0 ? 1 : -1);
        double there = towards == 0 ? problem.code().start() : problem.schedule().at(times.get(towards)).lambda();
        times.set(level, problem.schedule().timeOfLambda(here + Math.abs(share) * (there - here)));
        return candidate.withTimes(times);
    }
}
