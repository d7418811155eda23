package samplerscope.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// The same workloads in PyTorch, on the devices that it sees, when a Python that has it is found.
public final class TorchPeer {

    private static final String SCRIPT = "/samplerscope/bench/peer.py";
    private static final List<String> NAMES = List.of("python3", "python");
    private static final int SECONDS_TO_ANSWER = 60;

    private final String python;

    private TorchPeer(String python) {
        this.python = python;
    }

    /// The first Python on the path that can import torch.
    public static Optional<TorchPeer> find() {
        return NAMES.stream().map(TorchPeer::of).flatMap(Optional::stream).findFirst();
    }

    /// A given Python, if it can import torch.
    public static Optional<TorchPeer> of(String python) {
        try {
            var process = new ProcessBuilder(python, "-c", "import torch").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            boolean ended = process.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0 ? Optional.of(new TorchPeer(python)) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw cancelled();
        }
    }

    /// @param copy bytes per second of a copy in the memory of the host, for the rows of its CPU
    public List<BackendBench.Row> run(List<Workload> workloads, int threads, double copy) {
        Map<String, Workload> byId = workloads.stream().collect(Collectors.toMap(Workload::id, Function.identity()));
        var request = Json.object().with("threads", threads).with("workloads", Json.array(workloads.stream()
            .map(w -> w.peer().with("id", w.id())).toList()));
        var rows = new ArrayList<BackendBench.Row>();
        for (String line : ask(request.compact()).lines().toList()) {
            rows.add(row(JsonReader.read(line, SCRIPT), byId, copy));
        }
        return List.copyOf(rows);
    }

    private static BackendBench.Row row(Json answer, Map<String, Workload> byId, double copy) {
        var fields = (Json.Obj) answer;
        String device = text(fields, "device");
        String where = "torch %s, %s".formatted(text(fields, "torch"), device);
        double seconds = ((Json.Num) fields.get("seconds").orElseThrow()).value();
        return new BackendBench.Row(byId.get(text(fields, "workload")), where, seconds,
            device.equals("cpu") ? copy : Double.NaN, "");
    }

    private static String text(Json.Obj fields, String name) {
        return ((Json.Text) fields.get(name).orElseThrow()).value();
    }

    private String ask(String request) {
        try {
            Path script = Files.createTempFile("samplerscope-peer", ".py");
            Path answer = Files.createTempFile("samplerscope-peer", ".jsonl");
            try (InputStream resource = TorchPeer.class.getResourceAsStream(SCRIPT)) {
                Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
                run(script, answer, request);
                return Files.readString(answer);
            } finally {
                Files.deleteIfExists(script);
                Files.deleteIfExists(answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Path script, Path answer, String request) throws IOException {
        var process = new ProcessBuilder(python, script.toString()).redirectOutput(answer.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            try (var input = process.getOutputStream()) {
                input.write(request.getBytes(StandardCharsets.UTF_8));
            } catch (IOException _) {
                // It ended before it had read everything; its code says so.
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new PeerException(python, code);
            }
        } catch (InterruptedException e) {
            throw cancelled();
        } finally {
            process.destroyForcibly();
        }
    }

    private static CancellationException cancelled() {
        Thread.currentThread().interrupt();
        return new CancellationException("the benchmark was cancelled");
    }
}
