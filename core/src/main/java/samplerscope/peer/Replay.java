package samplerscope.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import samplerscope.model.Binding;
import samplerscope.model.Clamped;
import samplerscope.model.Denoiser;
import samplerscope.model.Relabelled;
import samplerscope.model.Speaking;
import samplerscope.run.StepTrace;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.solver.Strategy;
import samplerscope.solver.Threshold;
import samplerscope.tensor.Float64Backend;

/// A sampler of a program as a strategy, and where its recorded states lie in it.
///
/// @param strategy   the same sampler, in our words
/// @param speaks     the form of the model's output, which matters where the program reads it at another level or
///                   extrapolates it as it is
/// @param label      the level at which the program evaluates the model when the solver stands at another
/// @param threshold  what the program does to the predicted data
/// @param startScale from the program's starting state to ours, which differs where the program keeps `x / alpha`
/// @param noise      which of the program's fields goes into which draw, and how large
/// @param views      one per state that the program records, in its order
public record Replay(Strategy strategy, Parameterization speaks, UnaryOperator<NoiseLevel> label,
                     Optional<Threshold> threshold, double startScale, NoiseUse noise, List<View> views)
    implements Playable {

    public Replay {
        views = List.copyOf(views);
    }

    /// A deterministic run that asks the model at the solver's own levels; the state is recorded after each step.
    public static Replay of(Strategy strategy) {
        var views = new ArrayList<View>();
        for (int i = 0; i < strategy.grid().steps(); i++) {
            views.add(View.after(i));
        }
        return new Replay(strategy, Parameterization.NOISE, UnaryOperator.identity(), Optional.empty(), 1,
            NoiseUse.ONE_PER_DRAW, views);
    }

    /// The same run with other steps at the same places.
    public Replay taking(Strategy other) {
        return new Replay(other, speaks, label, threshold, startScale, noise, views);
    }

    public Replay speaking(Parameterization form) {
        return new Replay(strategy, form, label, threshold, startScale, noise, views);
    }

    public Replay labelled(UnaryOperator<NoiseLevel> other) {
        return new Replay(strategy, speaks, other, threshold, startScale, noise, views);
    }

    public Replay thresholded(Optional<Threshold> other) {
        return new Replay(strategy, speaks, label, other, startScale, noise, views);
    }

    public Replay startingTimes(double factor) {
        return new Replay(strategy, speaks, label, threshold, factor, noise, views);
    }

    public Replay drawing(NoiseUse other) {
        return new Replay(strategy, speaks, label, threshold, startScale, other, views);
    }

    public Replay seen(List<View> other) {
        return new Replay(strategy, speaks, label, threshold, startScale, noise, other);
    }

    @Override
    public List<double[]> states(Stage stage) {
        double[] start = stage.start().clone();
        for (int i = 0; i < start.length; i++) {
            start[i] *= startScale;
        }
        try (var host = new Float64Backend(1)) {
            var backend = new BankBackend(host, stage, noise);
            var trace = new StepTrace(strategy.compile(), denoiser(stage, host), backend, stage.shape(), start);
            var states = new ArrayList<double[]>();
            for (View view : views) {
                double[] state = view.step() < 0 ? start.clone() : trace.written(view.step(), view.op());
                for (int i = 0; i < state.length; i++) {
                    state[i] *= view.scale();
                }
                states.add(state);
            }
            return states;
        }
    }

    private Denoiser denoiser(Stage stage, Float64Backend backend) {
        Denoiser exact = new Speaking(stage.model().denoiser(new Binding(backend)), speaks, backend);
        Denoiser told = new Relabelled(exact, label);
        return threshold.<Denoiser>map(t -> new Clamped(told, t, backend)).orElse(told);
    }
}
