package samplerscope.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import samplerscope.metric.Estimate;
import samplerscope.metric.PathError;
import samplerscope.model.ExactLaw;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Outcome;
import samplerscope.run.Progress;
import samplerscope.run.ReferencePath;
import samplerscope.run.Snapshot;
import samplerscope.run.StepRecord;
import samplerscope.run.Trajectory;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Inversion;
import samplerscope.solver.Plan;
import samplerscope.tensor.Shape;

/// Data encoded to latents by the ODE run backwards, and decoded again: what comes back, and what the way there was worth.
///
/// A solver that is exact comes back exactly. The converse does not hold: for a formula of even order the leading errors of
/// a step and of its way back cancel, so that the round trip closes one order faster than either way is followed. That is
/// why the way there is also compared with the exact path.
///
/// Source: Song et al. 2021, arXiv:2010.02502, Sec. 5.4 (reconstruction); of steps and their way back: Hairer, Lubich &
/// Wanner 2006, Geometric Numerical Integration, Sec. V.1.
///
/// @param inversion what was run
/// @param data      what was encoded, shape [B, ...]; `x_0` where the grid ends without noise, else the state at its end
/// @param encoded   states from the smallest level with noise up to the latents
/// @param decoded   states from the latents down to the end of the grid
/// @param errors    distance of the decoded state from the encoded one at the same level, in the order of decoding; the
///                  first is 0, and the last is the round trip's
/// @param encoding  distance of the encoded states from the exact path out of the same data, in the order of encoding
public record RoundTrip(Inversion inversion, Snapshot data, Trajectory encoded, Trajectory decoded,
                        List<PathError> errors, List<PathError> encoding) {

    public RoundTrip {
        errors = List.copyOf(errors);
        encoding = List.copyOf(encoding);
    }

    /// Data to encode: draws of the law behind the model of a run, as many as the run has samples, by its seed.
    ///
    /// @throws UnknownLawException where the model has none
    public static Snapshot draws(Resolved run) {
        return draws(run, run.spec().samples());
    }

    /// The first of those draws.
    public static Snapshot draws(Resolved run, int samples) {
        ExactLaw law = run.model().law().orElseThrow(() -> new UnknownLawException(run.model().card().id()));
        var shape = new Shape(samples, run.model().card().sampleShape());
        return Snapshot.of(shape, law.draw(shape.batch(), run.spec().seed(), run.spec().guidance().condition()));
    }

    /// What a run ended with, as clean samples to encode: the state at its last level over `alpha`, so that encoding begins
    /// with the very state.
    public static Snapshot ends(Resolved run, Snapshot end) {
        return end.times(1 / run.levels().getLast().alpha());
    }

    /// Encodes and decodes on the calling thread.
    ///
    /// @param data       clean samples `x_0`, shape [B, ...]
    /// @param references for the exact path, of as many samples as errors are measured on
    /// @param progress   hears `encode`, `decode` and `exact path`
    /// @throws samplerscope.solver.UninvertibleException where the plan cannot be run backwards
    /// @throws CancellationException                     when the thread is interrupted
    /// @throws samplerscope.run.NonFiniteStateException  if a step makes a NaN or an infinity
    /// @throws samplerscope.run.ReferenceFailedException if the exact path cannot be followed
    public static RoundTrip of(Resolved run, Snapshot data, Engine engine, References references, Progress progress) {
        Inversion inversion = Inversion.of(run.plan());
        Snapshot start = data.times(inversion.start().alpha());
        Trajectory up = pull(run, inversion.encode().plan(), start, engine, progress, "encode");
        Trajectory down = pull(run, inversion.decode(), up.end(), engine, progress, "decode");
        boolean toZero = inversion.decode().strategy().grid().last().sigma() == 0;
        Snapshot goal = toZero ? data : start;
        progress.at("exact path", 0, 0);
        int compared = StrictMath.min(data.samples(), References.samples(run, References.Truth.MODEL));
        ReferencePath exact = references.from(run, start.first(compared),
            inversion.encode().plan().strategy().grid().levels(), 0);
        return new RoundTrip(inversion, goal, up, down, errors(up, down, goal, spent(up)), encoding(up, exact));
    }

    private static Trajectory pull(Resolved run, Plan plan, Snapshot start, Engine engine, Progress progress, String stage) {
        var records = new ArrayList<StepRecord.Denoised>();
        try (DenoisingRun running = engine.open(run, plan, start, 0)) {
            progress.at(stage, 0, plan.steps().size());
            for (var record = running.advance(); record.isPresent(); record = running.advance()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("the inversion was cancelled");
                }
                records.add(record.get());
                progress.at(stage, records.size(), plan.steps().size());
            }
            return new Trajectory(running.start(), running.initial(), records,
                new Outcome.Completed(records.size()));
        }
    }

    /// Level by level: a level stands at the same place of both ways, counted from the latents.
    private static List<PathError> errors(Trajectory up, Trajectory down, Snapshot goal, int before) {
        List<Snapshot> back = states(up).reversed();
        var errors = new ArrayList<PathError>();
        errors.add(PathError.between(down.initial(), up.end(), down.start(), before));
        for (StepRecord.Denoised record : down.records()) {
            boolean atEnd = errors.size() == down.records().size();
            Snapshot there = atEnd ? goal : back.get(errors.size());
            errors.add(PathError.between(record.state(), there, record.at(), before + record.nfe()));
        }
        return errors;
    }

    private static List<PathError> encoding(Trajectory up, ReferencePath exact) {
        var errors = new ArrayList<PathError>();
        errors.add(PathError.between(up.initial(), exact.start(), up.start(), 0));
        for (StepRecord.Denoised record : up.records()) {
            errors.add(PathError.between(record.state(), exact.at(record.at()).orElseThrow(), record.at(), record.nfe()));
        }
        return errors;
    }

    private static List<Snapshot> states(Trajectory path) {
        var states = new ArrayList<>(List.of(path.initial()));
        path.records().forEach(record -> states.add(record.state()));
        return states;
    }

    private static int spent(Trajectory path) {
        return path.records().getLast().nfe();
    }

    /// What came of each sample: shape [B, ...], at the first level of the strategy.
    public Snapshot latents() {
        return encoded.end();
    }

    /// Where encoding began.
    public NoiseLevel start() {
        return inversion.start();
    }

    /// Steps that another solver took on the way there, a sentence each.
    public List<String> remarks() {
        return inversion.encode().remarks();
    }

    public NoiseLevel latentLevel() {
        return inversion.latent();
    }

    /// What came back, to compare with {@link #data}.
    public Snapshot back() {
        return decoded.end();
    }

    /// How far what came back is from the data.
    public PathError error() {
        return errors.getLast();
    }

    /// How far the latents are from the exact ones.
    public PathError latentError() {
        return encoding.getLast();
    }

    /// Network evaluations of both ways, guidance included.
    public int nfe() {
        return errors.getLast().nfe();
    }

    /// Length of each latent over that of a typical draw of the prior that a run starts from: `|x_T| / (s sqrt(D))`, where
    /// `x_T = s z`. Draws have mean 1 and, for more than a few elements, a deviation near `1 / sqrt(2 D)`.
    public double[] latentNorms() {
        Snapshot x = latents();
        int size = x.sampleSize();
        double scale = DenoisingRun.initialScale(latentLevel());
        var norms = new double[x.samples()];
        for (int b = 0; b < norms.length; b++) {
            double square = 0;
            for (int i = b * size; i < (b + 1) * size; i++) {
                square += x.at(i) * x.at(i);
            }
            norms[b] = StrictMath.sqrt(square / size) / scale;
        }
        return norms;
    }

    /// Every number of it but the states, for people and programs.
    public Json.Obj json() {
        NoiseLevel start = inversion.start();
        double[] norms = latentNorms();
        return Json.object().with("samples", data.samples()).with("nfe", nfe())
            .with("encodedFrom", Json.object().with("lambda", start.lambda()).with("sigmaOverAlpha", start.rho()))
            .with("replaced", Json.array(inversion.encode().replaced().stream().map(r -> Json.object()
                .with("step", r.step()).with("solver", r.solver().toString()).with("why", r.why())).toList()))
            .with("roundTrip", RunFileWriter.estimate(error().rms()))
            .with("latentError", RunFileWriter.estimate(latentError().rms()))
            .with("latentNorm", RunFileWriter.estimate(Estimate.ofMean(norms, "of the prior's")))
            .with("encoding", json(encoding)).with("decoding", json(errors))
            .with("perSample", Json.array(IntStream.range(0, data.samples()).mapToObj(b -> Json.object()
                .with("error", error().perSample()[b]).with("latentNorm", norms[b])).toList()));
    }

    private static Json json(List<PathError> errors) {
        return Json.array(errors.stream().map(e -> Json.object().with("lambda", e.at().lambda())
            .with("alpha", e.at().alpha()).with("sigma", e.at().sigma()).with("nfe", e.nfe())
            .with("rms", RunFileWriter.estimate(e.rms())).with("median", e.median())).toList());
    }
}
