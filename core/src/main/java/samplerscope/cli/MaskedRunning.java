package samplerscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samplerscope.run.Progress;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.MaskedRunFile;
import samplerscope.spec.ResolvedMasked;
import samplerscope.store.MaskedExecuted;
import samplerscope.store.MaskedExecutor;
import samplerscope.store.MaskedFolder;
import samplerscope.store.StepMap;

/// `samplerscope run` of a spec of masked diffusion.
///
/// @param folder  for results; empty to print only
/// @param stepMap file of its own for the step map: JSON where it is called so, else CSV
/// @param shown   canvases to print
/// @param measure against the law, or nothing
record MaskedRunning(Session session, Optional<Path> folder, Optional<Path> stepMap, int shown, int threads,
                     MaskedExecutor.Measure measure, KeepOption keep, Progress progress, boolean json) {

    int run(MaskedOption.Asked asked) {
        folder.ifPresent(session::requireWritable);
        stepMap.ifPresent(file -> session.requireWritable(Session.base(file)));
        try (ResolvedMasked run = session.input(
            () -> ResolvedMasked.of(asked.spec(), session.maskedCatalog(), asked.base()))) {
            MaskedExecuted executed = new MaskedExecutor(threads, progress).execute(run, measure);
            var written = new ArrayList<Path>();
            folder.ifPresent(to -> written.addAll(new MaskedFolder(to).write(executed, moved(executed, asked.base(), to))));
            stepMap.ifPresent(file -> written.add(write(executed, file)));
            print(executed, written, keep.keep(session, executed, asked.base()));
            return ExitCode.of(executed.outcome());
        }
    }

    private MaskedRunFile moved(MaskedExecuted executed, Path from, Path to) {
        return executed.file().moved(session.maskedCatalog(), from, to);
    }

    private static Path write(MaskedExecuted executed, Path file) {
        var map = new StepMap(executed.file(), executed.run().model().tokens());
        FileAccess.writeText(file, file.toString().endsWith(".json") ? map.json().pretty() + "\n" : map.table().csv());
        return file;
    }

    private void print(MaskedExecuted executed, List<Path> written, Optional<String> id) {
        List<String> names = written.stream().map(Path::toString).toList();
        if (json) {
            Json.Obj summary = MaskedSummary.json(executed);
            Json.Obj whole = names.isEmpty() ? summary : summary.with("files", Json.texts(names));
            session.print(id.map(kept -> whole.with("history", kept)).orElse(whole));
            return;
        }
        MaskedSummary.canvases(executed, shown).forEach(session.out()::println);
        session.out().println();
        session.out().println(MaskedSummary.text(executed));
        if (!names.isEmpty()) {
            session.out().println("wrote " + String.join(", ", names));
        }
        id.ifPresent(kept -> session.out().println("kept in the history as " + kept));
    }
}
