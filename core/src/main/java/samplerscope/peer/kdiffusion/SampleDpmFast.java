package samplerscope.peer.kdiffusion;

import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import samplerscope.peer.LambdaPath;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.Ancestral;
import samplerscope.solver.DpmFast;
import samplerscope.solver.MultistepForm;
import samplerscope.solver.Op;
import samplerscope.solver.Solver;
import samplerscope.solver.Step;
import samplerscope.solver.StepRequest;
import samplerscope.solver.Strategy;

/// `sample_dpm_fast`: a budget of evaluations packed into single-step DPM-Solvers of order 3, and a shorter one at the end, on
/// even steps in lambda. Its ancestral steps never go below the end of the run.
record SampleDpmFast() implements Peer {

    @Override
    public String program() {
        return KDiffusion.PROGRAM;
    }

    @Override
    public String sampler() {
        return "sample_dpm_fast";
    }

    @Override
    public Playable playable(RecordedRun run, Problems problems) {
        Options options = run.options().knowingOnly("eta", "s_noise");
        double[] ends = KDiffusion.ends(run);
        int budget = run.steps();
        int steps = DpmFast.steps(budget);
        var levels = new ArrayList<NoiseLevel>();
        var solvers = new ArrayList<Solver>();
        NoiseLevel end = LambdaPath.EXPLODING.at(-StrictMath.log(ends[1]));
        for (int i = 0; i <= steps; i++) {
            double from = -StrictMath.log(ends[0]);
            levels.add(LambdaPath.EXPLODING.at(from + (-StrictMath.log(ends[1]) - from) * i / steps));
            if (i < steps) {
                Solver solver = DpmFast.solver(MultistepForm.NOISE, DpmFast.order(i, steps, budget % 3));
                solvers.add(new Bounded(solver, options.number("eta", 0), end));
            }
        }
        return Replay.of(new Strategy(LambdaPath.EXPLODING, new TimeGrid(levels), solvers))
            .speaking(Parameterization.DATA)
            .drawing(NoiseUse.ONE_PER_STEP.times(options.number("s_noise", 1)));
    }

    /// Ancestral, but never below a level.
    private record Bounded(Solver inner, double eta, NoiseLevel lowest) implements Solver {
        @Override
        public Step plan(StepRequest r) {
            if (eta == 0) {
                return inner.plan(r);
            }
            NoiseLevel t = r.to();
            NoiseLevel split = Ancestral.Split.of(r, t, eta).down();
            NoiseLevel down = split.lambda() < lowest.lambda() ? split : lowest;
            var ops = new ArrayList<>(inner.plan(r.between(r.from(), down)).ops());
            double up = StrictMath.sqrt(StrictMath.max(0, t.sigma() * t.sigma() - down.sigma() * down.sigma()));
            ops.add(new Op.Draw(work(9), 0));
            ops.add(combine(X, term(1, X), term(up, work(9))));
            return new Step(r.from(), t, ops);
        }
    }
}
