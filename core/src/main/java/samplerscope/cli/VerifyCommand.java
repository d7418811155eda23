package samplerscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import samplerscope.peer.RecordedFile;
import samplerscope.peer.Verdict;
import samplerscope.spec.FileAccessException;
import samplerscope.spec.Json;

/// `samplerscope verify`.
@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Repeat recorded runs of published programs and compare every state.",
    footer = {"", "Examples:",
        "  samplerscope verify golden/k_diffusion.json",
        "  samplerscope verify golden --failures",
        "", "A file holds runs of diffusers, k-diffusion or the code of a paper on an exact model, as JSON, plain or",
        "gzipped. Models, starting points and noise are taken from models.json, inits_and_noise.json and ems.json beside",
        "it; the program brings its own where they are missing. Prints a line for each run: the largest deviation of its",
        "states, relative to max(1, the largest number of the state), and the tolerance.",
        "Exit code 1 if one exceeds its tolerance."})
final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files of recorded runs, or folders of such files.")
    private List<Path> paths = List.of();

    @Option(names = "--failures", description = "Print only the runs that do not agree.")
    private boolean failuresOnly;

    @Option(names = "--json", description = "Print JSON, one object for each run.")
    private boolean json;

    private final Session session;

    VerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var verdicts = new ArrayList<Verdict>();
        for (Path file : session.input(this::files)) {
            RecordedFile recorded = session.input(() -> RecordedFile.of(file));
            recorded.runs().parallelStream().map(run -> Verdict.on(run, recorded.problems()))
                .forEachOrdered(verdict -> {
                    verdicts.add(verdict);
                    line(verdict);
                });
        }
        long failed = verdicts.stream().filter(v -> !v.agrees()).count();
        if (json) {
            session.print(Json.array(verdicts.stream().map(VerifyCommand::json).toList()));
        } else {
            double worst = verdicts.stream().filter(v -> v.failure().isEmpty()).mapToDouble(Verdict::deviation).max()
                .orElse(0);
            session.out().println(String.format(Locale.ROOT, "%d of %d runs agree; largest deviation %.2e",
                verdicts.size() - failed, verdicts.size(), worst));
        }
        return failed == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    private List<Path> files() {
        var files = new ArrayList<Path>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(inside(path));
            } else {
                files.add(path);
            }
        }
        return files;
    }

    /// The files of a folder that hold runs; models and noise lie beside them.
    private static List<Path> inside(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> found = all.filter(p -> p.getFileName().toString().matches(".*\\.json(\\.gz)?")).sorted()
                .filter(RecordedFile::isOne).toList();
            if (found.isEmpty()) {
                throw new FileAccessException(folder, "%s holds no file of recorded runs".formatted(folder),
                    "name a folder with files that have a list of cases");
            }
            return found;
        } catch (IOException e) {
            throw FileAccessException.reading(folder, e);
        }
    }

    private void line(Verdict v) {
        if (!json && !(failuresOnly && v.agrees())) {
            session.out().println(v.failure()
                .map(why -> "%-40s could not be repeated: %s".formatted(v.id(), why))
                .orElseGet(() -> String.format(Locale.ROOT, "%-40s %.2e  tolerance %.0e%s", v.id(), v.deviation(),
                    v.tolerance(), v.agrees() ? "" : "  EXCEEDED")));
        }
    }

    private static Json json(Verdict v) {
        return Json.object().with("id", v.id()).with("deviation", Json.number(v.deviation()))
            .with("tolerance", v.tolerance()).with("agrees", Json.flag(v.agrees()))
            .with("failure", v.failure().<Json>map(Json::text).orElse(Json.text("")));
    }
}
