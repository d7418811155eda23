package samplerscope.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import samplerscope.run.Progress;
import samplerscope.spec.Json;

/// Contests in one run: a round of ours, a round of each opponent, and again.
///
/// @param place   of our side
/// @param python  a Python that has torch
/// @param rounds  of each side, `>= 1`
/// @param warmUp  seconds for which ours is warmed up, `>= 0`
/// @param cuda    whether the other side may use a CUDA device that it sees
public record PeerBench(BenchPlace place, String python, int rounds, double warmUp, boolean cuda) {

    private static final int MOST_CALLS = 1000;
    /// Threads that wait by spinning have gone to sleep after that: those of ONNX Runtime spin for 40 ms.
    private static final long PAUSE_MILLIS = 100;

    /// What the other side is.
    ///
    /// @param versions by name; empty when it is absent
    /// @param absent   why it is; empty when it is there
    public record Peer(Map<String, String> versions, String absent) {}

    /// @param results one per opponent of each contest
    public record Ended(Peer peer, List<BenchResult> results) {}

    /// Runs the contests with these ids.
    ///
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    public Ended run(List<String> ids, Progress progress) {
        return contests(Contests.all().stream().filter(c -> ids.contains(c.id())).toList(), progress);
    }

    Ended contests(List<Contest> contests, Progress progress) {
        try {
            Path folder = Files.createTempDirectory("samplerscope-peer");
            try (PeerProcess process = PeerProcess.start(python, folder)) {
                return contests(contests, process, folder, progress);
            } catch (SkippedException e) {
                return absent(contests, e.happened());
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Ended absent(List<Contest> contests, String why) {
        return new Ended(new Peer(Map.of(), why), contests.stream()
            .flatMap(c -> c.opponents().stream().map(o -> c.skipped(o, why))).toList());
    }

    /// @param folder for what both sides exchange
    Ended contests(List<Contest> contests, PeerProcess process, Path folder, Progress progress) {
        Json.Obj hello = process.ask(Json.object().with("do", "hello").with("threads", place.threads())
            .with("cuda", Json.flag(cuda)));
        var versions = new LinkedHashMap<String, String>();
        for (String name : List.of("python", "torch", "numpy", "onnxruntime", "compiler", "device")) {
            versions.put(name, PeerProcess.text(hello, name));
        }
        var results = new ArrayList<BenchResult>();
        for (int i = 0; i < contests.size(); i++) {
            progress.at(contests.get(i).id(), i, contests.size());
            results.addAll(contest(contests.get(i), process, folder));
        }
        progress.at("peer", contests.size(), contests.size());
        return new Ended(new Peer(versions, ""), List.copyOf(results));
    }

    private List<BenchResult> contest(Contest contest, PeerProcess process, Path folder) {
        try (Contest.Side side = contest.opening().open(place)) {
            side.once().run();
            Map<Contest.Opponent, String> refused = prepared(contest, side, process, folder);
            List<Contest.Opponent> met = contest.opponents().stream().filter(o -> !refused.containsKey(o)).toList();
            Map<Contest.Opponent, BenchResult> measured = met.isEmpty() ? Map.of() : measured(contest, met, side, process);
            process.ask(Json.object().with("do", "forget"));
            return contest.opponents().stream().map(o -> measured.containsKey(o) ? measured.get(o)
                : contest.skipped(o, refused.getOrDefault(o, ""))).toList();
        } catch (SkippedException e) {
            return contest.opponents().stream().map(o -> contest.skipped(o, e.happened())).toList();
        }
    }

    /// Opponents that cannot do the work, or come to another result, with the reason.
    private Map<Contest.Opponent, String> prepared(Contest contest, Contest.Side side, PeerProcess process,
        Path folder) {
        Json.Obj files = Json.object();
        for (var array : side.floats().entrySet()) {
            Path file = folder.resolve(array.getKey() + ".f32");
            write(array.getValue(), file);
            files = files.with(array.getKey(), file.toString());
        }
        double[] ours = side.output().get();
        var refused = new LinkedHashMap<Contest.Opponent, String>();
        for (Contest.Opponent opponent : contest.opponents()) {
            Path into = folder.resolve("result.f64");
            try {
                process.ask(Json.object().with("do", "prepare").with("kind", contest.kind())
                    .with("variant", opponent.variant()).with("numbers", side.numbers()).with("files", files)
                    .with("into", into.toString()));
                double difference = Difference.of(ours, read(into));
                if (!(difference <= contest.tolerance())) {
                    refused.put(opponent, "the results differ by %.2g, more than %.0e; no time counts"
                        .formatted(difference, contest.tolerance()));
                }
            } catch (SkippedException e) {
                refused.put(opponent, e.happened());
            }
        }
        return refused;
    }

    private Map<Contest.Opponent, BenchResult> measured(Contest contest, List<Contest.Opponent> opponents,
        Contest.Side side, PeerProcess process) {
        var ours = new Stopwatch(side.once());
        ours.warmUp(warmUp);
        var calls = new LinkedHashMap<Contest.Opponent, Integer>();
        var theirs = new LinkedHashMap<Contest.Opponent, double[]>();
        for (Contest.Opponent opponent : opponents) {
            round(process, opponent, 1);
            double seconds = StrictMath.max(round(process, opponent, 1), 1e-6);
            calls.put(opponent, StrictMath.min(MOST_CALLS, Stopwatch.callsFor(seconds)));
            round(process, opponent, calls.get(opponent));
            theirs.put(opponent, new double[rounds]);
        }
        var mine = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            pause();
            mine[i] = ours.round();
            for (Contest.Opponent opponent : opponents) {
                pause();
                theirs.get(opponent)[i] = round(process, opponent, calls.get(opponent));
            }
        }
        var results = new LinkedHashMap<Contest.Opponent, BenchResult>();
        theirs.forEach((opponent, seconds) -> results.put(opponent, new BenchResult(contest.id(), Contest.GROUP,
            contest.title(), opponent.against(), Unit.SECONDS, Optional.of(Spread.of(mine)), Optional.of(Spread.of(seconds)),
            Bench.ratio(mine, seconds), opponent.goal(), List.of(), "")));
        return results;
    }

    private static double round(PeerProcess process, Contest.Opponent opponent, int calls) {
        Stopwatch.requireRunning();
        double seconds = PeerProcess.number(process.ask(Json.object().with("do", "round")
            .with("variant", opponent.variant()).with("calls", calls)), "seconds");
        if (!(seconds > 0)) {
            throw new SkippedException("Python gave no time", "run the benchmark again");
        }
        return seconds;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            Stopwatch.requireRunning();
        }
    }

    private static void write(float[] values, Path file) {
        var bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        try {
            Files.write(file, bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] read(Path file) {
        try {
            var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
            var values = new double[bytes.remaining()];
            bytes.get(values);
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
