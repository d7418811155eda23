package samplerscope.peer.diffusers;

import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.past;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import samplerscope.peer.Options;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.UnknownOptionException;
import samplerscope.peer.View;
import samplerscope.registry.Setting;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.solver.Op;
import samplerscope.solver.Slot;
import samplerscope.solver.Solver;
import samplerscope.solver.Step;
import samplerscope.solver.StepRequest;
import samplerscope.spec.Choice;
import samplerscope.spec.Json;

/// `PNDMScheduler`, with and without its Runge-Kutta start. Each step goes back by a fixed number of training steps, whatever
/// the next one in its list is; v predictions are extrapolated as they are.
record PndmScheduler() implements Scheduler {

    private static final int START = 3;
    private static final double[][] WEIGHTS = {
        {1}, {3.0 / 2, -1.0 / 2}, {23.0 / 12, -16.0 / 12, 5.0 / 12}, {55.0 / 24, -59.0 / 24, 37.0 / 24, -9.0 / 24}};

    @Override
    public String sampler() {
        return "PNDMScheduler";
    }

    @Override
    public List<String> options() {
        return List.of("num_train_timesteps", "beta_start", "beta_end", "beta_schedule", "trained_betas",
            "skip_prk_steps", "set_alpha_to_one", "prediction_type", "timestep_spacing", "steps_offset");
    }

    @Override
    public Replay replay(RecordedRun run) {
        var config = SchedulerConfig.endingAtZero(SchedulerConfig.options(run));
        config.knowing(options());
        var steps = TrainingSteps.of(config, run.steps(), new Options("set_timesteps", Json.object()));
        boolean plms = config.options().flag("skip_prk_steps", false);
        if (!plms && run.steps() <= START) {
            throw UnknownOptionException.of(sampler(), "num_inference_steps", String.valueOf(run.steps()),
                "its Runge-Kutta start needs at least four steps");
        }
        var plan = new Moves(config, steps, config.table().steps() / run.steps(), DdimScheduler.end(config, false), plms);
        var views = new ArrayList<View>();
        for (int i = 0; i < steps.count(); i++) {
            for (int op : plan.recorded(i)) {
                views.add(new View(i, op, 1));
            }
        }
        return Replay.of(steps.strategy(DdimScheduler.last(steps, plan.stride, plan.end), plan::step))
            .speaking(config.prediction()).seen(views);
    }

    /// The steps of one run.
    private record Moves(SchedulerConfig config, TrainingSteps steps, int stride, NoiseLevel end, boolean plms) {

        /// Positions of the instructions whose results the program returns.
        private int[] recorded(int i) {
            if (plms) {
                return i == 0 ? new int[] {1, View.END} : new int[] {View.END};
            }
            return i < START ? new int[] {1, 3, 5, View.END} : new int[] {View.END};
        }

        private Parameterization form() {
            return config.prediction() == Parameterization.VELOCITY ? Parameterization.VELOCITY : Parameterization.NOISE;
        }

        private NoiseLevel back(int step) {
            return steps.levelOf(step, end);
        }

        private Solver step(int i) {
            return new Move(this, i);
        }

        /// The transfer map with a weighted mean of outputs, which v predictions become noise in first.
        private Op.Combine move(Slot into, NoiseLevel s, NoiseLevel t, List<Slot> outputs, double... weights) {
            double keep = t.alpha() / s.alpha();
            double gain = t.sigma() - keep * s.sigma();
            boolean velocity = form() == Parameterization.VELOCITY;
            var terms = new ArrayList<Op.Term>();
            terms.add(term(keep + (velocity ? gain * s.sigma() : 0), X));
            for (int j = 0; j < weights.length; j++) {
                terms.add(term(gain * weights[j] * (velocity ? s.alpha() : 1), outputs.get(j)));
            }
            return combine(into, terms);
        }
    }

    /// Step `i` of a run.
    private record Move(Moves run, int i) implements ProgramStep {
        /// The first training step, where the end is that step too.
        @Override
        public boolean isIdle() {
            int here = run.steps.steps()[i];
            return here < run.stride && run.back(here).lambda() == run.end.lambda();
        }

        @Override
        public Choice named(Place place) {
            if (run.form() == Parameterization.VELOCITY) {
                throw UnknownOptionException.of("PNDMScheduler", "prediction_type", "v_prediction",
                    "it extrapolates v as it is; use plms here, which extrapolates the noise of any network");
            }
            int here = run.steps.steps()[i];
            boolean even = run.plms || i >= START || run.stride % 2 == 0;
            if (!even || !place.endsAt(run.back(here - run.stride))) {
                throw UnknownOptionException.of("PNDMScheduler", "timestep_spacing",
                    "%s with a stride of %d training steps".formatted(run.config.spacing("leading"), run.stride),
                    "use leading, with skip_prk_steps or a number of steps that gives an even stride");
            }
            Choice choice = Choice.of(run.plms ? "plms" : "pndm");
            return place.to().sigma() == 0 && i > 0 ? choice.with("average-at-zero", new Setting.Flag(true)) : choice;
        }

        @Override
        public Step plan(StepRequest r) {
            int here = run.steps.steps()[i];
            return new Step(r.from(), r.to(), run.plms && i == 0 ? twoEvaluations(here)
                : !run.plms && i < START ? rungeKutta(here) : multistep(here));
        }

        private Op evaluate(int into, Slot x, NoiseLevel at) {
            return new Op.Evaluate(work(into), x, at, run.form());
        }

        /// The second call stands one stride above its own training step.
        private List<Op> twoEvaluations(int here) {
            int next = run.steps.steps()[1];
            NoiseLevel above = run.back(StrictMath.min(next + run.stride, run.config.table().steps() - 1));
            return List.of(evaluate(0, X, run.back(here)),
                run.move(work(4), run.back(here), run.back(here - run.stride), List.of(work(0)), 1),
                evaluate(1, work(4), run.back(next)),
                run.move(X, above, run.back(next), List.of(work(0), work(1)), 0.5, 0.5));
        }

        private List<Op> rungeKutta(int here) {
            int half = run.stride / 2;
            int next = run.steps.steps()[i + 1];
            NoiseLevel s = run.back(here);
            NoiseLevel middle = run.back(next + half);
            var four = List.<Slot>of(work(0), work(1), work(2), work(3));
            return List.of(evaluate(0, X, s),
                run.move(work(4), s, run.back(here - half), List.of(work(0)), 1),
                evaluate(1, work(4), middle),
                run.move(work(4), s, middle, List.of(work(1)), 1),
                evaluate(2, work(4), middle),
                run.move(work(4), s, run.back(next), List.of(work(2)), 1),
                evaluate(3, work(4), run.back(next)),
                run.move(X, s, run.back(next), four, 1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6));
        }

        private List<Op> multistep(int here) {
            int outputs = StrictMath.min(4, i + 1);
            var slots = new ArrayList<Slot>(List.of(work(0)));
            for (int age = 0; age < outputs - 1; age++) {
                slots.add(past(age, run.form()));
            }
            NoiseLevel s = run.back(here);
            return List.of(evaluate(0, X, s), run.move(X, s, run.back(here - run.stride), slots, WEIGHTS[outputs - 1]));
        }
    }
}
