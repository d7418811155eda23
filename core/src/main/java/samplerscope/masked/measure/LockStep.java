package samplerscope.masked.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;

/// Decodes several sequences side by side and puts what they ask to the model in one batch: a network answers sixteen
/// rows sooner than one row sixteen times.
///
/// Each sequence has a thread that runs until it asks; one runs at a time, so a group never takes more than one
/// processor. When all that have not ended wait for an answer, the caller's thread asks the model for all of them. What
/// a sequence is told does not depend on the others. Questions of another kind, to caches and heads, go to the model at
/// once.
final class LockStep {

    private final MaskPredictor model;
    private final List<Question> waiting = new ArrayList<>();
    /// Sequences that have not ended.
    private int alive;
    private Optional<Throwable> failure = Optional.empty();

    private LockStep(MaskPredictor model, int alive) {
        this.model = model;
        this.alive = alive;
    }

    private static final class Question {
        private final List<int[]> states;
        private Optional<List<Prediction>> answers = Optional.empty();

        Question(List<int[]> states) {
            this.states = states;
        }
    }

    /// Carries the sequences out and returns when all have ended.
    ///
    /// @throws CancellationException when the calling thread is interrupted while it waits; the interrupt stays
    /// @throws RuntimeException      what a sequence or the model threw first; the other sequences end, too
    static void run(MaskPredictor model, List<Consumer<Passes>> sequences) {
        if (sequences.size() == 1) {
            sequences.getFirst().accept(new Passes(model));
        } else {
            var group = new LockStep(model, sequences.size());
            sequences.forEach(sequence -> Thread.ofVirtual().start(() -> group.carryOut(sequence)));
            group.answerAll();
        }
    }

    /// On the thread of a sequence. Waiting for an answer lets the others in.
    private synchronized void carryOut(Consumer<Passes> sequence) {
        try {
            if (failure.isEmpty()) {
                sequence.accept(new Passes(model, this::ask));
            }
        } catch (RuntimeException | Error e) {
            failure = failure.or(() -> Optional.of(e));
        } finally {
            alive--;
            notifyAll();
        }
    }

    private synchronized List<Prediction> ask(List<int[]> states) {
        var question = new Question(states);
        waiting.add(question);
        notifyAll();
        while (question.answers.isEmpty() && failure.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a sequence", e);
            }
        }
        return question.answers.orElseThrow(() -> new CancellationException("another sequence failed"));
    }

    /// On the caller's thread.
    private synchronized void answerAll() {
        boolean interrupted = false;
        while (alive > 0) {
            try {
                if (failure.isEmpty() && waiting.size() == alive) {
                    answer();
                } else {
                    wait();
                }
            } catch (InterruptedException e) {
                interrupted = true;
                failure = failure.or(() -> Optional.of(new CancellationException("measuring was cancelled")));
                notifyAll();
            } catch (RuntimeException | Error e) {
                failure = failure.or(() -> Optional.of(e));
                notifyAll();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        failure.ifPresent(LockStep::rethrow);
    }

    private void answer() {
        List<Question> asked = List.copyOf(waiting);
        waiting.clear();
        List<Prediction> all = model.evaluate(asked.stream().flatMap(q -> q.states.stream()).toList());
        int from = 0;
        for (Question question : asked) {
            question.answers = Optional.of(all.subList(from, from + question.states.size()));
            from += question.states.size();
        }
        notifyAll();
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
