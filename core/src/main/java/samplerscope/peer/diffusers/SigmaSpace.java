package samplerscope.peer.diffusers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import samplerscope.peer.Options;
import samplerscope.peer.Replay;
import samplerscope.peer.View;

/// The sigma lists of the schedulers that keep `x / alpha`: Euler, LMS, Heun, KDPM2. Their timesteps need not be whole, and
/// the bounds of a ladder are those of the list it replaces.
record SigmaSpace(SchedulerConfig config, int n, Options call) {

    /// The sigmas without what stands behind the last.
    double[] sigmas() {
        TrainingTable table = config.table();
        double[] steps = call.numbers("timesteps").orElseGet(() ->
            Spacing.reaching(config.spacing("linspace"), n, table.steps(), config.offset()));
        double[] sigmas = Arrays.stream(steps).map(table::sigmaAt).toArray();
        return config.ladder(sigmas[sigmas.length - 1], sigmas[0], sigmas.length).orElse(sigmas);
    }

    /// With the training steps that the program passes to the model.
    SigmaList list(double last) {
        double[] sigmas = sigmas();
        double[] all = Arrays.copyOf(sigmas, sigmas.length + 1);
        all[sigmas.length] = last;
        return new SigmaList(all, Arrays.stream(sigmas).map(config.table()::stepOfSigma).toArray(), false);
    }

    /// Our states are `alpha` times those of the program.
    static Replay scaled(Replay replay) {
        var grid = replay.strategy().grid();
        List<View> views = new ArrayList<>();
        for (View view : replay.views()) {
            views.add(view.times(1 / grid.levels().get(view.step() + 1).alpha()));
        }
        return replay.startingTimes(grid.first().alpha()).seen(views);
    }
}
