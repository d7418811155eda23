package samplerscope.app.masked;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import samplerscope.SamplerscopeException;
import samplerscope.app.kit.Courtesy;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.Visible;
import samplerscope.masked.measure.Emergence;
import samplerscope.masked.measure.Foresight;
import samplerscope.masked.sampler.ExitReplay;
import samplerscope.spec.Choice;

/// When the answer was there in the sequences of the focused lane, and where each exit rule would have left them; worked
/// out in the background from what was recorded. On the FX thread.
final class AnswerModel implements AutoCloseable {

    /// What one sequence came to.
    ///
    /// @param emergence of the answer; empty where the guess was wrong to the last
    /// @param exits     one a rule, in their order
    record Reading(Sequence sequence, Foresight foresight, Optional<Emergence> emergence, List<ExitReplay> exits) {}

    /// @param rules    names, in the order of the exits of each reading
    /// @param readings of the sequences that are whole, the shown one first; those behind it may still be missing
    record Found(LaneRun run, Optional<Answer> answer, List<String> rules, List<Reading> readings) {

        Optional<Reading> of(Sequence sequence) {
            return readings.stream().filter(r -> r.sequence() == sequence).findFirst();
        }
    }

    /// A rule that is asked.
    private record Rule(String name, MaskedSampler sampler) {}

    private final LabModel model;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Courtesy.threads("masked-answer"));
    private final ReadOnlyObjectWrapper<Optional<Found>> found = new ReadOnlyObjectWrapper<>(this, "found", Optional.empty());
    private Optional<Found> asked = Optional.empty();
    private Optional<Future<?>> work = Optional.empty();
    private int round;

    AnswerModel(LabModel model) {
        this.model = model;
    }

    /// Empty while nothing that is shown has been worked out.
    ReadOnlyObjectProperty<Optional<Found>> found() {
        return found.getReadOnlyProperty();
    }

    /// Works out the focused lane unless that is done or under way; empties what is found where there is nothing to look at.
    void ask() {
        LaneRun run = model.runs().get().get(model.focus().get());
        if (run == null || run.phase() == LaneRun.Phase.RUNNING || model.shape().get().isEmpty()) {
            cancel();
            asked = Optional.empty();
            found.set(Optional.empty());
        } else if (asked.filter(a -> a.run() == run && a.answer().equals(model.answer().get())).isEmpty()) {
            begin(run);
        }
    }

    private void begin(LaneRun run) {
        cancel();
        var question = new Found(run, model.answer().get(), List.of(), List.of());
        asked = Optional.of(question);
        found.set(Optional.empty());
        List<Choice> rules = Stream.concat(model.draft().get().lanes().stream().map(LaneSpec::sampler),
            model.samplers().all().stream().map(f -> Choice.of(f.id()))).toList();
        List<Sequence> sequences = shownFirst(model.whole(model.focus().get()));
        Visible visible = model.shape().get().orElseThrow().visible();
        int mine = ++round;
        work = Optional.of(thread.submit(() -> read(question, sequences, rules, visible, mine)));
    }

    private List<Sequence> shownFirst(List<Sequence> whole) {
        Sequence shown = model.shown(model.focus().get());
        return Stream.concat(whole.stream().filter(s -> s == shown), whole.stream().filter(s -> s != shown)).toList();
    }

    private void read(Found question, List<Sequence> sequences, List<Choice> choices, Visible visible, int mine) {
        List<Rule> rules = sequences.isEmpty() ? List.of() : rules(choices, sequences.getFirst(), visible);
        List<String> names = rules.stream().map(Rule::name).toList();
        var readings = new ArrayList<Reading>();
        for (Sequence sequence : sequences) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            readings.add(reading(sequence, question.answer(), rules, visible));
            if (readings.size() == 1 || readings.size() == sequences.size()) {
                var now = new Found(question.run(), question.answer(), names, List.copyOf(readings));
                Platform.runLater(() -> show(mine, now));
            }
        }
    }

    /// The samplers that may leave early, each family once: as a lane has it, else with its usual settings.
    private List<Rule> rules(List<Choice> choices, Sequence one, Visible visible) {
        var rules = new ArrayList<Rule>();
        for (Choice choice : choices) {
            MaskedSamplerFamily family = model.samplers().get(choice.id());
            if (rules.stream().noneMatch(r -> r.name().equals(family.name()))) {
                try {
                    MaskedSampler sampler = Beginning.sampler(choice, model.samplers());
                    if (ExitReplay.of(sampler, one.start(), List.of(), visible).isPresent()) {
                        rules.add(new Rule(family.name(), sampler));
                    }
                } catch (SamplerscopeException e) {
                    // Its lane tells what is wrong with its settings; it cannot be asked.
                }
            }
        }
        return rules;
    }

    private static Reading reading(Sequence sequence, Optional<Answer> answer, List<Rule> rules, Visible visible) {
        List<UnmaskStep> steps = sequence.frames().stream().map(Frame::step).toList();
        Answer span = answer.orElse(new Answer(0, sequence.length()));
        List<ExitReplay> exits = rules.stream().map(r -> (answer.isPresent()
            ? ExitReplay.about(r.sampler(), sequence.start(), steps, visible, span.from(), span.length())
            : ExitReplay.of(r.sampler(), sequence.start(), steps, visible)).orElseThrow()).toList();
        return new Reading(sequence, Foresight.of(sequence.start(), steps),
            Emergence.of(sequence.start(), steps, span.from(), span.length()), exits);
    }

    private void show(int of, Found now) {
        if (of == round) {
            found.set(Optional.of(now));
        }
    }

    private void cancel() {
        work.ifPresent(w -> w.cancel(true));
        work = Optional.empty();
        round++;
    }

    @Override
    public void close() {
        cancel();
        thread.shutdownNow();
    }
}
