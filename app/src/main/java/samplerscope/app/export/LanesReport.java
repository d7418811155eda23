package samplerscope.app.export;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samplerscope.app.study.Frame;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;
import samplerscope.metric.PathError;
import samplerscope.report.Repeat;
import samplerscope.report.Report;
import samplerscope.report.ReportPage;
import samplerscope.run.Snapshot;
import samplerscope.run.Trajectory;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.References;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunSpec;
import samplerscope.store.Comparison;
import samplerscope.store.Curve;
import samplerscope.store.Executed;

/// The lanes on screen as one HTML page, the same as `samplerscope compare --report` makes of their specs.
///
/// @param lanes all that is needed of them, gathered on the FX thread
/// @param truth what their errors were measured against
record LanesReport(List<Ready> lanes, References.Truth truth) implements Export {

    /// A lane that has run.
    record Ready(String name, RunText run, Curve curve, Snapshot end) {}

    /// @throws NothingToExportException                       if a lane has not run
    /// @throws samplerscope.store.UnequalNoiseException if the lanes cannot be compared sample by sample
    static LanesReport of(StudyModel study) {
        List<LaneModel> shown = study.shownLanes();
        List<Ready> ready = shown.stream().flatMap(lane -> ready(study, lane).stream()).toList();
        if (ready.size() < shown.size() || ready.isEmpty()) {
            throw new NothingToExportException("a page compares all lanes that are shown, and not all of them have run");
        }
        Comparison.requireSameNoise(ready.stream().map(Ready::name).toList(), specs(ready));
        return new LanesReport(ready, study.runner().truth().get());
    }

    private static Optional<Ready> ready(StudyModel study, LaneModel lane) {
        String letter = study.study().get().letterOf(lane.id());
        String name = lane.lane().get().name();
        return RunText.of(study.services(), lane).map(run -> new Ready(name.isBlank() ? letter : letter + " " + name, run,
            curve(lane), lane.newest().orElseThrow().state()));
    }

    private static Curve curve(LaneModel lane) {
        return new Curve(lane.frames().stream().skip(1).map(frame -> new Curve.Point(frame.step() - 1, frame.nfe(),
            frame.nanos() * 1e-9, frame.at(), of(frame, lane.errors().get()), of(frame, lane.localErrors().get()))).toList());
    }

    private static Optional<PathError> of(Frame frame, List<PathError> errors) {
        return errors.stream().filter(e -> e.nfe() == frame.nfe() && e.at().equals(frame.at())).findFirst();
    }

    private static List<RunSpec.Denoise> specs(List<Ready> lanes) {
        return lanes.stream().map(lane -> lane.run().run().spec()).toList();
    }

    @Override
    public Preview preview() {
        return new Preview.Text("Tables of errors with intervals, the error along the run and against its cost,\n"
            + "pictures of the samples, every spec, and a script that makes the page again.\n\n"
            + String.join("\n", lanes.stream().map(Ready::name).toList()), "a page of %d lanes, for any browser"
            .formatted(lanes.size()));
    }

    @Override
    public void write(Path file, Progress progress) {
        var runs = new ArrayList<Executed>();
        for (Ready lane : lanes) {
            Export.checkInterrupted();
            runs.add(executed(lane));
            progress.at(runs.size(), lanes.size() + 1);
        }
        RunText first = lanes.getFirst().run();
        Path there = file.toAbsolutePath().resolveSibling(Repeat.FOLDER);
        List<RunSpec.Denoise> moved = specs(lanes).stream().map(spec ->
            ModelFiles.moved(spec, first.catalog(), first.base(), there)).toList();
        var names = lanes.stream().map(Ready::name).toList();
        ReportPage.write(new Report("Comparison of " + String.join(", ", names), Comparison.of(names, runs), moved,
            options(first), first.engine().choice().title(), Instant.now()), file);
        progress.at(lanes.size() + 1, lanes.size() + 1);
    }

    private List<String> options(RunText first) {
        return truth == References.Truth.MODEL ? List.of("--backend", first.engine().id())
            : List.of("--backend", first.engine().id(), "--truth");
    }

    private static Executed executed(Ready lane) {
        Trajectory path = lane.run().trajectory();
        RunFile kept = lane.run().file();
        return new Executed(lane.run().run(), kept, lane.curve(), lane.end(), path.outcome());
    }
}
