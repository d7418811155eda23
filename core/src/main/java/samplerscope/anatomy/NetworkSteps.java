package samplerscope.anatomy;

import static samplerscope.anatomy.Dissection.difference;
import static samplerscope.anatomy.Dissection.share;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samplerscope.anatomy.NetworkErrors.AtEnd;
import samplerscope.run.PinnedRun;
import samplerscope.run.Progress;

/// The steps of a run along the path of the ideal denoiser, each cut in two: what the network's own exact flow does to the
/// ideal state, and what the solver adds to that.
final class NetworkSteps {

    private final Dissection.Subject subject;
    private final List<double[]> ideal;
    private final List<double[]> states;
    private final Optional<List<double[]>> path;
    /// After step `k` from the ideal state: the network without the solver.
    private final List<double[]> networks = new ArrayList<>();
    /// At the end, when everything before step `k` was ideal; the ideal end comes last.
    private final List<double[]> ends = new ArrayList<>();
    /// At the end, when everything before step `k` was ideal and step `k` was the network's own flow.
    private final List<double[]> halves = new ArrayList<>();

    /// @param ideal  at the start of each step and at the end of the last
    /// @param states of the run, likewise
    /// @param path   of the network's own flow, likewise; empty with noise, when the solver's own step stands for it
    NetworkSteps(Dissection.Subject subject, List<double[]> ideal, List<double[]> states, Optional<List<double[]>> path,
                 Progress progress) {
        this.subject = subject;
        this.ideal = ideal;
        this.states = states;
        this.path = path;
        PinnedRun pinned = subject.pinned(ideal.getFirst());
        for (int k = 0; k < subject.steps(); k++) {
            progress.at("network", k, subject.steps());
            follow(pinned, k);
            pinned.advance(ideal.get(k + 1));
        }
        ends.add(ideal.getLast());
        progress.at("network", subject.steps(), subject.steps());
    }

    private void follow(PinnedRun pinned, int k) {
        List<double[]> out = pinned.runOut();
        ends.add(out.getLast());
        if (path.isEmpty()) {
            networks.add(out.getFirst());
            halves.add(out.getLast());
            return;
        }
        double[] network = subject.flow(k, ideal.get(k));
        networks.add(network);
        boolean last = k == subject.steps() - 1;
        halves.add(last ? network : pinned.runOutAfter(network).getLast());
    }

    NetworkErrors errors(int k) {
        double[] whole = difference(states.getLast(), ideal.getLast());
        double[] network = difference(halves.get(k), ends.get(k + 1));
        double[] rest = difference(ends.get(k), halves.get(k));
        return new NetworkErrors(map(difference(networks.get(k), ideal.get(k + 1))), atEnd(network, whole),
            path.map(_ -> atEnd(rest, whole)), split(k + 1));
    }

    private AtEnd atEnd(double[] part, double[] whole) {
        return new AtEnd(map(part), share(part, whole));
    }

    private NetworkErrors.Split split(int level) {
        double[] total = difference(states.get(level), ideal.get(level));
        double[] network = path.map(p -> difference(p.get(level), ideal.get(level))).orElse(total);
        double[] rest = difference(total, network);
        double product = 0;
        for (int i = 0; i < total.length; i++) {
            product += rest[i] * network[i];
        }
        return new NetworkErrors.Split(map(total), path.map(_ -> map(rest)), map(network), 2 * product / total.length,
            share(rest, total), share(network, total));
    }

    private ErrorMap map(double[] x) {
        return ErrorMap.of(x, subject.shape());
    }
}
