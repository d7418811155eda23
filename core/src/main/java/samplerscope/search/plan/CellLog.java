package samplerscope.search.plan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import samplerscope.SamplerscopeException;
import samplerscope.search.CandidateText;
import samplerscope.search.Evaluation;
import samplerscope.spec.Fields;
import samplerscope.spec.FileAccessException;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// The log of one search on the disk: a line that says what is searched, then a line per evaluated schedule, each written
/// when its score is known. A process that is killed loses at most the line that it was writing, which the next one
/// takes away; whoever holds a log is alone with it.
public final class CellLog implements AutoCloseable {

    private static final long MOST_COST = 1L << 53;

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private final List<Evaluation> known;

    private CellLog(Path file, FileChannel channel, FileLock lock, List<Evaluation> known) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        this.known = List.copyOf(known);
    }

    /// Begins a log, or goes on with what is there.
    ///
    /// @param request what is searched, as the first line has it
    /// @return empty while another process, or another part of this one, is at it
    /// @throws DamagedLogException                   if the file is about another search, or was changed
    /// @throws samplerscope.spec.FileAccessException if it cannot be read or written
    public static Optional<CellLog> open(Path file, Json.Obj request) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(opened(file, channel, lock, request));
        } catch (IOException e) {
            throw FileAccessException.writing(file, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static CellLog opened(Path file, FileChannel channel, FileLock lock, Json.Obj request) throws IOException {
        try {
            String text = whole(channel);
            if (text.isEmpty()) {
                append(channel, request);
            }
            return new CellLog(file, channel, lock, text.isEmpty() ? List.of() : entries(file, text, request));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// All whole lines; the rest of one that was cut off by the end of a process is taken away.
    private static String whole(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // Until all is there.
        }
        int end = bytes.position();
        while (end > 0 && bytes.get(end - 1) != '\n') {
            end--;
        }
        channel.truncate(end);
        channel.position(end);
        return new String(bytes.array(), 0, end, StandardCharsets.UTF_8);
    }

    private static List<Evaluation> entries(Path file, String text, Json.Obj request) {
        List<String> lines = text.lines().toList();
        if (!lines.getFirst().equals(request.compact())) {
            throw new DamagedLogException(file, "this is the log of another search",
                "search into another folder, or delete this file to begin anew");
        }
        var entries = new ArrayList<Evaluation>();
        for (int i = 1; i < lines.size(); i++) {
            entries.add(entry(file, i, lines.get(i)));
        }
        return entries;
    }

    private static Evaluation entry(Path file, int line, String text) {
        try {
            Evaluation entry = evaluation(JsonReader.read(text, file.getFileName().toString()));
            if (entry.index() == line - 1) {
                return entry;
            }
            throw new DamagedLogException(file, "line %d is entry %d".formatted(line + 1, entry.index()),
                "delete the file to begin this search anew");
        } catch (SamplerscopeException e) {
            throw e instanceof DamagedLogException ? e : new DamagedLogException(file,
                "line %d cannot be read".formatted(line + 1), "delete the file to begin this search anew", e);
        }
    }

    /// One evaluation as a line has it. A score that is not finite is left out.
    public static Json.Obj json(Evaluation e) {
        Json.Obj object = Json.object().with("index", e.index()).with("stage", e.stage());
        object = e.isFinite() ? object.with("score", e.score()) : object;
        return object.with("cost", e.cost()).with("candidate", CandidateText.json(e.candidate()));
    }

    private static Evaluation evaluation(Json json) {
        Fields fields = Fields.of("", json);
        int index = (int) fields.needWhole("index", 0, Integer.MAX_VALUE);
        String stage = fields.needText("stage");
        double score = fields.take("score").map(s -> Fields.real("score", s, -Double.MAX_VALUE, Double.MAX_VALUE))
            .orElse(Double.POSITIVE_INFINITY);
        long cost = fields.needWhole("cost", 0, MOST_COST);
        var evaluation = new Evaluation(index, stage,
            CandidateText.candidate("candidate", fields.need("candidate")), score, cost);
        fields.nothingElse();
        return evaluation;
    }

    /// What was in the log when it was opened.
    public List<Evaluation> known() {
        return known;
    }

    /// @throws samplerscope.spec.FileAccessException if it cannot be written
    /// @throws CancellationException                 when the thread is interrupted
    public void add(Evaluation evaluation) {
        try {
            append(channel, json(evaluation));
        } catch (ClosedByInterruptException e) {
            throw new CancellationException("the search was cancelled");
        } catch (IOException e) {
            throw FileAccessException.writing(file, e);
        }
    }

    private static void append(FileChannel channel, Json.Obj line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line.compact() + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                lock.release();
                channel.close();
            }
        } catch (IOException e) {
            throw FileAccessException.writing(file, e);
        }
    }
}
