package samplerscope.peer.kdiffusion;

import static java.lang.StrictMath.log;

import java.util.Optional;
import samplerscope.peer.AdaptiveReplay;
import samplerscope.peer.LambdaPath;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.run.AdaptiveSettings;
import samplerscope.run.StepControl;
import samplerscope.solver.DpmPair;
import samplerscope.solver.MultistepForm;
import samplerscope.solver.SlopeForm;

/// `sample_dpm_adaptive`: DPM-Solver-12 or -23 under a PID controller, with one error for the whole batch. It records a state
/// for each attempt and draws noise for accepted ones only.
record SampleDpmAdaptive() implements Peer {

    /// Of the error, where noise is added.
    private static final double STOCHASTIC_ORDER = 1.5;

    @Override
    public String program() {
        return KDiffusion.PROGRAM;
    }

    @Override
    public String sampler() {
        return "sample_dpm_adaptive";
    }

    @Override
    public Playable playable(RecordedRun run, Problems problems) {
        Options o = run.options().knowingOnly("order", "rtol", "atol", "h_init", "pcoeff", "icoeff", "dcoeff",
            "accept_safety", "eta", "s_noise");
        double[] ends = KDiffusion.ends(run);
        return new AdaptiveReplay(LambdaPath.EXPLODING, LambdaPath.EXPLODING.at(-log(ends[0])),
            LambdaPath.EXPLODING.at(-log(ends[1])), settings(o), Optional.empty(), Optional.empty(),
            NoiseUse.ONE_PER_DRAW.times(o.number("s_noise", 1)), true);
    }

    private static AdaptiveSettings settings(Options o) {
        int order = o.whole("order", 3);
        double eta = o.number("eta", 0);
        var gains = StepControl.Pid.Gains.of(o.number("pcoeff", 0), o.number("icoeff", 1), o.number("dcoeff", 0),
            eta == 0 ? order : STOCHASTIC_ORDER);
        return new AdaptiveSettings(new DpmPair(MultistepForm.NOISE, order, SlopeForm.MIDPOINT),
            StepControl.Pid.starting(StrictMath.abs(o.number("h_init", 0.05)), gains, o.number("accept_safety", 0.81)),
            o.number("rtol", 0.05), o.number("atol", 0.0078), AdaptiveSettings.ErrorNorm.WHOLE_BATCH, eta,
            AdaptiveSettings.Arrival.NEAR_IN_LAMBDA);
    }
}
