package samplerscope.peer.diffusers;

import java.util.ArrayList;
import java.util.List;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.View;
import samplerscope.schedule.Parameterization;
import samplerscope.solver.FlowHeun;

/// `FlowMatchHeunDiscreteScheduler`. It records both stages of a step.
record FlowMatchHeunScheduler() implements Scheduler {

    @Override
    public String sampler() {
        return "FlowMatchHeunDiscreteScheduler";
    }

    @Override
    public List<String> options() {
        return List.of("num_train_timesteps", "shift");
    }

    @Override
    public Replay replay(RecordedRun run) {
        var config = SchedulerConfig.of(SchedulerConfig.options(run));
        config.knowing(options());
        run.all().inner("step").knowingOnly();
        SigmaList list = new FlowMatchSigmas(config, run.steps(), run.all().inner("set_timesteps")).list();
        var views = new ArrayList<View>();
        for (int i = 0; i < list.steps(); i++) {
            if (i < list.steps() - 1) {
                views.add(new View(i, 1, 1));
            }
            views.add(View.after(i));
        }
        return Replay.of(list.strategy(_ -> new FlowHeun())).seen(views).speaking(Parameterization.FLOW);
    }
}
