package samplerscope.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import samplerscope.registry.Setting;
import samplerscope.solver.FirstOutput;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;

/// A solver schedule as a search sees it: the levels of a run and the decision taken at each step. An immutable value
/// that is compared, hashed, saved, and turned into an ordinary spec, so that what was found opens in the schedule
/// editor and runs without a search.
///
/// Source: Liu et al. 2023, arXiv:2312.07243, Sec. 3.
///
/// @param times  of the levels with noise, on the clock of the noise schedule, both ends included, strictly falling
/// @param toZero whether a last step to `sigma = 0` follows
/// @param first  where the first output comes from: anything but the model saves one evaluation; the model where the
///               first step is a named solver, which decides for itself
/// @param steps  one decision per step
public record Candidate(List<Double> times, boolean toZero, FirstOutput first, List<StepDecision> steps) {

    private static final Choice LIST = Choice.of("list").with("clock", new Setting.Word("time"));

    public Candidate {
        times = List.copyOf(times);
        steps = List.copyOf(steps);
        int intervals = times.size() - (toZero ? 0 : 1);
        if (intervals < 1) {
            throw new InvalidCandidateException("a schedule has %d levels".formatted(times.size()),
                "keep at least where to start and where to stop");
        }
        for (int i = 0; i < times.size(); i++) {
            if (!Double.isFinite(times.get(i)) || i > 0 && !(times.get(i) < times.get(i - 1))) {
                throw new InvalidCandidateException("time %d of a schedule is %s".formatted(i, times.get(i)),
                    "order finite times from noise to data, each one once");
            }
        }
        if (steps.size() != intervals) {
            throw new InvalidCandidateException("%d decisions stand beside %d steps".formatted(steps.size(), intervals),
                "give one per step");
        }
        if (first != FirstOutput.MODEL && steps.getFirst() instanceof StepDecision.Named(Choice solver, int _)) {
            throw new InvalidCandidateException("the first output is %s, but %s takes the first step".formatted(
                first.word(), solver.id()), "let the model make the first output of a named solver");
        }
    }

    /// Model evaluations of one sample, before guidance multiplies their cost.
    public int nfe() {
        return steps.stream().mapToInt(StepDecision::evaluations).sum() - (first == FirstOutput.MODEL ? 0 : 1);
    }

    /// A spec that runs this schedule on the model, the noise and the guidance of another.
    public RunSpec.Denoise in(RunSpec.Denoise spec) {
        Choice grid = LIST.with("values", new Setting.Numbers(times)).with("to-zero", new Setting.Flag(toZero));
        List<Choice> solvers = IntStream.range(0, steps.size())
            .mapToObj(i -> steps.get(i).choice(i == 0 ? first : FirstOutput.MODEL)).toList();
        return spec.withGrid(grid).withSolvers(solvers);
    }

    /// The same decisions at other times.
    ///
    /// @throws InvalidCandidateException unless there are as many
    public Candidate withTimes(List<Double> changed) {
        return new Candidate(changed, toZero, first, steps);
    }

    public Candidate with(int step, StepDecision decision) {
        var changed = new ArrayList<>(steps);
        changed.set(step, decision);
        return new Candidate(times, toZero, first, changed);
    }

    public Candidate with(FirstOutput changed) {
        return new Candidate(times, toZero, changed, steps);
    }
}
