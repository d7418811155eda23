package samplerscope.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import samplerscope.report.MaskedReport;
import samplerscope.report.MaskedReportPage;
import samplerscope.report.Repeat;
import samplerscope.spec.FileAccess;
import samplerscope.spec.MaskedRunFileWriter;
import samplerscope.spec.ResolvedMasked;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunSpec;
import samplerscope.store.MaskedComparison;
import samplerscope.store.MaskedExecuted;
import samplerscope.store.MaskedExecutor;

/// `samplerscope compare` of specs of masked diffusion.
///
/// @param folder for results; empty to print only
/// @param page   for a report; empty for none
record MaskedComparing(Session session, Optional<Path> folder, Optional<Path> page, int threads, ProgressOption progress, KeepOption keep,
                       boolean json) {

    /// @param names one per spec, unique
    int compare(List<String> names, List<MaskedOption.Asked> asked) {
        session.input(() -> MaskedComparison.requireSameStart(names, asked.stream().map(MaskedOption.Asked::spec).toList()));
        folder.ifPresent(session::requireWritable);
        page.ifPresent(file -> session.requireWritable(Session.base(file)));
        var opened = new ArrayList<ResolvedMasked>();
        try {
            asked.forEach(a -> opened.add(session.input(
                () -> ResolvedMasked.of(a.spec(), session.maskedCatalog(), a.base()))));
            var runs = new ArrayList<MaskedExecuted>();
            for (int i = 0; i < names.size(); i++) {
                runs.add(execute(names.get(i), opened.get(i), asked.get(i).base()));
                int code = ExitCode.of(runs.getLast().outcome());
                if (code != ExitCode.DONE) {
                    session.err().println("samplerscope: cancelled at %s".formatted(names.get(i)));
                    return code;
                }
            }
            var comparison = MaskedComparison.of(names, runs);
            report(comparison);
            page.ifPresent(file -> write(file, comparison, asked.stream().map(MaskedOption.Asked::base).toList()));
            return ExitCode.DONE;
        } finally {
            opened.forEach(ResolvedMasked::close);
        }
    }

    /// Runs one spec and keeps its run file, however it ended.
    private MaskedExecuted execute(String name, ResolvedMasked run, Path base) {
        MaskedExecuted executed = new MaskedExecutor(threads, progress.progress(session, name))
            .execute(run, MaskedExecutor.Measure.LAW);
        folder.ifPresent(to -> MaskedRunFileWriter.write(executed.file().moved(session.maskedCatalog(), base, to),
            to.resolve(name + RunFile.EXTENSION)));
        keep.keep(session, executed, base);
        return executed;
    }

    /// The specs of the page start from the folder that its scripts put them in.
    private void write(Path file, MaskedComparison comparison, List<Path> bases) {
        Path there = Session.base(file).resolve(Repeat.FOLDER);
        List<RunSpec.Unmask> moved = IntStream.range(0, bases.size()).mapToObj(i -> comparison.lanes().get(i).run().file()
            .moved(session.maskedCatalog(), bases.get(i), there).spec()).toList();
        String title = "Comparison of " + String.join(", ", comparison.lanes().stream().map(lane -> lane.name()).toList());
        MaskedReportPage.write(new MaskedReport(title, comparison, moved, Instant.now()), file);
        if (!json) {
            session.out().println("wrote the report " + file);
        }
    }

    private void report(MaskedComparison comparison) {
        folder.ifPresent(to -> {
            comparison.table().write(to.resolve("compare.csv"));
            FileAccess.writeText(to.resolve("compare.md"), comparison.readable().markdown());
            FileAccess.writeText(to.resolve("compare.json"), comparison.json().pretty() + "\n");
        });
        if (json) {
            session.print(comparison.json());
            return;
        }
        session.out().print(comparison.readable().markdown());
        folder.ifPresent(to -> session.out().println("wrote compare.md, compare.csv, compare.json and %d run files to %s"
            .formatted(comparison.lanes().size(), to)));
    }
}
