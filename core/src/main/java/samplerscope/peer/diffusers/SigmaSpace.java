package samplerscope.peer.diffusers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import samplerscope.peer.LambdaPath;
import samplerscope.peer.Options;
import samplerscope.peer.Replay;
import samplerscope.peer.View;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Op;
import samplerscope.solver.Plan;
import samplerscope.solver.Step;

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

    /// With the training steps that the program passes to the model, those of the Karras ladder rounded.
    SigmaList roundedList(double last) {
        SigmaList list = list(last);
        boolean rounded = config.options().flag("use_karras_sigmas", false);
        return rounded ? new SigmaList(list.sigmas(), Arrays.stream(list.timesteps()).map(StrictMath::rint).toArray(),
            list.path()) : list;
    }

    /// With the training steps that the program passes to the model.
    SigmaList list(double last) {
        if (call.has(SigmaList.ASSIGNED)) {
            return SigmaList.assigned(call, LambdaPath.PRESERVING, config.table()::stepOfSigma);
        }
        double[] sigmas = sigmas();
        double[] all = Arrays.copyOf(sigmas, sigmas.length + 1);
        all[sigmas.length] = last;
        return new SigmaList(all, Arrays.stream(sigmas).map(config.table()::stepOfSigma).toArray(),
            LambdaPath.PRESERVING);
    }

    /// Views of both stages of steps with two evaluations, in the scale of the program; the guess lies where the second
    /// evaluation is made.
    static List<View> stages(Plan plan) {
        var views = new ArrayList<View>();
        for (int i = 0; i < plan.steps().size(); i++) {
            Step step = plan.steps().get(i);
            if (step.evaluations() == 2 && step.ops().get(2) instanceof Op.Evaluate(var _, var _, NoiseLevel at, var _)) {
                views.add(new View(i, 1, 1 / at.alpha()));
            }
            views.add(View.after(i));
        }
        return views;
    }

    /// Our states are `alpha` times those of the program; guesses within steps have their own scale already.
    static Replay scaled(Replay replay) {
        var grid = replay.strategy().grid();
        List<View> views = new ArrayList<>();
        for (View view : replay.views()) {
            views.add(view.op() == View.END ? view.times(1 / grid.levels().get(view.step() + 1).alpha()) : view);
        }
        return replay.startingTimes(grid.first().alpha()).seen(views);
    }
}
