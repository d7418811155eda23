package samplerscope.app;

import java.util.List;
import java.util.Locale;
import samplerscope.app.diagnostics.DiagnosticsReport.Fact;
import samplerscope.app.study.Frame;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;
import samplerscope.spec.DeviceChoice;
import samplerscope.spec.Program;
import samplerscope.spec.References;

/// What the diagnostics say about runs and about what is kept in memory.
final class RunFacts {

    private static final double MIB = 1 << 20;

    private RunFacts() {}

    static List<Fact> of(StudyModel study, Preferences preferences) {
        References.Kept kept = study.services().references().kept();
        return List.of(new Fact("Version", Program.VERSION),
            new Fact("Device", "%s, %d threads".formatted(preferences.devices().current().get()
                .map(DeviceChoice::title).orElse("starting"), preferences.threads().get())),
            new Fact("Lanes", lanes(study.lanes())),
            new Fact("References", number("%d paths, %.1f of %.0f MiB", kept.paths(), kept.bytes() / MIB,
                kept.mostBytes() / MIB)),
            new Fact("Run table", "%d rows".formatted(study.log().entries().size())),
            new Fact("History", preferences.history().get() ? "keeps every run" : "off"));
    }

    private static String lanes(List<LaneModel> lanes) {
        List<Frame> frames = lanes.stream().flatMap(lane -> lane.frames().stream()).toList();
        long bytes = frames.stream().mapToLong(f -> f.state().bytes() + (f.data() == f.state() ? 0 : f.data().bytes())).sum();
        return number("%d with %d frames, %.1f MiB", lanes.size(), frames.size(), bytes / MIB);
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
