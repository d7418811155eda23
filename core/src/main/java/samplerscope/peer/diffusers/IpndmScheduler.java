package samplerscope.peer.diffusers;

import static samplerscope.schedule.Parameterization.NOISE;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.past;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.Collections;
import samplerscope.peer.LambdaPath;
import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.Op;
import samplerscope.solver.Solver;
import samplerscope.solver.Step;
import samplerscope.solver.StepRequest;
import samplerscope.solver.Strategy;

/// `IPNDMScheduler`: iPNDM on a sine schedule of its own, `sigma = sin^2(pi u / 2)`, from where there is no signal at all. The
/// first step takes the data for 0, and its output stays in the average.
record IpndmScheduler() implements Peer {

    private static final double[][] WEIGHTS = {
        {1}, {3.0 / 2, -1.0 / 2}, {23.0 / 12, -16.0 / 12, 5.0 / 12}, {55.0 / 24, -59.0 / 24, 37.0 / 24, -9.0 / 24}};

    @Override
    public String program() {
        return Diffusers.PROGRAM;
    }

    @Override
    public String sampler() {
        return "IPNDMScheduler";
    }

    @Override
    public Playable playable(RecordedRun run, Problems problems) {
        run.options().knowingOnly("num_train_timesteps");
        int n = run.steps();
        var levels = new ArrayList<NoiseLevel>();
        for (int i = 0; i <= n; i++) {
            double s = StrictMath.sin((double) (n - i) / n * StrictMath.PI / 2);
            double sigma = s * s;
            levels.add(new NoiseLevel(i, StrictMath.sqrt(1 - sigma * sigma), sigma));
        }
        return Replay.of(new Strategy(LambdaPath.PRESERVING, new TimeGrid(levels), Collections.nCopies(n, new Average())))
            .speaking(Parameterization.VELOCITY);
    }

    /// The average with outputs from where there is no signal too.
    private record Average() implements Solver {
        @Override
        public Step plan(StepRequest r) {
            NoiseLevel s = r.from();
            NoiseLevel t = r.to();
            double keep = s.alpha() == 0 ? 0 : t.alpha() / s.alpha();
            double gain = t.sigma() - keep * s.sigma();
            double[] w = WEIGHTS[StrictMath.min(4, r.past().size() + 1) - 1];
            var terms = new ArrayList<Op.Term>();
            terms.add(term(keep, X));
            for (int j = 0; j < w.length; j++) {
                terms.add(term(gain * w[j], j == 0 ? work(0) : past(j - 1, NOISE)));
            }
            return new Step(s, t, new Op.Evaluate(work(0), X, s, NOISE), combine(X, terms));
        }
    }
}
