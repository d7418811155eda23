package samplerscope.app.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.DoubleConsumer;
import javafx.application.Platform;
import samplerscope.model.Condition;
import samplerscope.model.ExactLaw;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.Resolved;

/// Asks the exact law behind a lane, in the background, and remembers what it said. On the FX thread.
///
/// One question at a time and the newest first; in between, the levels around it, so that scrubbing finds them. These are
/// fewer than are remembered: or what is asked for would push out what is known, and asking would never end.
final class ExactSource {

    private static final int REMEMBERED = 160;
    private static final int AROUND = REMEMBERED / 2;
    /// Draws that tell how far the data reach.
    private static final int DRAWS = 512;
    private static final long SEED = 1;
    /// Room around the outermost draw.
    private static final double MARGIN = 1.08;

    private final ExecutorService background;
    private final CompletionStage<?> begin;
    private final Runnable changed;
    /// In the order of last use.
    private final Map<ExactQuestion, ExactPicture> known = new LinkedHashMap<>(16, 0.75f, true);
    private final Deque<ExactQuestion> waiting = new ArrayDeque<>();
    private boolean busy;

    /// @param begin   before which nothing is asked; done on the FX thread
    /// @param changed called when an answer has come
    ExactSource(ExecutorService background, CompletionStage<?> begin, Runnable changed) {
        this.background = background;
        this.begin = begin;
        this.changed = changed;
    }

    /// What is known about a level: the answer, or the same level seen in another part of the plane, or nothing yet.
    ///
    /// @param levels of the run, in order; those around the one in question may be asked for next
    ExactPicture at(ExactQuestion question, List<NoiseLevel> levels) {
        ExactPicture answer = known.get(question);
        waiting.clear();
        if (answer == null) {
            waiting.add(question);
        }
        around(question.level(), levels).stream().map(question::at).filter(q -> !known.containsKey(q)).forEach(waiting::add);
        askNext();
        return answer != null ? answer : elsewhere(question).orElse(ExactPicture.NONE);
    }

    /// Whether an answer is still to come.
    boolean isAsking() {
        return busy;
    }

    private static List<NoiseLevel> around(NoiseLevel level, List<NoiseLevel> levels) {
        int from = Math.clamp(levels.indexOf(level) - AROUND / 2, 0, Math.max(0, levels.size() - AROUND));
        return levels.subList(from, Math.min(levels.size(), from + AROUND));
    }

    private Optional<ExactPicture> elsewhere(ExactQuestion question) {
        return known.entrySet().stream().filter(e -> e.getKey().sameMoment(question)).map(Map.Entry::getValue)
            .reduce((_, last) -> last);
    }

    private void askNext() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        begin.thenRun(this::ask);
    }

    /// What was waiting before the beginning may not be wanted any more.
    private void ask() {
        if (waiting.isEmpty()) {
            busy = false;
            return;
        }
        ExactQuestion question = waiting.removeFirst();
        background.submit(() -> {
            var answer = Optional.<ExactPicture>empty();
            try {
                answer = Optional.of(question.answer());
            } finally {
                ExactPicture known = answer.orElse(ExactPicture.NONE);
                Platform.runLater(() -> answered(question, known));
            }
        });
    }

    private void answered(ExactQuestion question, ExactPicture answer) {
        busy = false;
        known.put(question, answer);
        if (known.size() > REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
        changed.run();
        askNext();
    }

    /// Finds how far from the origin the data of a run reach; a model without a known law does not answer.
    void reach(Resolved run, DoubleConsumer then) {
        run.model().law().ifPresent(law -> background.submit(() -> {
            double reach = reach(law) * MARGIN;
            Platform.runLater(() -> then.accept(reach));
        }));
    }

    private static double reach(ExactLaw law) {
        double reach = 0;
        for (double coordinate : law.draw(DRAWS, SEED, Condition.NONE)) {
            reach = Math.max(reach, Math.abs(coordinate));
        }
        return reach;
    }
}
