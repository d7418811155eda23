package samplerscope.app;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import samplerscope.app.search.SearchWindow;
import samplerscope.app.setup.FileChoice;
import samplerscope.app.study.Lane;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.library.ExportTarget;
import samplerscope.peer.ScheduleExport;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecWriter;

/// Takes what a search found to the lanes, the editor, files and other programs.
final class SearchDesk implements SearchWindow {

    private final StudyModel study;
    private final Desk desk;
    private final FileChoice files;
    private final Window window;

    /// What the search needs of the window.
    interface Window {
        void show(ScheduleExport code);

        void editSchedule();

        void toast(String words);

        void close();
    }

    SearchDesk(StudyModel study, Desk desk, FileChoice files, Window window) {
        this.study = study;
        this.desk = desk;
        this.files = files;
        this.window = window;
    }

    @Override
    public RunSpec.Denoise start() {
        return study.focusedLane().lane().get().spec();
    }

    @Override
    public String letter() {
        return study.study().get().letterOf(study.focusedLane().id());
    }

    @Override
    public void open(String name, RunSpec.Denoise spec) {
        study.edit("add lane " + name, s -> added(s, name, spec));
        window.close();
        study.runner().run(List.of(study.focusedLane()));
    }

    @Override
    public void compare(RunSpec.Denoise start, String name, RunSpec.Denoise found) {
        study.edit("compare " + name, s -> {
            boolean there = s.lanes().stream().anyMatch(lane -> !lane.hidden() && lane.spec().equals(start));
            return added(there ? s : added(s, "start of the search", start), name, found);
        });
        window.close();
        study.runner().run(study.drafts());
    }

    @Override
    public void edit(String name, RunSpec.Denoise spec) {
        open(name, spec);
        window.editSchedule();
    }

    private static Study added(Study study, String name, RunSpec.Denoise spec) {
        Study added = study.adding(spec);
        Lane lane = added.focusedLane();
        return added.withLane(lane.id(), l -> l.withName(name));
    }

    @Override
    public void code(RunSpec.Denoise spec, ExportTarget target) {
        Consumer<ScheduleExport> show = window::show;
        desk.code(spec, target, show);
    }

    @Override
    public void save(String name, RunSpec.Denoise spec) {
        files.save("Save spec", name.replace(' ', '-') + ".json", List.of("json")).ifPresent(file ->
            desk.write(file, SpecWriter.text(spec), () -> window.toast("Saved " + file.getFileName())));
    }

    @Override
    public void copy(RunSpec.Denoise spec) {
        var content = new ClipboardContent();
        content.putString(SpecWriter.text(spec));
        Clipboard.getSystemClipboard().setContent(content);
        window.toast("Copied the spec");
    }

    @Override
    public void close() {
        window.close();
    }
}
