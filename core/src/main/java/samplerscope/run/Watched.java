package samplerscope.run;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// A model that is asked the same again and again: it answers its last questions from memory, counts what it had to
/// compute, and stops when the thread is interrupted.
final class Watched implements Denoiser {

    /// The start of the step that is tried, and the newest trial.
    private static final int REMEMBERED = 2;

    private final Denoiser model;
    private final TensorBackend backend;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private int evaluations;

    private record Answer(NoiseLevel at, double[] x, double[] output) {}

    Watched(Denoiser model, TensorBackend backend) {
        this.model = model;
        this.backend = backend;
    }

    /// Network evaluations so far, guidance included.
    int evaluations() {
        return evaluations;
    }

    @Override
    public Parameterization parameterization() {
        return model.parameterization();
    }

    @Override
    public int cost() {
        return model.cost();
    }

    /// @throws CancellationException when the thread is interrupted
    @Override
    public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the search was cancelled");
        }
        var values = new double[x.shape().size()];
        x.copyTo(values);
        Answer answer = answers.stream().filter(a -> a.at().equals(at) && Arrays.equals(a.x(), values)).findFirst()
            .orElse(null);
        if (answer == null) {
            model.evaluate(x, at, into);
            evaluations += model.cost();
            var output = new double[values.length];
            into.copyTo(output);
            answer = new Answer(at, values, output);
        } else {
            backend.copyFrom(answer.output(), into);
            answers.remove(answer);
        }
        answers.addFirst(answer);
        while (answers.size() > REMEMBERED) {
            answers.removeLast();
        }
    }
}
