package samplerscope.app.masked;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import samplerscope.SamplerscopeException;
import samplerscope.app.kit.Courtesy;
import samplerscope.app.masked.LaneRun.Phase;
import samplerscope.app.masked.Sequence.Clock;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.MaskedModelFamily;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Streams;
import samplerscope.masked.TokenText;
import samplerscope.masked.Visible;
import samplerscope.masked.sampler.Drawing;
import samplerscope.masked.task.TaskText;
import samplerscope.masked.task.TextTask;
import samplerscope.masked.task.TextTasks;
import samplerscope.masked.task.UnreadableTaskException;
import samplerscope.registry.Registry;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.RunSpec;

/// What the lab runs, what came of it, and which moment is looked at. Lives on the FX thread, longer than its page.
public final class LabModel implements AutoCloseable {

    /// The sizes of the model that the draft names.
    ///
    /// @param visible what the model says where a token stands
    /// @param world   whether its law is known
    /// @param tasks   that it can be asked
    record Shape(TokenText tokens, OptionalInt end, int length, Visible visible, boolean world, List<TextTask> tasks) {
        static Shape of(MaskedModel model) {
            return new Shape(model.tokens(), model.tokens().end(), model.predictor().length(), model.predictor().visible(),
                model.predictor() instanceof MaskedWorld, TextTasks.all().stream().filter(t -> canAsk(model, t)).toList());
        }

        private static boolean canAsk(MaskedModel model, TextTask task) {
            try {
                TaskText.of(task, model);
                return true;
            } catch (UnreadableTaskException e) {
                return false;
            }
        }
    }

    private static final int MOST_UNDONE = 100;

    /// What is done once the model is open and its words are known.
    private Consumer<Shape> onShape = _ -> {};
    private final MaskedCatalog catalog;
    private final FrontModel front;
    private final AnswerModel answers;
    private final PrecisionModel precision = new PrecisionModel();
    private final Registry<MaskedModelFamily> models;
    private final Registry<MaskedSamplerFamily> samplers;
    private final Path base;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Courtesy.threads("masked-lab"));
    private final ReadOnlyObjectWrapper<LabDraft> draft;
    private final ReadOnlyObjectWrapper<Optional<Shape>> shape =
        new ReadOnlyObjectWrapper<>(this, "shape", Optional.empty());
    private final ReadOnlyObjectWrapper<Map<Integer, LaneRun>> runs = new ReadOnlyObjectWrapper<>(this, "runs", Map.of());
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
        new ReadOnlyObjectWrapper<>(this, "problem", Optional.empty());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running", false);
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper(this, "paused", false);
    private final ObjectProperty<Clock> clock = new SimpleObjectProperty<>(this, "clock", Clock.PASSES);
    private final DoubleProperty time = new SimpleDoubleProperty(this, "time", 0);
    private final IntegerProperty sequence = new SimpleIntegerProperty(this, "sequence", 0);
    private final IntegerProperty focus = new SimpleIntegerProperty(this, "focus", 0);
    private final IntegerProperty hovered = new SimpleIntegerProperty(this, "hovered", -1);
    private final ObjectProperty<Set<Integer>> selected = new SimpleObjectProperty<>(this, "selected", Set.of());
    private final ObjectProperty<Map<Integer, Integer>> edits = new SimpleObjectProperty<>(this, "edits", Map.of());
    private final ObjectProperty<Optional<Answer>> answer = new SimpleObjectProperty<>(this, "answer", Optional.empty());
    private final Deque<LabDraft> undo = new ArrayDeque<>();
    private final Deque<LabDraft> redo = new ArrayDeque<>();
    private final LabPost post = new LabPost(this::hear);
    private Consumer<List<RunSpec.Unmask>> keep = _ -> {};
    private Optional<LabGate> gate = Optional.empty();
    /// What is being run now: the draft with the lanes that had not run.
    private Optional<LabDraft> job = Optional.empty();
    /// What the runs are runs of.
    private Optional<LabDraft> ran = Optional.empty();
    /// Whether the cursor goes along with the work.
    private boolean follows = true;
    /// Where it goes along, as a share of what is there.
    private double arrival = 1;
    private int round;
    /// The model whose tokens are read here.
    private Optional<MaskedModel> opened = Optional.empty();
    /// What the draft's model is going to be opened as, where somebody has done that already.
    private Optional<MaskedModel> brought = Optional.empty();
    private Consumer<Choice> used = _ -> {};
    private boolean isClosed;
    /// Prompts that were drawn as examples.
    private int examples;

    /// @param base folder that relative paths in settings start from
    public LabModel(MaskedCatalog catalog, Path base) {
        this.catalog = catalog;
        this.models = catalog.models();
        this.samplers = catalog.samplers();
        this.base = base;
        this.draft = new ReadOnlyObjectWrapper<>(this, "draft", LabStart.of(models, samplers));
        this.front = new FrontModel(this);
        this.answers = new AnswerModel(this);
        look();
    }

    MaskedCatalog catalog() {
        return catalog;
    }

    FrontModel front() {
        return front;
    }

    AnswerModel answers() {
        return answers;
    }

    PrecisionModel precision() {
        return precision;
    }

    Registry<MaskedModelFamily> models() {
        return models;
    }

    Registry<MaskedSamplerFamily> samplers() {
        return samplers;
    }

    Path base() {
        return base;
    }

    ReadOnlyObjectProperty<LabDraft> draft() {
        return draft.getReadOnlyProperty();
    }

    /// Empty until the model is open, and where it cannot be opened.
    ReadOnlyObjectProperty<Optional<Shape>> shape() {
        return shape.getReadOnlyProperty();
    }

    /// By the id of the lane.
    ReadOnlyObjectProperty<Map<Integer, LaneRun>> runs() {
        return runs.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty paused() {
        return paused.getReadOnlyProperty();
    }

    ObjectProperty<Clock> clock() {
        return clock;
    }

    /// The moment that is looked at, in units of the clock.
    DoubleProperty time() {
        return time;
    }

    /// Index of the sequence that is looked at.
    IntegerProperty sequence() {
        return sequence;
    }

    /// Id of the lane that strip, map and forks are about.
    IntegerProperty focus() {
        return focus;
    }

    /// Position under the mouse, in whatever view; -1 for none.
    IntegerProperty hovered() {
        return hovered;
    }

    ObjectProperty<Set<Integer>> selected() {
        return selected;
    }

    /// What the next fork is to write, by position; masks hide.
    ObjectProperty<Map<Integer, Integer>> edits() {
        return edits;
    }

    /// The span that is looked at as the answer; empty for all that is hidden.
    ObjectProperty<Optional<Answer>> answer() {
        return answer;
    }

    /// Changes the draft; can be undone.
    void edit(UnaryOperator<LabDraft> change) {
        LabDraft changed = change.apply(draft.get());
        if (!changed.equals(draft.get())) {
            undo.push(draft.get());
            if (undo.size() > MOST_UNDONE) {
                undo.removeLast();
            }
            redo.clear();
            set(changed);
        }
    }

    void undo() {
        if (!undo.isEmpty()) {
            redo.push(draft.get());
            set(undo.pop());
        }
    }

    void redo() {
        if (!redo.isEmpty()) {
            undo.push(draft.get());
            set(redo.pop());
        }
    }

    private void set(LabDraft changed) {
        boolean other = !changed.model().equals(draft.get().model());
        draft.set(changed);
        if (changed.lanes().stream().noneMatch(l -> l.id() == focus.get())) {
            focus.set(changed.lanes().getFirst().id());
        }
        if (other) {
            stop();
            selected.set(Set.of());
            edits.set(Map.of());
            answer.set(Optional.empty());
            look();
        }
    }

    /// Opens the model to see how long its canvas is, and keeps it open as long as its tokens are read here: a tokenizer may
    /// end with its model.
    private void look() {
        Choice choice = draft.get().model();
        shape.set(Optional.empty());
        problem.set(Optional.empty());
        Optional<MaskedModel> there = brought;
        brought = Optional.empty();
        if (there.isPresent()) {
            show(choice, there, Optional.empty());
            return;
        }
        thread.execute(() -> {
            try {
                MaskedModel model = LabWork.open(choice, models, base);
                Platform.runLater(() -> show(choice, Optional.of(model), Optional.empty()));
            } catch (SamplerscopeException | OutOfMemoryError e) {
                Problem why = Problem.of(e);
                Platform.runLater(() -> show(choice, Optional.empty(), Optional.of(why)));
            }
        });
    }

    private void show(Choice choice, Optional<MaskedModel> seen, Optional<Problem> why) {
        if (isClosed || !choice.equals(draft.get().model())) {
            seen.ifPresent(MaskedModel::close);
            return;
        }
        opened.ifPresent(MaskedModel::close);
        opened = seen;
        shape.set(seen.map(Shape::of));
        problem.set(why);
        seen.ifPresent(_ -> used.accept(choice));
        Consumer<Shape> then = onShape;
        onShape = _ -> {};
        shape.get().ifPresent(then);
    }

    /// Shows a spec, and other samplers beside it: runs them and puts the cursor somewhere.
    ///
    /// @param at in [0, 1] of the longest lane
    public void show(RunSpec.Unmask spec, List<Choice> others, double at) {
        stop();
        var samplersOfLanes = new ArrayList<>(List.of(spec.sampler()));
        samplersOfLanes.addAll(others);
        LabDraft next = LabDraft.of(spec.model(), samplersOfLanes).withSeed(spec.seed()).withSequences(spec.samples());
        boolean isOpen = next.model().equals(draft.get().model()) && shape.get().isPresent();
        edit(_ -> next);
        Consumer<Shape> then = s -> {
            try {
                write(s.tokens().tokens(spec.prompt()));
                arrival = at;
                start();
            } catch (SamplerscopeException e) {
                report(Problem.of(e));
            }
        };
        onShape = isOpen ? _ -> {} : then;
        if (isOpen) {
            then.accept(shape.get().orElseThrow());
        }
    }

    private void write(int[] prompt) {
        List<Integer> tokens = IntStream.of(prompt).boxed().toList();
        edit(d -> d.withGiven(tokens));
    }

    /// Runs what has not run yet; all of it again when everything has.
    public void start() {
        begin(true);
    }

    /// One step of every lane; begins the run, paused, when there is none.
    void step() {
        if (!running.get()) {
            begin(false);
        }
        gate.ifPresent(g -> {
            g.pause();
            g.step();
        });
        paused.set(running.get());
    }

    private void begin(boolean open) {
        stop();
        LabDraft now = draft.get();
        List<LaneSpec> missing = now.lanes().stream().filter(this::isStale).toList();
        if (missing.isEmpty() || !isSame(now)) {
            missing = now.lanes();
            runs.set(Map.of());
        }
        problem.set(Optional.empty());
        edits.set(Map.of());
        ran = Optional.of(now);
        sequence.set(Math.min(sequence.get(), now.sequences() - 1));
        var mine = new LabGate(open);
        gate = Optional.of(mine);
        int number = ++round;
        running.set(true);
        paused.set(!open);
        follows = true;
        LabDraft task = now.withLanes(missing);
        job = Optional.of(task);
        thread.execute(() -> {
            try {
                new LabWork(models, samplers, base).run(task, mine, heard -> post.send(number, heard));
            } finally {
                post.send(number, LabPost.END);
            }
        });
    }

    void pause() {
        gate.ifPresent(LabGate::pause);
        paused.set(running.get());
    }

    void resume() {
        gate.ifPresent(LabGate::resume);
        paused.set(false);
    }

    public void stop() {
        gate.ifPresent(LabGate::stop);
        gate = Optional.empty();
        running.set(false);
        paused.set(false);
    }

    /// Whether the lane's run is not one of what the draft says.
    boolean isStale(LaneSpec lane) {
        LaneRun run = runs.get().get(lane.id());
        return run == null || !run.spec().equals(lane) || !isSame(draft.get());
    }

    /// Whether model, prompt, seed and sequences are those that ran.
    private boolean isSame(LabDraft now) {
        return ran.isPresent() && ran.get().withLanes(List.of()).equals(now.withLanes(List.of()));
    }

    /// Whether the runs begin where the draft begins.
    private boolean hasSameStart() {
        return ran.isPresent() && ran.get().model().equals(draft.get().model())
            && ran.get().given().equals(draft.get().given());
    }

    private void hear(int number, List<LabWork.Heard> news) {
        if (number != round) {
            return;
        }
        var changed = new LinkedHashMap<>(runs.get());
        LabDraft all = ran.orElseThrow();
        boolean isOver = false;
        for (LabWork.Heard heard : news) {
            switch (heard) {
                case LabWork.Heard.Opened(boolean world) -> {
                    all.lanes().stream().filter(l -> !changed.containsKey(l.id())
                        || !changed.get(l.id()).spec().equals(l)).forEach(l -> changed.put(l.id(), new LaneRun(l, world,
                            List.of(), Phase.RUNNING, Optional.empty())));
                }
                case LabWork.Heard.Stepped(int lane, int n, int[] start, var frames) ->
                    changed.computeIfPresent(lane, (_, run) -> run.adding(n, start, frames));
                case LabWork.Heard.Rested(int lane, Phase phase, var why) ->
                    changed.computeIfPresent(lane, (_, run) -> run.resting(phase, why));
                case LabWork.Heard.Refused(Problem why) -> problem.set(Optional.of(why));
                case LabWork.Heard.Ended() -> isOver = true;
            }
        }
        changed.keySet().removeIf(id -> draft.get().lanes().stream().noneMatch(l -> l.id() == id));
        runs.set(Map.copyOf(changed));
        if (follows) {
            time.set(end() * arrival);
        }
        if (isOver) {
            gate = Optional.empty();
            running.set(false);
            paused.set(false);
            job.ifPresent(j -> keep.accept(specs(j, changed)));
        }
    }

    /// Moves the cursor by hand; it no longer goes along with the work.
    void scrub(double to) {
        follows = false;
        arrival = 1;
        time.set(Math.clamp(to, 0, Math.max(0, end())));
    }

    /// One step of the focused lane forward or back.
    void walk(int steps) {
        Sequence shown = shown(focus.get());
        int to = Math.clamp(step(focus.get()) + steps, Sequence.BEFORE, shown.steps() - 1);
        scrub(shown.at(clock.get(), to));
    }

    /// Who hears of the lanes that have run to their end, as the specs that the command line knows; forks have none.
    public void keep(Consumer<List<RunSpec.Unmask>> changed) {
        keep = changed;
    }

    private List<RunSpec.Unmask> specs(LabDraft job, Map<Integer, LaneRun> ended) {
        String prompt = shape.get().map(s -> job.given().stream().map(s.tokens()::text).reduce("", String::concat)).orElse("");
        return job.lanes().stream().filter(l -> l.fork().isEmpty() && ended.containsKey(l.id())
            && ended.get(l.id()).phase() == Phase.DONE).map(l -> RunSpec.Unmask.of(job.model()).withSampler(l.sampler())
                .withPrompt(prompt).withSamples(job.sequences()).withSeed(job.seed())).toList();
    }

    /// Another clock; the focused lane stays at its step.
    void count(Clock changed) {
        int step = step(focus.get());
        clock.set(changed);
        time.set(shown(focus.get()).at(changed, step));
    }

    /// The sequence that a lane shows: the run's, or the canvas as the draft begins.
    Sequence shown(int lane) {
        LaneRun run = runs.get().get(lane);
        Optional<Sequence> there = run == null || !hasSameStart() ? Optional.empty() : run.sequence(sequence.get());
        return there.orElseGet(() -> new Sequence(draft.get().start(shape.get().map(Shape::length).orElse(0)), List.of()));
    }

    /// The step of the shown sequence that a lane is at.
    int step(int lane) {
        return shown(lane).stepAt(clock.get(), time.get());
    }

    /// The end of the longest lane, in units of the clock.
    double end() {
        return draft.get().lanes().stream().mapToDouble(l -> shown(l.id()).end(clock.get())).max().orElse(0);
    }

    /// The lane that another is compared with: the first one, or for that one the second.
    Optional<LaneSpec> other(int lane) {
        List<LaneSpec> lanes = draft.get().lanes();
        return lanes.size() < 2 ? Optional.empty() : Optional.of(lanes.getFirst().id() == lane ? lanes.get(1)
            : lanes.getFirst());
    }

    List<Cell> cells(int lane) {
        Optional<Shape> now = shape.get();
        if (now.isEmpty()) {
            return List.of();
        }
        Optional<int[]> compared = other(lane).map(o -> shown(o.id()).state(step(o.id())));
        return Cell.of(shown(lane), step(lane), now.get().tokens(), now.get().end(), compared,
            lane == focus.get() ? edits.get() : Map.of());
    }

    /// Whether typing changes the prompt: at the start. Later it prepares a fork.
    boolean editsPrompt() {
        return step(focus.get()) == Sequence.BEFORE;
    }

    /// Writes tokens from a position on, into the prompt or for the next fork.
    void write(int position, int[] tokens) {
        int length = shape.get().map(Shape::length).orElse(0);
        int[] fitting = IntStream.of(tokens).limit(Math.max(0, length - position)).toArray();
        if (editsPrompt()) {
            edit(d -> {
                LabDraft changed = d;
                for (int i = 0; i < fitting.length; i++) {
                    changed = changed.withGiven(position + i, fitting[i]);
                }
                return changed;
            });
        } else {
            var changed = new TreeMap<>(edits.get());
            for (int i = 0; i < fitting.length; i++) {
                changed.put(position + i, fitting[i]);
            }
            edits.set(Map.copyOf(changed));
        }
    }

    /// Gives a prompt of a task, another one each time.
    void ask(TextTask task) {
        tokens(task.draw(Streams.stream(draft.get().seed(), examples++, 0))).ifPresent(this::write);
    }

    /// Hides what is chosen: takes it out of the prompt, or masks it in the next fork.
    void hideSelected() {
        selected.get().forEach(i -> write(i, new int[] {Canvas.MASK}));
    }

    /// Writes the best guess, or what stands there, at what is chosen, so that it stays.
    void pinSelected() {
        List<Cell> cells = cells(focus.get());
        selected.get().stream().filter(i -> i < cells.size() && cells.get(i).token() != Canvas.MASK)
            .forEach(i -> write(i, new int[] {cells.get(i).token()}));
    }

    /// Adds a lane that leaves the focused one at the shown step, and runs it.
    void fork(Choice sampler) {
        int step = step(focus.get());
        LaneSpec parent = draft.get().lanes().stream().filter(l -> l.id() == focus.get()).findFirst().orElseThrow();
        if (step == Sequence.BEFORE || draft.get().lanes().size() >= LabDraft.MOST_LANES) {
            return;
        }
        double moment = time.get();
        edit(d -> d.adding(sampler, Optional.of(new LaneSpec.Fork(parent, step, edits.get()))));
        focus.set(draft.get().lanes().getLast().id());
        start();
        scrub(moment);
    }

    /// Runs the focused lane with the other way of drawing: 24 bits, or exact.
    void drawOtherwise() {
        otherDraw().ifPresent(c -> {
            edit(d -> d.withLane(LabFacts.lane(this, focus.get()).with(c)));
            start();
        });
    }

    /// Adds the focused lane with the other way of drawing, and runs it.
    void drawOtherwiseBeside() {
        otherDraw().filter(_ -> draft.get().lanes().size() < LabDraft.MOST_LANES).ifPresent(c -> {
            edit(d -> d.adding(c, Optional.empty()));
            start();
        });
    }

    private Optional<Choice> otherDraw() {
        return LabFacts.isCoarse(this, focus.get()).map(coarse -> LabFacts.lane(this, focus.get()).sampler()
            .with(Drawing.DRAW, new Setting.Word(coarse ? Drawing.EXACT : Drawing.COARSE)));
    }

    /// The tokens of a typed text.
    ///
    /// @throws SamplerscopeException that names what no token stands for
    Optional<int[]> tokens(String text) {
        return shape.get().map(s -> s.tokens().tokens(text));
    }

    void report(Problem why) {
        problem.set(Optional.of(why));
    }

    /// Whether the model is known, so that lanes can run.
    public boolean isOpen() {
        return shape.get().isPresent();
    }

    /// Whether the model could not be opened; the page says why.
    public boolean isRefused() {
        return shape.get().isEmpty() && problem.get().isPresent();
    }

    /// Who hears which models were opened.
    public void onUsed(Consumer<Choice> heard) {
        used = heard;
    }

    /// Opens a model for {@link #bring}, on the calling thread, which is not the FX thread.
    ///
    /// @throws SamplerscopeException in one of its kinds if it cannot be opened
    public static MaskedModel open(Choice choice, MaskedCatalog catalog, Path base) {
        return LabWork.open(choice, catalog.models(), base);
    }

    /// Gives all lanes a model that is open already, so that it cannot be refused any more; it is closed here.
    public void bring(Choice other, MaskedModel open) {
        if (isClosed) {
            open.close();
            return;
        }
        brought = Optional.of(open);
        onShape = _ -> {}; // what was to be shown was of another model
        if (other.equals(draft.get().model())) {
            stop();
            look(); // its files may be others by now
        } else {
            edit(d -> d.withModel(other));
        }
    }

    /// Gives all lanes another model, and so many sequences.
    public void use(Choice other, int sequences) {
        edit(d -> d.withModel(other).withSequences(sequences));
    }

    /// Whether samplers can be measured: the law is known, or the prompt is of a task whose rules are.
    boolean canMeasure() {
        return shape.get().filter(s -> s.world() || draft.get().task(s.tokens()).isPresent()).isPresent();
    }

    /// Whether samplers have been measured and nothing is being measured now.
    public boolean hasMeasured() {
        return !front.found().get().isEmpty() && !front.running().get();
    }

    /// Whether it is told when the answer was there in every whole sequence of the focused lane.
    public boolean hasAnswers() {
        return answers.found().get().filter(f -> f.readings().size() == whole(focus.get()).size()).isPresent();
    }

    /// Gives a prompt of a task that the model can be asked.
    ///
    /// @param id of the task
    public void ask(String id) {
        shape.get().flatMap(s -> s.tasks().stream().filter(t -> t.id().equals(id)).findFirst()).ifPresent(this::ask);
    }

    /// Whether it is told what few bits do to a law.
    public boolean hasPrecision() {
        return precision.found().get().isPresent();
    }

    /// Chooses one position.
    public void point(int position) {
        selected.set(Set.of(position));
    }

    /// Chooses a span, both ends included.
    public void point(int from, int to) {
        selected.set(IntStream.rangeClosed(from, to).boxed().collect(Collectors.toUnmodifiableSet()));
    }

    /// Gives a lane another sampler.
    ///
    /// @param place of the lane, from 0
    public void choose(int place, Choice sampler) {
        edit(d -> d.withLane(d.lanes().get(place).with(sampler)));
    }

    /// The runs of whole sequences of a lane, for measures.
    List<Sequence> whole(int lane) {
        LaneRun run = runs.get().get(lane);
        return run == null ? List.of() : new ArrayList<>(run.sequences()).stream()
            .filter(Sequence::isWhole).toList();
    }

    @Override
    public void close() {
        stop();
        front.close();
        answers.close();
        precision.close();
        thread.shutdownNow();
        isClosed = true;
        opened.ifPresent(MaskedModel::close);
        opened = Optional.empty();
    }
}
