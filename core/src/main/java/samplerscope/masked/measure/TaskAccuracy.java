package samplerscope.masked.measure;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import samplerscope.masked.Decoding;
import samplerscope.masked.Gathering;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.Passes;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.task.TaskText;
import samplerscope.masked.task.TextTask;
import samplerscope.masked.task.Verdict;
import samplerscope.tensor.Workers;

/// Puts the prompts of a task to a model, decodes the answers with a sampler, and checks them.
///
/// Every prompt has random numbers of its own, so its answer is the same with any number of threads and in any company,
/// and two samplers are compared on the same prompts and draws.
///
/// @param model   that is asked
/// @param task    whose rules decide
/// @param prompts of the task, at least one
/// @param seed    of what samplers draw
public record TaskAccuracy(MaskedModel model, TextTask task, List<String> prompts, long seed) {

    /// The fourth use of a seed; a sampler has the first three.
    private static final int PROMPTS = 4;

    /// @throws samplerscope.masked.task.MalformedPromptException if a prompt is none of the task
    /// @throws IllegalArgumentException                          if there is no prompt
    public TaskAccuracy {
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException("no prompts");
        }
        prompts = prompts.stream().map(task::prompt).toList();
    }

    /// With prompts drawn from the seed.
    public static TaskAccuracy drawn(MaskedModel model, TextTask task, int count, long seed) {
        return new TaskAccuracy(model, task,
            IntStream.range(0, count).mapToObj(n -> task.draw(Streams.stream(seed, n, PROMPTS))).toList(), seed);
    }

    /// How the work is shared. Changes no result.
    ///
    /// @param workers  threads; not to be called from one of their ranges
    /// @param together prompts that a thread decodes side by side, asking the model for all at once; 1 or more
    /// @param each     told of every prompt as it is done, one at a time, from any of the threads
    public record Sharing(Workers workers, int together, Consumer<TaskTrial> each) {
        public Sharing {
            if (together < 1) {
                throw new IllegalArgumentException("together = " + together);
            }
        }
    }

    /// On the calling thread alone, with the same result: for work that is not to take all cores.
    ///
    /// @param together as in {@link Sharing}
    public List<TaskTrial> trials(MaskedSampler sampler, int together) {
        try (var alone = new Workers(1)) {
            return trials(sampler, new Sharing(alone, together, _ -> {}));
        }
    }

    public List<TaskTrial> trials(MaskedSampler sampler, Sharing sharing) {
        return trials((String _) -> sampler, sharing);
    }

    /// One trial a prompt, in order.
    ///
    /// @param sampler for each prompt, such as one that knows where the answer will stand
    /// @throws CancellationException                       when the calling thread is interrupted; the interrupt stays
    /// @throws samplerscope.masked.task.UnreadableTaskException if the model cannot be asked the task
    /// @throws samplerscope.SamplerscopeException           in one of its kinds if the sampler does not fit the model
    public List<TaskTrial> trials(Function<String, MaskedSampler> sampler, Sharing sharing) {
        return new Decoder(TaskText.of(task, model), sampler, sharing).all();
    }

    /// One run of all prompts.
    private final class Decoder {

        private final TaskText text;
        private final Function<String, MaskedSampler> sampler;
        private final Sharing sharing;
        private final TaskTrial[] trials = new TaskTrial[prompts.size()];
        private final AtomicInteger next = new AtomicInteger();
        private final Thread caller = Thread.currentThread();
        private final AtomicReference<Optional<RuntimeException>> failure = new AtomicReference<>(Optional.empty());

        Decoder(TaskText text, Function<String, MaskedSampler> sampler, Sharing sharing) {
            this.text = text;
            this.sampler = sampler;
            this.sharing = sharing;
        }

        List<TaskTrial> all() {
            int threads = sharing.workers.threads();
            sharing.workers.forEachRange(threads, 1, (from, to) -> {
                for (int part = from; part < to; part++) {
                    groups();
                }
            });
            failure.get().ifPresent(e -> {
                throw e;
            });
            return List.of(trials);
        }

        /// Takes one group of prompts after another until none is left, so that no thread waits for a slow one. What
        /// goes wrong first ends the others, and is what the caller is told.
        private void groups() {
            var gathering = new Gathering();
            MaskPredictor asked = sharing.together == 1 ? model.predictor() : gathering.around(model.predictor());
            try {
                for (int from = take(); from < trials.length; from = take()) {
                    if (sharing.together == 1) {
                        decode(from, new Passes(asked));
                    } else {
                        gathering.together(IntStream.range(from, StrictMath.min(trials.length, from + sharing.together))
                            .<Runnable>mapToObj(n -> () -> decode(n, new Passes(asked))).toList());
                    }
                }
            } catch (RuntimeException e) {
                failure.updateAndGet(first -> first.or(() -> Optional.of(e)));
            }
        }

        private int take() {
            return next.getAndAdd(sharing.together);
        }

        private void decode(int n, Passes passes) {
            String prompt = prompts.get(n);
            int[] start = text.start(prompt);
            var settling = new Settling(start, canvas -> task.check(prompt, text.answer(prompt, canvas)).isRight());
            Decoding decoding = sampler.apply(prompt).begin(start, passes, Streams.of(seed, n));
            while (!decoding.isDone()) {
                if (failure.get().isPresent() || caller.isInterrupted()) {
                    throw new CancellationException("measuring was cancelled");
                }
                UnmaskStep step = decoding.step();
                if (task.answers() == TextTask.Answers.MOST_LIKELY) {
                    settling.add(step);
                }
            }
            tell(trial(n, text.answer(prompt, decoding.state()), passes, settling));
        }

        private TaskTrial trial(int n, String answer, Passes passes, Settling settling) {
            Verdict verdict = task.check(prompts.get(n), answer);
            OptionalInt settled = task.answers() == TextTask.Answers.SAMPLED ? OptionalInt.empty()
                : settling.since(verdict.isRight(), passes.passes());
            return new TaskTrial(n, prompts.get(n), answer, verdict, passes.passes(), passes.rows(), passes.positions(),
                settled);
        }

        private synchronized void tell(TaskTrial trial) {
            trials[trial.index()] = trial;
            sharing.each.accept(trial);
        }
    }
}
