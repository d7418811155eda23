package samplerscope.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// How far a search has come: all that it evaluated, in order. Methods are functions of what was asked for and of this,
/// so a search that is given its own state goes on as if it had never stopped, bit for bit.
public record SearchState(SearchRequest request, List<Evaluation> log) {

    public SearchState {
        log = List.copyOf(log);
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).index() != i) {
                throw new InvalidCandidateException("entry %d of a search has the index %d".formatted(i,
                    log.get(i).index()), "keep the entries of a log in their order, each one once");
            }
        }
    }

    public static SearchState begin(SearchRequest request) {
        return new SearchState(request, List.of());
    }

    public SearchState with(Evaluation next) {
        var longer = new ArrayList<>(log);
        longer.add(next);
        return new SearchState(request, longer);
    }

    /// The best of all; the earliest of equals.
    public Optional<Evaluation> best() {
        return log.stream().filter(Evaluation::isFinite).min(Comparator.comparingDouble(Evaluation::score));
    }

    /// The best of each number of model evaluations, by rising number.
    public List<Evaluation> bestPerNfe() {
        var best = new TreeMap<Integer, Evaluation>();
        log.stream().filter(Evaluation::isFinite)
            .forEach(e -> best.merge(e.nfe(), e, (old, other) -> other.score() < old.score() ? other : old));
        return List.copyOf(best.values());
    }

    /// What nothing beats with as few model evaluations, by rising number and falling score.
    public List<Evaluation> front() {
        var front = new ArrayList<Evaluation>();
        for (Evaluation e : bestPerNfe()) {
            if (front.isEmpty() || e.score() < front.getLast().score()) {
                front.add(e);
            }
        }
        return List.copyOf(front);
    }

    /// The least score among the first 1, 2, ... entries.
    public double[] bestSoFar() {
        var curve = new double[log.size()];
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < curve.length; i++) {
            best = Math.min(best, log.get(i).score());
            curve[i] = best;
        }
        return curve;
    }

    /// Network evaluations spent so far, over all noises.
    public long cost() {
        return log.stream().mapToLong(Evaluation::cost).sum();
    }
}
