package samplerscope.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// The program with its window, started by its launcher without a display, to measure itself: it prints one line of JSON
/// and ends. Its history goes to a folder of its own.
///
/// @param launcher the script that starts the program
record LaunchedWindow(Path launcher) {

    private static final String LAUNCHER = "samplerscope";
    private static final String OPTIONS = "SAMPLERSCOPE_JAVA_OPTS";
    private static final String DATA = "SAMPLERSCOPE_DATA";
    private static final String NO_DISPLAY = "-Dglass.platform=Headless -Dprism.order=sw ";
    private static final int SECONDS = 300;

    /// @throws SkippedException if the program was not started from a checkout
    static LaunchedWindow of(BenchPlace place) {
        Path launcher = place.assets().toAbsolutePath().resolveSibling(LAUNCHER);
        if (!Files.isExecutable(launcher)) {
            throw new SkippedException("there is no launcher '%s'".formatted(launcher), "run the benchmark in a checkout");
        }
        return new LaunchedWindow(launcher);
    }

    /// Starts it and waits for its end.
    ///
    /// @param options what it is told to measure, as options of the JVM
    /// @param member  that what it says must have
    /// @throws SkippedException if it says nothing of the kind
    Json.Obj measured(String options, String member) {
        Stopwatch.requireRunning();
        try {
            Path folder = Files.createTempDirectory("samplerscope-window");
            try {
                Path out = folder.resolve("said.json");
                var builder = new ProcessBuilder(launcher.toString()).redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
                builder.environment().put(OPTIONS, NO_DISPLAY + options);
                builder.environment().put(DATA, folder.resolve("history").toString());
                await(builder.start());
                return said(Files.readString(out, StandardCharsets.UTF_8), member);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process process) {
        try {
            process.waitFor(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the benchmark was cancelled");
        } finally {
            process.destroy();
        }
    }

    /// The line of JSON among what the program printed.
    ///
    /// @throws SkippedException if there is none with that member
    Json.Obj said(String output, String member) {
        return output.lines().filter(line -> line.startsWith("{")).map(line -> JsonReader.read(line, launcher.toString()))
            .filter(Json.Obj.class::isInstance).map(Json.Obj.class::cast)
            .filter(o -> o.fields().containsKey(member)).findFirst()
            .orElseThrow(() -> new SkippedException("'%s' did not say %s".formatted(launcher, member),
                "start it by hand and see what it says"));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
