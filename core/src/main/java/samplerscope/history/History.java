package samplerscope.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;
import samplerscope.export.NpyArrays;
import samplerscope.export.PngFile;
import samplerscope.spec.Catalog;
import samplerscope.spec.FileAccessException;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.MaskedRunFile;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunFileWriter;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecReader;
import samplerscope.spec.SpecWriter;
import samplerscope.spec.UnmaskText;
import samplerscope.store.Executed;
import samplerscope.store.MaskedFolder;
import samplerscope.store.RunFolder;
import samplerscope.store.StatePictures;

/// All runs that were kept. Any thread may ask; several programs may have one history open.
///
/// A run that {@link #add} has returned is on the disk, and stays whatever happens to the program: its folder was
/// forced there and renamed into place before its row was committed. Where the program dies between the two, the next
/// start finds the folder and adds the row.
public final class History implements AutoCloseable {

    /// How long a deleted run can be brought back.
    public static final Duration REGRET = Duration.ofDays(30);

    /// What {@link #get} takes for the newest run.
    public static final String LAST = "last";

    private static final DateTimeFormatter ID_TIME =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final int FEW = 5;

    private final HistoryPlace place;
    private final Catalog catalog;
    private final RunFolders folders;
    private final Database database;
    private final List<String> remarks;

    private History(HistoryPlace place, Catalog catalog, RunFolders folders, Database database, List<String> remarks) {
        this.place = place;
        this.catalog = catalog;
        this.folders = folders;
        this.database = database;
        this.remarks = List.copyOf(remarks);
    }

    /// Opens a history, or begins one. A damaged index is set aside and made anew from the folders; what a killed
    /// program left is put in order; what was deleted long ago is purged.
    ///
    /// @throws HistoryException    if the index cannot be used
    /// @throws FileAccessException if the folder cannot be used
    public static History open(HistoryPlace place, Catalog catalog) {
        var remarks = new ArrayList<String>();
        var folders = new RunFolders(place.runs());
        Database database = openOrReplace(place, remarks);
        try {
            folders.sweep();
            int found = index(folders, database, missing(folders, database));
            if (!remarks.isEmpty()) {
                remarks.add("the index was made anew from %d runs".formatted(found));
            }
            var history = new History(place, catalog, folders, database, remarks);
            history.purge(database.read(c -> new Rows(c).deletedBefore(Instant.now().minus(REGRET))));
            return history;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Database openOrReplace(HistoryPlace place, List<String> remarks) {
        try {
            return Database.open(place.database());
        } catch (HistoryException e) {
            if (!e.isDamaged()) {
                throw e;
            }
            Path aside = setAside(place.database());
            remarks.add("%s; it was kept as %s".formatted(e.happened(), aside.getFileName()));
            return Database.open(place.database());
        }
    }

    private static Path setAside(Path file) {
        String suffix = ".damaged-" + ID_TIME.format(Instant.now());
        try {
            for (String part : List.of("-wal", "-shm", "")) {
                Path from = file.resolveSibling(file.getFileName() + part);
                if (Files.exists(from)) {
                    Files.move(from, file.resolveSibling(file.getFileName() + suffix + part),
                        StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return file.resolveSibling(file.getFileName() + suffix);
        } catch (IOException e) {
            throw FileAccessException.writing(file, e);
        }
    }

    private static List<String> missing(RunFolders folders, Database database) {
        var known = database.read(c -> new Rows(c).ids());
        return folders.ids().stream().filter(id -> !known.contains(id)).toList();
    }

    /// @return how many of the folders hold a run
    private static int index(RunFolders folders, Database database, List<String> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        List<EntryFile> files = ids.stream().flatMap(id -> folders.entry(id).stream()).toList();
        return database.write(c -> {
            var rows = new Rows(c);
            for (EntryFile file : files) {
                rows.put(file.entry(), file.spec().compact());
            }
            return files.size();
        });
    }

    /// What had to be repaired when it was opened, in sentences; empty as a rule.
    public List<String> remarks() {
        return remarks;
    }

    public HistoryPlace place() {
        return place;
    }

    /// The folder of a run, which need not be there any more.
    public Path folder(HistoryEntry entry) {
        return folders.folder(entry.id());
    }

    /// Whether there is more of a run than its row.
    public boolean hasFolder(HistoryEntry entry) {
        return folders.exists(entry.id());
    }

    /// Keeps a run. When this returns, the run is on the disk.
    ///
    /// @throws HistoryException    if the index cannot be written
    /// @throws FileAccessException if the folder cannot be written; nothing is left of it then
    public HistoryEntry add(FinishedRun run) {
        String id = id(run.at());
        RunFile file = ModelFiles.moved(run.executed().file(), catalog, run.base(), folders.folder(id));
        var facts = RunFacts.of(file, run.name(), run.device(), run.source());
        // To the millisecond, as the index has it.
        var entry = new HistoryEntry(id, Instant.ofEpochMilli(run.at().toEpochMilli()), facts, Marks.NONE, 0, 0);
        Json.Obj spec = SpecWriter.json(file.spec());
        folders.create(id, folder -> {
            new RunFolder(folder).writeNumbers(run.executed(), file);
            if (!run.states().isEmpty()) {
                NpyArrays.write(folder.resolve(RunFolders.STATES), run.states());
            }
            new StatePictures(run.executed().run()).thumbnail(run.executed().end()).ifPresent(picture ->
                PngFile.write(folder.resolve(RunFolders.THUMBNAIL), picture, Optional.empty()));
            new EntryFile(entry, spec).write(folder.resolve(RunFolders.ENTRY));
        });
        return kept(entry, spec);
    }

    /// Keeps a run of masked diffusion: its file with the step map, the map as a table, and the decoded canvases.
    ///
    /// @throws HistoryException    if the index cannot be written
    /// @throws FileAccessException if the folder cannot be written; nothing is left of it then
    public HistoryEntry add(FinishedMaskedRun run, MaskedCatalog masked) {
        String id = id(run.at());
        MaskedRunFile file = run.executed().file().moved(masked, run.base(), folders.folder(id));
        var entry = new HistoryEntry(id, Instant.ofEpochMilli(run.at().toEpochMilli()),
            RunFacts.of(file, run.name(), run.source()), Marks.NONE, 0, 0);
        Json.Obj spec = UnmaskText.json(file.spec());
        folders.create(id, folder -> {
            new MaskedFolder(folder).write(run.executed(), file);
            new EntryFile(entry, spec).write(folder.resolve(RunFolders.ENTRY));
        });
        return kept(entry, spec);
    }

    private static String id(Instant at) {
        return "%s-%s".formatted(ID_TIME.format(at), UUID.randomUUID().toString().substring(0, 6));
    }

    private HistoryEntry kept(HistoryEntry entry, Json.Obj spec) {
        RunFolders.Size size = folders.size(entry.id());
        HistoryEntry kept = entry.withSize(size.bytes(), size.arrays());
        database.write(c -> {
            new Rows(c).put(kept, spec.compact());
            return kept;
        });
        prune();
        return kept;
    }

    /// Adds what was measured after the run had ended.
    ///
    /// @param executed the same run, with its errors
    /// @param base     folder that relative names in its spec start from
    public HistoryEntry measured(String id, Executed executed, Path base) {
        RunFile file = ModelFiles.moved(executed.file(), catalog, base, folders.folder(id));
        if (folders.exists(id)) {
            var folder = new RunFolder(folders.folder(id));
            RunFileWriter.write(file, folder.runFile());
            executed.curve().table().write(folder.curves());
        }
        return change(id, e -> e.withFacts(
            RunFacts.of(file, e.facts().name(), e.facts().device(), e.facts().source())));
    }

    /// Changes what the user did to a run.
    public HistoryEntry mark(String id, UnaryOperator<Marks> change) {
        return change(id, e -> e.withMarks(change.apply(e.marks())));
    }

    /// The folder's file is written inside the transaction, so that of two programs one comes after the other.
    private HistoryEntry change(String id, UnaryOperator<HistoryEntry> change) {
        return database.write(c -> {
            var rows = new Rows(c);
            HistoryEntry changed = change.apply(rows.get(id).orElseThrow(() -> unknown(id)));
            String spec = rows.spec(id).orElseThrow(() -> unknown(id));
            if (folders.exists(id) && JsonReader.read(spec, id) instanceof Json.Obj object) {
                new EntryFile(changed, object).write(folders.folder(id).resolve(RunFolders.ENTRY));
                RunFolders.Size size = folders.size(id);
                changed = changed.withSize(size.bytes(), size.arrays());
            }
            rows.put(changed, spec);
            return changed;
        });
    }

    public List<HistoryEntry> find(HistoryQuery query) {
        return database.read(c -> new Rows(c).find(query));
    }

    /// A run by its id, by the beginning of its id where no other begins like that, or the {@link #LAST} one.
    ///
    /// @throws UnknownRunException if there is none, or more than one
    public HistoryEntry get(String id) {
        return database.read(c -> {
            var rows = new Rows(c);
            List<String> ids = id.equals(LAST) ? rows.newest().stream().toList() : rows.beginning(id, FEW);
            if (ids.size() > 1 && !ids.contains(id)) {
                throw new UnknownRunException("several runs begin with '%s'".formatted(id),
                    "give more of one of " + String.join(", ", ids));
            }
            return rows.get(ids.isEmpty() || ids.contains(id) ? id : ids.getFirst()).orElseThrow(() -> unknown(id));
        });
    }

    private static UnknownRunException unknown(String id) {
        return new UnknownRunException("no run of the history is called '%s'".formatted(id),
            "see 'history list' for all of them, or 'history list is:deleted' for those that were deleted");
    }

    /// What a run was asked to do, to be asked again.
    ///
    /// @param base folder that relative names in the result start from
    /// @throws samplerscope.spec.SpecException if this version cannot read it, or it is of another family
    public RunSpec.Denoise spec(HistoryEntry entry, Path base) {
        String text = database.read(c -> new Rows(c).spec(entry.id())).orElseThrow(() -> unknown(entry.id()));
        return ModelFiles.moved(new SpecReader(catalog).read(text, entry.id()), catalog, folder(entry), base);
    }

    /// What a run of masked diffusion was asked to do, to be asked again.
    ///
    /// @param base folder that relative names in the result start from
    /// @throws samplerscope.spec.SpecException if it is of another family, or this version cannot read it
    public RunSpec.Unmask unmaskSpec(HistoryEntry entry, MaskedCatalog masked, Path base) {
        String text = database.read(c -> new Rows(c).spec(entry.id())).orElseThrow(() -> unknown(entry.id()));
        return ModelFiles.moved(UnmaskText.read(text, entry.id(), masked), masked, folder(entry), base);
    }

    /// Words that filters can offer.
    public record Words(List<String> models, List<String> solvers, List<String> tags) {}

    public Words words() {
        return database.read(c -> {
            var rows = new Rows(c);
            return new Words(rows.words("model"), rows.words("solvers"), rows.words("tags"));
        });
    }

    /// @param runs    that are not deleted
    /// @param deleted runs that can be brought back
    /// @param bytes   of all folders
    public record Usage(long runs, long deleted, long bytes) {}

    public Usage usage() {
        return database.read(c -> new Rows(c).usage());
    }

    /// How many bytes all folders may take; empty where the file that says so cannot be read.
    public OptionalLong budget() {
        return new Budget(place.budget()).bytes();
    }

    /// Sets the budget and gives up at once what is beyond.
    public void keepAtMost(long bytes) {
        new Budget(place.budget()).set(bytes);
        prune();
    }

    /// Purges deleted runs, then gives up arrays of the oldest others, until the budget is kept. Favourites stay whole,
    /// and of every other run what is small: spec, run file, curves and pictures.
    private void prune() {
        long excess = usage().bytes() - budget().orElse(Long.MAX_VALUE);
        if (excess <= 0) {
            return;
        }
        for (HistoryEntry entry : database.read(c -> new Rows(c).dispensable())) {
            if (excess <= 0) {
                return;
            }
            excess -= entry.marks().deleted().isPresent() ? purged(entry) : withoutArrays(entry);
        }
    }

    private long withoutArrays(HistoryEntry entry) {
        folders.dropArrays(entry.id());
        RunFolders.Size left = folders.size(entry.id());
        database.write(c -> {
            new Rows(c).setSize(entry.id(), left);
            return left;
        });
        return entry.bytes() - left.bytes();
    }

    /// Purges deleted runs for good; others are left alone.
    ///
    /// @return how many
    public int purge(List<HistoryEntry> entries) {
        List<HistoryEntry> deleted = entries.stream().filter(e -> e.marks().deleted().isPresent()).toList();
        deleted.forEach(this::purged);
        return deleted.size();
    }

    /// The folder first: a row without one is harmless, a folder without a row would come back.
    private long purged(HistoryEntry entry) {
        folders.delete(entry.id());
        database.write(c -> {
            new Rows(c).delete(entry.id());
            return entry;
        });
        return entry.bytes();
    }

    /// Reads every folder again; rows whose folder has gone stay.
    ///
    /// @return how many folders hold a run
    public int rebuild() {
        return index(folders, database, folders.ids());
    }

    /// What SQLite finds wrong with the index; empty when it is whole.
    List<String> problems() {
        return database.read(c -> {
            var problems = new ArrayList<String>();
            try (var s = c.createStatement(); var found = s.executeQuery("PRAGMA integrity_check")) {
                while (found.next()) {
                    problems.add(found.getString(1));
                }
            }
            problems.remove("ok");
            return problems;
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
