package samplerscope.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.spec.SpecException;

/// A Python that stays and answers, a JSON object a line.
final class PeerProcess implements AutoCloseable {

    private static final String SCRIPT = "/samplerscope/bench/rounds.py";
    /// Compiling takes minutes on a busy machine.
    private static final int SECONDS_TO_ANSWER = 600;
    private static final String END = "";

    private final String python;
    private final Process process;
    private final Writer to;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private PeerProcess(String python, Process process) {
        this.python = python;
        this.process = process;
        this.to = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(this::read);
    }

    /// Starts the script that ships with the program.
    ///
    /// @param folder for the script and what it says on standard error
    /// @throws SkippedException if there is no such Python
    static PeerProcess start(String python, Path folder) {
        try (InputStream resource = PeerProcess.class.getResourceAsStream(SCRIPT)) {
            Path script = folder.resolve("rounds.py");
            Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
            return start(python, script, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts any script that speaks as ours does.
    static PeerProcess start(String python, Path script, Path folder) {
        try {
            return new PeerProcess(python, new ProcessBuilder(python, script.toString()).directory(folder.toFile())
                .redirectError(folder.resolve("peer.log").toFile()).start());
        } catch (IOException e) {
            throw new SkippedException("'%s' cannot be started (%s)".formatted(python, e.getMessage()),
                "name a Python that has torch with --python");
        }
    }

    private void read() {
        try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8)) {
            from.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException _) {
            // It ended; whoever waits for an answer is told below.
        } finally {
            lines.add(END);
        }
    }

    /// The answer to one request.
    ///
    /// @throws SkippedException if the script says that it cannot, ends, or does not answer
    Json.Obj ask(Json.Obj request) {
        try {
            to.write(request.compact() + "\n");
            to.flush();
        } catch (IOException _) {
            throw ended();
        }
        Json.Obj answer = answer();
        if (!(answer.get("ok").orElse(null) instanceof Json.Flag ok && ok.value())) {
            throw new SkippedException("Python says: " + text(answer, "why"), "see what is installed there");
        }
        return answer;
    }

    private Json.Obj answer() {
        String line;
        try {
            line = lines.poll(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the benchmark was cancelled");
        }
        if (line == null || line.equals(END)) {
            throw ended();
        }
        try {
            if (JsonReader.read(line, SCRIPT) instanceof Json.Obj answer) {
                return answer;
            }
        } catch (SpecException e) {
            throw new SkippedException("'%s' answered what is no JSON: %s".formatted(python, e.happened()),
                "name another Python");
        }
        throw new SkippedException("'%s' answered '%s'".formatted(python, line), "name another Python");
    }

    private SkippedException ended() {
        lines.add(END);
        return new SkippedException("'%s' does not answer any more".formatted(python), "run the benchmark again");
    }

    static String text(Json.Obj fields, String name) {
        return fields.get(name).filter(Json.Text.class::isInstance).map(t -> ((Json.Text) t).value()).orElse("");
    }

    static double number(Json.Obj fields, String name) {
        return fields.get(name).filter(Json.Num.class::isInstance).map(n -> ((Json.Num) n).value()).orElse(Double.NaN);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
