package samplerscope.peer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import samplerscope.spec.FileAccessException;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.spec.SpecException;

/// A file of recorded runs, plain or compressed.
///
/// @param name     for messages
/// @param runs     in the order of the file; empty for a file of something else, such as models
/// @param problems what they were made from
public record RecordedFile(String name, List<RecordedRun> runs, Problems problems) {

    public RecordedFile {
        runs = List.copyOf(runs);
    }

    /// @throws FileAccessException if the file cannot be read
    /// @throws SpecException       if it is no file of recorded runs
    public static RecordedFile of(Path file) {
        Json.Obj whole = read(file);
        String name = file.getFileName().toString();
        if (!(whole.get("cases").orElse(null) instanceof Json.Arr(var cases, var at))) {
            throw new SpecException(whole.at(), "cases", "%s holds no recorded runs".formatted(name),
                "name a file with a list of cases");
        }
        for (Json json : cases) {
            if (!(json instanceof Json.Obj)) {
                throw new SpecException(json.at(), "cases", "a case of %s is %s".formatted(name, json.inWords()),
                    "it must be an object");
            }
        }
        Path folder = file.toAbsolutePath().getParent();
        return new RecordedFile(name, cases.stream().map(json -> RecordedRun.of((Json.Obj) json)).toList(),
            Problems.of(folder));
    }

    /// Whether a file holds runs with their trajectories, and not something that lies beside them.
    public static boolean isOne(Path file) {
        return read(file).get("cases").orElse(null) instanceof Json.Arr(var cases, var _) && !cases.isEmpty()
            && cases.getFirst() instanceof Json.Obj first && first.get("trajectory").isPresent();
    }

    static Json.Obj read(Path file) {
        String name = file.getFileName().toString();
        try (InputStream in = open(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (JsonReader.read(text, name) instanceof Json.Obj whole) {
                return whole;
            }
        } catch (IOException e) {
            throw FileAccessException.reading(file, e);
        }
        throw new SpecException(new Json.Position(name, 1, 1), "", "%s is no object in braces".formatted(name),
            "name a file of recorded runs");
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        return file.getFileName().toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }
}
