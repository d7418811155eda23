package samplerscope.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import samplerscope.app.chart.ChartPicture;
import samplerscope.app.export.Exports;
import samplerscope.app.masked.LabModel;
import samplerscope.app.network.NetworkDraft;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.library.ExportTarget;
import samplerscope.masked.MaskedModel;
import samplerscope.metric.Estimate;
import samplerscope.model.data.DataFiles;
import samplerscope.peer.Imported;
import samplerscope.peer.ScheduleExport;
import samplerscope.peer.diffusers.SchedulerImport;
import samplerscope.run.Trajectory;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Engine;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.MaskedRunFileReader;
import samplerscope.spec.MissingSidecarException;
import samplerscope.spec.ModelChoice;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.Reproduction;
import samplerscope.spec.Resolved;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunFileReader;
import samplerscope.spec.RunFileWriter;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecException;
import samplerscope.spec.SpecReader;
import samplerscope.spec.SpecWriter;
import samplerscope.spec.Tour;
import samplerscope.spec.TourReader;
import samplerscope.spec.UnmaskText;

/// What comes in from outside and goes out: files dropped or opened, specs on the clipboard. A file that cannot be used
/// becomes one message; nothing else changes.
public final class Desk {

    private static final int USUAL_STEPS = 10;

    private final StudyModel study;
    private final Consumer<Problem> report;
    private final BiConsumer<String, String> tell;
    private final Consumer<NetworkDraft.Ports> describe;
    private final Consumer<Tour> guide;
    private final RecentFiles recent;
    private Consumer<RunSpec.Unmask> masked = _ -> {};
    private BiConsumer<Choice, MaskedModel> lab = (_, open) -> open.close();

    /// A file on its way in.
    ///
    /// @param into    the study that was worked on when it was opened; reading takes its time
    /// @param focused what the focused lane ran then
    /// @param steps   that it took
    private record Arrival(Path file, StudyModel.Edits into, RunSpec.Denoise focused, int steps) {

        static Arrival of(Path file, StudyModel study) {
            LaneModel lane = study.focusedLane();
            return new Arrival(file, study.here(), lane.lane().get().spec(),
                lane.planned().get().map(run -> run.levels().size() - 1).orElse(USUAL_STEPS));
        }
    }

    /// @param report   shows a problem to the user; called on the FX thread
    /// @param tell     shows a title and what there is to say; called on the FX thread
    /// @param describe lets the user say how a network is asked; called on the FX thread
    /// @param guide    begins a tour; called on the FX thread
    public Desk(StudyModel study, Consumer<Problem> report, BiConsumer<String, String> tell,
        Consumer<NetworkDraft.Ports> describe, Consumer<Tour> guide, RecentFiles recent) {
        this.study = study;
        this.report = report;
        this.tell = tell;
        this.describe = describe;
        this.guide = guide;
        this.recent = recent;
    }

    /// What the file chooser offers.
    public static List<String> extensions() {
        return Stream.concat(Stream.of("json", "onnx"), DataFiles.extensions().stream()).toList();
    }

    /// Opens a file as a lane, or a model folder, a network or data as a model, a masked one in its lab; reads it in
    /// the background.
    public void open(Path file) {
        Path absolute = file.toAbsolutePath();
        recent.used(absolute);
        var arrival = Arrival.of(absolute, study);
        inBackground(() -> ModelChoice.ofPath(absolute.toString()), data -> data.ifPresentOrElse(
            model -> use(model, arrival), () -> openTour(arrival)));
    }

    private void use(Choice model, Arrival arrival) {
        if (ModelChoice.isMasked(model)) {
            useMasked(model);
        } else {
            useModel(model, arrival);
        }
    }

    /// @param opened takes a model of masked diffusion, which it closes; called on the FX thread
    void onMaskedModel(BiConsumer<Choice, MaskedModel> opened) {
        lab = opened;
    }

    /// The model is opened before it replaces the one in the lab, so a bad folder changes nothing.
    void useMasked(Choice model) {
        ModelChoice.path(model).map(study.services().base()::resolve).ifPresent(recent::used);
        inBackground(() -> LabModel.open(model, MaskedCatalog.standard(), study.services().base()),
            open -> lab.accept(model, open));
    }

    private void openTour(Arrival arrival) {
        inBackground(() -> tour(arrival.file()), tour -> tour.ifPresentOrElse(guide, () -> openRun(arrival)));
    }

    /// Empty for a file that does not call itself a tour.
    private Optional<Tour> tour(Path file) {
        return object(file).filter(TourReader::isTour).map(new TourReader(catalog())::read);
    }

    /// @param opened takes a spec of masked diffusion, or that of its run file; called on the FX thread
    void onMasked(Consumer<RunSpec.Unmask> opened) {
        masked = opened;
    }

    private void openRun(Arrival arrival) {
        inBackground(() -> unmask(arrival.file()), spec -> spec.ifPresentOrElse(masked, () -> openDenoising(arrival)));
    }

    /// Empty for a file that is not of masked diffusion.
    private static Optional<RunSpec.Unmask> unmask(Path file) {
        MaskedCatalog catalog = MaskedCatalog.standard();
        String name = String.valueOf(file.getFileName());
        return object(file).flatMap(object -> {
            if (UnmaskText.isUnmask(object)) {
                return Optional.of(UnmaskText.read(object, catalog));
            }
            boolean isRun = object.get("spec").filter(UnmaskText::isUnmask).isPresent();
            return isRun ? Optional.of(new MaskedRunFileReader(catalog).read(FileAccess.readText(file), name).spec())
                : Optional.empty();
        });
    }

    private void openDenoising(Arrival arrival) {
        inBackground(() -> schedulerConfig(arrival.file()), config -> config.ifPresentOrElse(
            object -> importScheduler(object, arrival),
            () -> inBackground(() -> readSpec(arrival.file()), spec -> arrival.into().edit(
                "add lane from " + arrival.file().getFileName(), s -> s.adding(spec)))));
    }

    /// The object in a file that names a scheduler class of diffusers; empty for any other file, whatever is wrong with it.
    private static Optional<Json.Obj> schedulerConfig(Path file) {
        return object(file).filter(object -> object.get("_class_name").isPresent());
    }

    /// The JSON object in a file; empty for any other file, whatever is wrong with it.
    private static Optional<Json.Obj> object(Path file) {
        try {
            return JsonReader.read(FileAccess.readText(file), String.valueOf(file.getFileName()))
                instanceof Json.Obj object ? Optional.of(object) : Optional.empty();
        } catch (SpecException e) {
            return Optional.empty(); // the reader of specs says what is wrong with it
        }
    }

    /// A lane with the sampler of a config, on the model and with the number of steps of another spec.
    private void importScheduler(Json.Obj config, Arrival arrival) {
        inBackground(() -> {
            Imported made = SchedulerImport.of(config, arrival.steps());
            study.services().resolver().resolve(made.in(arrival.focused()), study.services().base());
            return made;
        }, made -> {
            String name = config.get("_class_name").filter(Json.Text.class::isInstance)
                .map(text -> ((Json.Text) text).value()).orElse("scheduler");
            addLane(arrival.into(), name, made::in);
            if (!made.warnings().isEmpty()) {
                tell.accept("Imported " + name, String.join("\n", made.warnings()));
            }
        });
    }

    /// Adds a lane with a name of its own.
    ///
    /// @param change from what the focused lane runs to what the new one runs
    void addLane(String name, UnaryOperator<RunSpec.Denoise> change) {
        addLane(study.here(), name, change);
    }

    private static void addLane(StudyModel.Edits into, String name, UnaryOperator<RunSpec.Denoise> change) {
        into.edit("add lane " + name, s -> {
            Study added = s.adding(change.apply(s.focusedLane().spec()));
            return added.withLane(added.focusedLane().id(), lane -> lane.withName(name));
        });
    }

    /// The sampler of a lane as another program is told it.
    ///
    /// @param done called on the FX thread
    void code(LaneModel lane, ExportTarget target, Consumer<ScheduleExport> done) {
        code(lane.lane().get().spec(), target, done);
    }

    /// A sampler as another program is told it.
    ///
    /// @param done called on the FX thread
    void code(RunSpec.Denoise spec, ExportTarget target, Consumer<ScheduleExport> done) {
        inBackground(() -> target.of(study.services().resolver().resolve(spec, study.services().base())), done);
    }

    /// @param then called on the FX thread with the text of the file
    void read(Path file, Consumer<String> then) {
        inBackground(() -> FileAccess.readText(file), then);
    }

    /// @param done called on the FX thread when the file is whole
    void write(Path file, String text, Runnable done) {
        inBackground(() -> {
            FileAccess.writeText(file, text);
            return file;
        }, _ -> done.run());
    }

    /// Writes the run of a lane: its spec, what it ran on, and fingerprints of every state.
    ///
    /// @param done called on the FX thread when the file is whole
    public void saveRun(LaneModel lane, Path file, Runnable done) {
        Trajectory trajectory = lane.trajectory().orElseThrow();
        Resolved run = lane.ran().get().orElseThrow();
        Engine engine = lane.ranOn().orElseThrow();
        Map<String, Estimate> metrics = lane.errors().get().isEmpty() ? Map.of()
            : Map.of("path-error", lane.errors().get().getLast().rms());
        inBackground(() -> {
            Path base = study.services().base();
            var checksums = ModelFiles.checksums(run, catalog(), base);
            RunFile made = RunFile.of(run, engine, trajectory, checksums, metrics);
            RunFileWriter.write(ModelFiles.moved(made, catalog(), base, file.toAbsolutePath().getParent()), file);
            return file;
        }, _ -> done.run());
    }

    /// Runs a recorded run again on the same kind of backend and says whether the bits agree.
    ///
    /// @param answer called on the FX thread with one or two sentences
    public void reproduce(Path file, Consumer<String> answer) {
        afterExports(() -> {
            RunFile recorded = new RunFileReader(catalog()).read(file);
            Path folder = file.toAbsolutePath().getParent();
            Resolved run = study.services().resolver().resolve(recorded.spec(), folder);
            Engine engine = Engine.of(catalog().backends(), recorded.environment().backend(),
                recorded.environment().threads());
            Trajectory again = Trajectory.of(engine.open(run));
            var checksums = ModelFiles.checksums(run, catalog(), folder);
            return Reproduction.compare(recorded, RunFile.of(run, engine, again, checksums, Map.of()));
        }, result -> answer.accept(words(result)));
    }

    private static String words(Reproduction result) {
        return switch (result) {
            case Reproduction.SameBits(int steps) -> "Same bits in all %d recorded steps.".formatted(steps);
            case Reproduction.WithinTolerance(int step, double largest, double tolerance, var facts) ->
                "The same up to rounding: the largest difference is %.2g, below %.2g. It begins at step %d. %s"
                    .formatted(largest, tolerance, step + 1, String.join("; ", facts));
            case Reproduction.Different(int step, double largest, double _, var facts) ->
                "Different from step %d on; the largest difference is %.2g. %s"
                    .formatted(step + 1, largest, String.join("; ", facts));
        };
    }

    /// The spec of the focused lane, as text that another lane or the command line takes.
    public void copySpec() {
        var content = new ClipboardContent();
        content.putString(SpecWriter.text(study.focusedLane().lane().get().spec()));
        Clipboard.getSystemClipboard().setContent(content);
    }

    /// A lane from a spec on the clipboard.
    public void pasteSpec() {
        String text = Clipboard.getSystemClipboard().getString();
        StudyModel.Edits into = study.here();
        inBackground(() -> new SpecReader(catalog()).read(text == null ? "" : text, "clipboard"),
            spec -> into.edit("paste lane", s -> s.adding(spec)));
    }

    /// The model is opened before it replaces the one in use, so a bad file changes nothing.
    private void useModel(Choice model, Arrival arrival) {
        study.useModel(arrival.into(), "model from " + arrival.file().getFileName(), model, e -> {
            if (e instanceof MissingSidecarException missing) {
                describe(missing.network());
            } else {
                report.accept(Problem.of(e));
            }
        });
    }

    /// Looks into a network that nothing describes, and lets the user say how it is asked.
    public void describe(Path network) {
        inBackground(() -> NetworkDraft.Ports.of(network), describe);
    }

    /// A spec or a run file; relative paths in it are counted from its own folder.
    private RunSpec.Denoise readSpec(Path file) {
        String text = FileAccess.readText(file);
        String name = String.valueOf(file.getFileName());
        RunSpec.Denoise spec;
        if (name.endsWith(RunFile.EXTENSION)) {
            spec = new RunFileReader(catalog()).read(text, name).spec();
        } else {
            spec = new SpecReader(catalog()).read(text, name);
        }
        Path folder = file.getParent();
        return folder == null ? spec : ModelFiles.moved(spec, catalog(), folder, study.services().base());
    }

    /// Writes a chart in the format of the file's name.
    void saveChart(ChartPicture chart, Path file, Runnable written) {
        afterExports(() -> {
            Exports.of(chart, file).write(file, (_, _) -> {});
            return file;
        }, _ -> written.run());
    }

    private Catalog catalog() {
        return study.services().resolver().catalog();
    }

    private <T> void inBackground(Supplier<T> work, Consumer<T> then) {
        submit(study.services().background(), work, then);
    }

    /// What may take minutes, so that no file that is opened waits for it.
    private <T> void afterExports(Supplier<T> work, Consumer<T> then) {
        submit(study.services().exporting(), work, then);
    }

    private <T> void submit(ExecutorService threads, Supplier<T> work, Consumer<T> then) {
        threads.submit(() -> {
            try {
                T result = work.get();
                Platform.runLater(() -> then.accept(result));
            } catch (RuntimeException | OutOfMemoryError e) {
                Platform.runLater(() -> report.accept(Problem.of(e)));
            }
        });
    }
}
