package samplerscope.anatomy;

import static java.lang.StrictMath.max;
import static samplerscope.anatomy.Dissection.difference;
import static samplerscope.anatomy.Dissection.share;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samplerscope.model.ModelCard;
import samplerscope.run.PinnedRun;
import samplerscope.run.PinnedRun.Perturbed;
import samplerscope.run.Progress;

/// The steps of a run beside a path: what each makes of the path's own states, and of small perturbations of them.
final class OwnSteps {

    /// Of the finite differences, over the noise at the step: what the tolerance of the exact path allows.
    private static final double BESIDE_EXACT = 1e-4;
    private static final double BESIDE_NETWORK = 1e-2;

    private final Dissection.Subject subject;
    private final List<double[]> path;
    private final boolean exact;
    private final List<double[]> states;
    /// After step `k`, when everything before it was on the path.
    private final List<double[]> firsts = new ArrayList<>();
    /// At the end, when everything before step `k` was on the path; the path's own end comes last.
    private final List<double[]> ends = new ArrayList<>();
    private final List<StepGain> gains = new ArrayList<>();

    /// @param path  at the start of each step and at the end of the last
    /// @param exact whether the path is the model's exact one; else it is the run itself
    OwnSteps(Dissection.Subject subject, List<double[]> path, boolean exact, Progress progress) {
        this.subject = subject;
        this.path = path;
        this.exact = exact;
        PinnedRun pinned = subject.pinned(path.getFirst());
        states = new ArrayList<>(List.of(path.getFirst()));
        states.addAll(pinned.runOut());
        for (int k = 0; k < subject.steps(); k++) {
            progress.at("steps", k, subject.steps());
            follow(pinned, k);
        }
        ends.add(path.getLast());
        progress.at("steps", subject.steps(), subject.steps());
    }

    private void follow(PinnedRun pinned, int k) {
        if (exact) {
            List<double[]> out = pinned.runOut();
            firsts.add(out.getFirst());
            ends.add(out.getLast());
        } else {
            firsts.add(path.get(k + 1));
        }
        gains.add(gain(pinned, k));
        pinned.advance(path.get(k + 1));
    }

    private StepGain gain(PinnedRun pinned, int k) {
        var probe = new GainProbe(subject.shape(), beside(k));
        GainProbe.Found found = probe.of(pinned::follow);
        Optional<Gains> flow = exact ? Optional.of(probe.along(off -> flow(k, off), found.strongest())) : Optional.empty();
        return new StepGain(found.gains(), flow, own(k));
    }

    private Perturbed flow(int k, double[] off) {
        double[] state = path.get(k).clone();
        for (int i = 0; i < state.length; i++) {
            state[i] += off[i];
        }
        return new Perturbed(off, difference(subject.flow(k, state), path.get(k + 1)));
    }

    private double beside(int k) {
        boolean network = subject.run().model().card().kind() == ModelCard.Kind.LEARNED;
        return (network ? BESIDE_NETWORK : BESIDE_EXACT)
            * max(subject.step(k).from().sigma(), subject.step(k).to().sigma());
    }

    /// What the step multiplied the error of the run by.
    private Optional<Double> own(int k) {
        double before = rms(difference(states.get(k), path.get(k)));
        return before == 0 ? Optional.empty()
            : Optional.of(rms(difference(states.get(k + 1), firsts.get(k))) / before);
    }

    private double rms(double[] x) {
        return ErrorMap.of(x, subject.shape()).rms();
    }

    /// The run: at the start of each step and at the end of the last.
    List<double[]> states() {
        return states;
    }

    StepGain gain(int k) {
        return gains.get(k);
    }

    Optional<StepErrors> errors(int k) {
        if (!exact) {
            return Optional.empty();
        }
        double[] made = difference(firsts.get(k), path.get(k + 1));
        double[] carried = difference(states.get(k + 1), firsts.get(k));
        double[] soFar = difference(states.get(k + 1), path.get(k + 1));
        double[] atEnd = difference(ends.get(k), ends.get(k + 1));
        double[] whole = difference(states.getLast(), path.getLast());
        return Optional.of(new StepErrors(map(made), map(carried), map(soFar), map(atEnd), share(made, soFar),
            share(carried, soFar), share(atEnd, whole)));
    }

    private ErrorMap map(double[] x) {
        return ErrorMap.of(x, subject.shape());
    }
}
