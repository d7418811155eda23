package samplerscope.history;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import samplerscope.SamplerscopeException;
import samplerscope.metric.Estimate;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.spec.RunFileWriter;

/// `entry.json` of a run's folder: the row of the index once more, so that the index can be made from the folders.
///
/// @param spec of the run, in JSON, its file names as seen from the folder
record EntryFile(HistoryEntry entry, Json.Obj spec) {

    private static final String KIND = "history-entry";
    private static final int VERSION = 1;

    /// @throws samplerscope.spec.FileAccessException if it cannot be written; an old one is then unharmed
    void write(Path file) {
        FileAccess.writeText(file, json().pretty() + "\n");
    }

    /// Empty where there is none, or one that is damaged or from a newer version.
    ///
    /// @param bytes  of the folder
    /// @param arrays of these, bytes of what can be given up
    static Optional<EntryFile> read(Path file, long bytes, long arrays) {
        try {
            Json json = JsonReader.read(FileAccess.readText(file), file.toString());
            return json instanceof Json.Obj object && text(object, "kind").equals(KIND)
                && whole(object, "version") == VERSION
                ? Optional.of(new EntryFile(entry(object, bytes, arrays), object(object, "spec"))) : Optional.empty();
        } catch (SamplerscopeException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private Json.Obj json() {
        Json.Obj json = Json.object().with("kind", KIND).with("version", VERSION);
        for (var field : json(entry).fields().entrySet()) {
            json = json.with(field.getKey(), field.getValue());
        }
        return json.with("spec", spec);
    }

    static Json.Obj json(HistoryEntry entry) {
        return Json.object().with("id", entry.id()).with("at", entry.at().toString())
            .with("marks", marks(entry.marks())).with("run", facts(entry.facts()));
    }

    private static Json marks(Marks marks) {
        return Json.object().with("favourite", Json.flag(marks.favourite())).with("tags", Json.texts(marks.tags()))
            .with("note", marks.note()).with("deleted", marks.deleted().map(Instant::toString).orElse(""));
    }

    private static Json facts(RunFacts f) {
        Json.Obj json = Json.object().with("name", f.name()).with("model", f.model())
            .with("solvers", Json.texts(f.solvers())).with("grid", f.grid()).with("schedule", f.schedule())
            .with("seed", f.seed()).with("samples", f.samples()).with("steps", f.steps()).with("nfe", f.nfe())
            .with("seconds", f.seconds()).with("backend", f.backend()).with("device", f.device())
            .with("precision", f.precision()).with("threads", f.threads()).with("status", word(f.status()))
            .with("problem", f.problem()).with("program", f.program()).with("source", word(f.source()));
        Json.Obj measured = f.error().map(e -> json.with("error", RunFileWriter.estimate(e))).orElse(json);
        return switch (f.family()) {
            case DENOISE -> measured; // as versions before the second family wrote it
            case MASKED -> measured.with("family", word(f.family())).with("metrics", metrics(f.metrics()));
        };
    }

    static Json.Obj metrics(Map<String, Estimate> metrics) {
        Json.Obj object = Json.object();
        for (var entry : metrics.entrySet()) {
            object = object.with(entry.getKey(), RunFileWriter.estimate(entry.getValue()));
        }
        return object;
    }

    static Map<String, Estimate> metrics(Json.Obj object) {
        var metrics = new TreeMap<String, Estimate>();
        object.fields().forEach((id, json) -> metrics.put(id, estimate(json)));
        return metrics;
    }

    private static HistoryEntry entry(Json.Obj object, long bytes, long arrays) {
        Json.Obj marks = object(object, "marks");
        Json.Obj run = object(object, "run");
        String deleted = text(marks, "deleted");
        return new HistoryEntry(text(object, "id"), Instant.parse(text(object, "at")), facts(run),
            new Marks(flag(marks, "favourite"), texts(marks, "tags"), text(marks, "note"),
                deleted.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(deleted))), bytes, arrays);
    }

    private static RunFacts facts(Json.Obj run) {
        return new RunFacts(text(run, "name"), text(run, "model"), texts(run, "solvers"), text(run, "grid"),
            text(run, "schedule"), whole(run, "seed"), (int) whole(run, "samples"), (int) whole(run, "steps"),
            (int) whole(run, "nfe"), run.get("error").map(EntryFile::estimate), real(run, "seconds"),
            text(run, "backend"), text(run, "device"), text(run, "precision"), (int) whole(run, "threads"),
            RunFacts.Status.valueOf(text(run, "status").toUpperCase(Locale.ROOT)), text(run, "problem"),
            text(run, "program"), RunFacts.Source.valueOf(text(run, "source").toUpperCase(Locale.ROOT)),
            run.get("family").isEmpty() ? RunFacts.Family.DENOISE
                : RunFacts.Family.valueOf(text(run, "family").toUpperCase(Locale.ROOT)),
            run.get("metrics").isEmpty() ? Map.of() : metrics(object(run, "metrics")));
    }

    private static Estimate estimate(Json json) {
        return json instanceof Json.Obj object ? new Estimate(real(object, "value"), real(object, "standardError"),
            whole(object, "count"), text(object, "unit")) : wrong("error");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Json.Obj object, String name) {
        return object.get(name).orElseGet(() -> wrong(name)) instanceof Json.Text(String value, var _)
            ? value : wrong(name);
    }

    private static List<String> texts(Json.Obj object, String name) {
        return object.get(name).orElseGet(() -> wrong(name)) instanceof Json.Arr(var items, var _)
            ? items.stream().map(item -> item instanceof Json.Text(String value, var _)
                ? value : EntryFile.<String>wrong(name)).toList() : wrong(name);
    }

    private static boolean flag(Json.Obj object, String name) {
        return object.get(name).orElseGet(() -> wrong(name)) instanceof Json.Flag(boolean value, var _)
            ? value : EntryFile.<Boolean>wrong(name);
    }

    private static long whole(Json.Obj object, String name) {
        return object.get(name).orElseGet(() -> wrong(name)) instanceof Json.Num n
            ? n.whole().orElseGet(() -> wrong(name)) : EntryFile.<Long>wrong(name);
    }

    /// A number, or null for one that is not known.
    private static double real(Json.Obj object, String name) {
        return switch (object.get(name).orElseGet(() -> wrong(name))) {
            case Json.Num n -> n.value();
            case Json.Null _ -> Double.NaN;
            case Json.Obj _, Json.Arr _, Json.Text _, Json.Flag _ -> EntryFile.<Double>wrong(name);
        };
    }

    private static Json.Obj object(Json.Obj object, String name) {
        return object.get(name).orElseGet(() -> wrong(name)) instanceof Json.Obj inner ? inner : wrong(name);
    }

    private static <T> T wrong(String name) {
        throw new IllegalArgumentException("the field %s cannot be used".formatted(name));
    }
}
