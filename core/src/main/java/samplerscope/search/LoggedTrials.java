package samplerscope.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import samplerscope.search.surrogate.Certificate;

/// Scores candidates and writes down each one; what an earlier search wrote down is not computed again.
final class LoggedTrials implements Trials {

    private final SearchProblem problem;
    private final Judge judge;
    private final SearchListener listener;
    private final SearchControl control;
    private final int ahead;
    /// What the earlier search has left to tell.
    private final Deque<Evaluation> earlier;
    private final List<Evaluation> log = new ArrayList<>();
    private final Map<Candidate, Evaluation> known = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Gains gains = new Gains();
    private long cost;
    private double nanos;

    /// @param ahead candidates under way at once
    LoggedTrials(SearchProblem problem, Judge judge, SearchState before, SearchListener listener,
                 SearchControl control, int ahead) {
        this.problem = problem;
        this.judge = judge;
        this.listener = listener;
        this.control = control;
        this.ahead = ahead;
        this.earlier = new ArrayDeque<>(before.log());
    }

    @Override
    public SearchProblem problem() {
        return problem;
    }

    @Override
    public SearchState state() {
        return new SearchState(problem.request(), log);
    }

    @Override
    public SearchRandom random(String purpose) {
        return new SearchRandom(problem.request().seed(), purpose);
    }

    @Override
    public void population(List<Evaluation> members) {
        listener.population(members);
    }

    @Override
    public void found(Finding finding) {
        findings.add(finding);
        listener.found(finding);
    }

    @Override
    public void bounded(Certificate.Bounds bounds) {
        listener.bounded(bounds);
    }

    List<Finding> findings() {
        return findings;
    }

    @Override
    public double[] scores(String stage, List<Candidate> candidates) {
        score(stage, candidates, (_, _) -> { });
        return candidates.stream().mapToDouble(c -> known.get(c).score()).toArray();
    }

    /// The log holds no states, so those of schedules that it knows are run once more.
    @Override
    public List<double[]> missed(String stage, List<Candidate> candidates) {
        var missed = new HashMap<Candidate, double[]>();
        score(stage, candidates, (candidate, pending) -> missed.put(candidate, pending.missed()));
        var again = new LinkedHashMap<Candidate, Judge.Pending>();
        candidates.stream().filter(c -> !missed.containsKey(c)).forEach(c -> again.computeIfAbsent(c, judge::begin));
        again.forEach((candidate, pending) -> missed.put(candidate, pending.missed()));
        return candidates.stream().map(missed::get).toList();
    }

    /// @param heard is told of those that are run
    private void score(String stage, List<Candidate> candidates, BiConsumer<Candidate, Judge.Pending> heard) {
        List<Candidate> open = new ArrayList<>(new LinkedHashSet<>(candidates));
        open.removeIf(known::containsKey);
        int replayed = replay(stage, open);
        evaluate(stage, open.subList(replayed, open.size()), heard);
    }

    /// Takes what the earlier search knows.
    private int replay(String stage, List<Candidate> candidates) {
        int count = 0;
        while (count < candidates.size() && !earlier.isEmpty()) {
            Evaluation told = earlier.removeFirst();
            if (!told.candidate().equals(candidates.get(count)) || !told.stage().equals(stage)) {
                throw new UnsearchableException(
                    "entry %d of the earlier search is not what this search would have tried".formatted(told.index()),
                    "go on with the request and the version of the program that began it, or begin anew");
            }
            add(told);
            count++;
        }
        return count;
    }

    private void evaluate(String stage, List<Candidate> candidates, BiConsumer<Candidate, Judge.Pending> heard) {
        var pending = new ArrayDeque<Judge.Pending>();
        int begun = 0;
        long from = System.nanoTime();
        for (Candidate candidate : candidates) {
            checkBudget(nanos + System.nanoTime() - from);
            while (begun < candidates.size() && pending.size() < ahead
                    && (pending.isEmpty() || isWorthBeginning(pending))) {
                pending.add(judge.begin(candidates.get(begun++)));
            }
            Judge.Pending done = pending.removeFirst();
            Judge.Verdict verdict = done.get();
            heard.accept(candidate, done);
            var evaluation = new Evaluation(log.size(), stage, candidate, verdict.value(), verdict.cost());
            add(evaluation);
            listener.evaluated(evaluation);
        }
        nanos += System.nanoTime() - from;
    }

    /// Nothing is begun that the budget in candidates could not take any more.
    private boolean isWorthBeginning(Deque<Judge.Pending> pending) {
        int limit = problem.request().budget().candidates();
        return limit == 0 || log.size() + pending.size() < limit;
    }

    private void checkBudget(double nanosSoFar) {
        if (!control.goesOn()) {
            throw new Ended(SearchResult.Ending.STOPPED);
        }
        if (problem.request().budget().isSpent(log.size(), cost, nanosSoFar / 1e9)) {
            throw new Ended(SearchResult.Ending.BUDGET);
        }
        if (problem.request().budget().isOutOfPatience(gains.since())) {
            throw new Ended(SearchResult.Ending.STALLED);
        }
    }

    private void add(Evaluation evaluation) {
        log.add(evaluation);
        known.put(evaluation.candidate(), evaluation);
        cost += evaluation.cost();
        gains.add(evaluation);
    }
}
