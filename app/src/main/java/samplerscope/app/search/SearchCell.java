package samplerscope.app.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.search.Evaluation;
import samplerscope.search.SearchState;
import samplerscope.search.plan.CellResult;
import samplerscope.search.plan.SearchPlan;

/// One method at one cost from one seed, as far as it has come. On the FX thread only.
public final class SearchCell {

    /// How far a cell is.
    public enum State { WAITING, RUNNING, DONE, BROKEN_OFF, FAILED }

    private final SearchPlan.Cell cell;
    private final List<Evaluation> log = new ArrayList<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private List<Evaluation> population = List.of();
    private State state = State.WAITING;
    private Optional<CellResult> result = Optional.empty();
    private Optional<Problem> problem = Optional.empty();

    SearchCell(SearchPlan.Cell cell) {
        this.cell = cell;
    }

    public SearchPlan.Cell cell() {
        return cell;
    }

    public State state() {
        return state;
    }

    /// All that was evaluated, in order.
    public List<Evaluation> log() {
        return log;
    }

    /// What the method works on now; empty before it has said so.
    public List<Evaluation> population() {
        return population;
    }

    /// What it came to, on noises that it never saw; empty until it has ended.
    public Optional<CellResult> result() {
        return result;
    }

    public Optional<Problem> problem() {
        return problem;
    }

    /// Reasons why candidates have no error, and how many each.
    public Map<String, Integer> failures() {
        return failures;
    }

    /// The least error among the first 1, 2, ... schedules.
    double[] bestSoFar() {
        return new SearchState(cell.request(), log).bestSoFar();
    }

    /// The judged schedule of a cost, if this is it.
    Optional<CellResult.Found> judged(Evaluation e) {
        return result.flatMap(r -> r.found().stream().filter(f -> f.candidate().equals(e.candidate())).findFirst());
    }

    void begin() {
        state = State.RUNNING;
        log.clear(); // it is told again from the start
        failures.clear();
    }

    void add(Evaluation evaluation, Optional<String> failure) {
        log.add(evaluation);
        failure.ifPresent(why -> failures.merge(why, 1, Integer::sum));
    }

    void population(List<Evaluation> members) {
        population = members;
    }

    void end(CellResult done) {
        state = State.DONE;
        result = Optional.of(done);
    }

    void breakOff() {
        state = State.BROKEN_OFF;
    }

    void fail(Problem why) {
        state = State.FAILED;
        problem = Optional.of(why);
    }
}
