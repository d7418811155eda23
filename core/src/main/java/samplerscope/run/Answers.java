package samplerscope.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.TensorBackend;

/// What one model has said of some states, so that it need not be asked again: schedules that begin alike bring a sample
/// to the same states, bit by bit.
///
/// Holds so many numbers at most; what nobody wanted for longest goes first. Safe to use from several threads.
public final class Answers {

    private final long most;
    /// In the order of their last use.
    private final Map<Question, double[]> known = new LinkedHashMap<>(16, 0.75f, true);
    private long numbers;

    /// Rows belong to samples, which may have conditions of their own.
    private record Question(int firstSample, NoiseLevel at, double[] x) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Question that && firstSample == that.firstSample && at.equals(that.at)
                && Arrays.equals(x, that.x);
        }

        @Override
        public int hashCode() {
            return 31 * at.hashCode() + Arrays.hashCode(x) + firstSample;
        }
    }

    /// @param most numbers of states and outputs together
    public Answers(long most) {
        this.most = most;
    }

    /// A model that is asked only what is not known here. It counts its evaluations, and stops when the thread is
    /// interrupted.
    ///
    /// @param model       the same for all that share these answers, guidance and schedule included; closed with what is
    ///                    returned
    /// @param firstSample that the model was bound to
    public Denoiser of(Denoiser model, TensorBackend backend, int firstSample) {
        return new Remembering(model, backend, this, firstSample);
    }

    Optional<double[]> find(int firstSample, NoiseLevel at, double[] x) {
        var question = new Question(firstSample, at, x);
        synchronized (known) {
            return Optional.ofNullable(known.get(question));
        }
    }

    /// @param x      not changed afterwards
    /// @param output as `x`
    void keep(int firstSample, NoiseLevel at, double[] x, double[] output) {
        var question = new Question(firstSample, at, x);
        synchronized (known) {
            if (known.put(question, output) == null) {
                numbers += x.length + output.length;
            }
            for (var oldest = known.entrySet().iterator(); numbers > most && oldest.hasNext();) {
                var gone = oldest.next();
                numbers -= gone.getKey().x().length + gone.getValue().length;
                oldest.remove();
            }
        }
    }
}
