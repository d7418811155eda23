package samplerscope.masked;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/// Lets sequences that are written one by one ask their model together.
///
/// Each sequence has a virtual thread. One that asks waits until every other one has asked too or is done; then all
/// questions of one kind are one batch, in the order of the sequences, whoever came first. Questions from outside are
/// answered at once.
public final class Gathering {

    /// One kind of question; its identity tells what belongs together.
    ///
    /// @param ask one answer a question, in their order
    record Line<Q, A>(Function<List<Q>, List<A>> ask) {}

    private static final ScopedValue<Integer> PLACE = ScopedValue.newInstance();

    /// What one sequence waits for.
    private record Question<Q, A>(int place, Line<Q, A> line, List<Q> asked, CompletableFuture<List<A>> answer) {}

    /// Sequences that are not done; those that wait are among them.
    private int working;
    private boolean failed;
    private List<Question<?, ?>> waiting = new ArrayList<>();

    /// The model as sequences are to ask it.
    public MaskPredictor around(MaskPredictor model) {
        return GatheredPredictor.of(model, this);
    }

    /// Carries out what some sequences do and waits for all of them; not to be called from two threads at once. What one of
    /// them throws ends the others at their next question, and is thrown here. An interrupt of the caller interrupts them.
    ///
    /// @throws CancellationException when the calling thread is interrupted; the interrupt stays
    public void together(List<? extends Runnable> steps) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the run was cancelled");
        }
        var failures = new ArrayList<CompletableFuture<Optional<Throwable>>>();
        var threads = new ArrayList<Thread>();
        synchronized (this) {
            working = steps.size();
            failed = false;
        }
        for (int k = 0; k < steps.size(); k++) {
            var failure = new CompletableFuture<Optional<Throwable>>();
            int place = k;
            failures.add(failure);
            threads.add(Thread.ofVirtual().name("sequence-" + k).start(() -> failure.complete(step(place, steps.get(place)))));
        }
        boolean interrupted = outlast(threads);
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was cancelled");
        }
        failures.stream().map(CompletableFuture::join).flatMap(Optional::stream)
            .min(Comparator.comparing(e -> e instanceof CancellationException)).ifPresent(Gathering::rethrow);
    }

    private Optional<Throwable> step(int place, Runnable step) {
        try {
            ScopedValue.where(PLACE, place).run(step);
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            fail();
            return Optional.of(e);
        } finally {
            leave();
        }
    }

    /// Waits for the end of all, who share the arrays of the caller; whether it was interrupted meanwhile.
    private static boolean outlast(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    threads.forEach(Thread::interrupt);
                }
            }
        }
        return interrupted;
    }

    /// The answers to some questions of this sequence.
    <Q, A> List<A> ask(Line<Q, A> line, List<Q> asked) {
        if (!PLACE.isBound()) {
            return line.ask().apply(asked);
        }
        var mine = new Question<>(PLACE.get(), line, asked, new CompletableFuture<List<A>>());
        answer(arrived(mine));
        try {
            return mine.answer.get();
        } catch (InterruptedException e) {
            withdraw(mine);
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was cancelled");
        } catch (ExecutionException e) {
            rethrow(e.getCause());
            throw new IllegalStateException(e);
        }
    }

    private synchronized List<Question<?, ?>> arrived(Question<?, ?> question) {
        if (failed) {
            throw new CancellationException("another sequence failed");
        }
        waiting.add(question);
        return whole();
    }

    private synchronized void withdraw(Question<?, ?> question) {
        waiting.remove(question);
    }

    private synchronized void fail() {
        failed = true;
        var end = new CancellationException("another sequence failed");
        waiting.forEach(question -> question.answer.completeExceptionally(end));
        waiting.clear();
    }

    private void leave() {
        List<Question<?, ?>> left;
        synchronized (this) {
            working--;
            left = whole();
        }
        answer(left);
    }

    /// All questions, once nobody is left who may ask one more; else none.
    private List<Question<?, ?>> whole() {
        if (waiting.size() < working) {
            return List.of();
        }
        List<Question<?, ?>> all = waiting;
        waiting = new ArrayList<>();
        all.sort(Comparator.comparingInt(Question::place));
        return all;
    }

    /// On the thread of whoever came last.
    private static void answer(List<Question<?, ?>> questions) {
        Map<Line<?, ?>, List<Question<?, ?>>> lines = new IdentityHashMap<>();
        var order = new ArrayList<Line<?, ?>>();
        for (Question<?, ?> question : questions) {
            lines.computeIfAbsent(question.line, line -> {
                order.add(line);
                return new ArrayList<>();
            }).add(question);
        }
        order.forEach(line -> answer(line, lines.get(line)));
    }

    /// Questions in a list of one line are of its types.
    @SuppressWarnings("unchecked")
    private static <Q, A> void answer(Line<Q, A> line, List<Question<?, ?>> questions) {
        List<Question<Q, A>> ours = questions.stream().map(q -> (Question<Q, A>) q).toList();
        try {
            List<A> answers = line.ask.apply(ours.stream().flatMap(q -> q.asked.stream()).toList());
            int from = 0;
            for (Question<Q, A> question : ours) {
                question.answer.complete(List.copyOf(answers.subList(from, from + question.asked.size())));
                from += question.asked.size();
            }
        } catch (RuntimeException | Error e) {
            ours.forEach(question -> question.answer.completeExceptionally(e));
        }
    }

    /// Steps declare no checked exception, so there are two kinds only.
    private static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
