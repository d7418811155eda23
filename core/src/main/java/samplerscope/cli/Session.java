package samplerscope.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import samplerscope.SamplerscopeException;
import samplerscope.history.History;
import samplerscope.history.HistoryPlace;
import samplerscope.run.Progress;
import samplerscope.spec.Catalog;
import samplerscope.spec.EmsCache;
import samplerscope.spec.FileAccess;
import samplerscope.spec.FileAccessException;
import samplerscope.spec.Json;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.Resolved;
import samplerscope.spec.Resolver;
import samplerscope.spec.SpecEdit;
import samplerscope.spec.SpecReader;
import samplerscope.spec.RunSpec;

/// What the commands of one start share: where to print, and what can be chosen.
public final class Session implements AutoCloseable {

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private final Resolver resolver;
    private final HistoryPlace place;
    private final MaskedCatalog masked;
    /// Empty until a command asks for it.
    private Optional<History> history = Optional.empty();

    /// @param assets   folder of the bundled models and data
    /// @param terminal whether a person watches standard error
    public Session(PrintWriter out, PrintWriter err, Path assets, boolean terminal) {
        this(out, err, new Resolver(Catalog.standard(assets), EmsCache.standard(assets)), terminal);
    }

    /// Without a place for what takes minutes to measure.
    Session(PrintWriter out, PrintWriter err, Catalog catalog, boolean terminal) {
        this(out, err, new Resolver(catalog), terminal);
    }

    /// @param resolver closed with the session
    Session(PrintWriter out, PrintWriter err, Resolver resolver, boolean terminal) {
        this(out, err, resolver, terminal, HistoryPlace.standard());
    }

    /// @param place of the history, which is opened when a command asks for it
    Session(PrintWriter out, PrintWriter err, Resolver resolver, boolean terminal, HistoryPlace place) {
        this(out, err, resolver, terminal, place, MaskedCatalog.standard());
    }

    /// @param masked what masked diffusion has to choose from
    Session(PrintWriter out, PrintWriter err, Resolver resolver, boolean terminal, HistoryPlace place,
            MaskedCatalog masked) {
        this.masked = masked;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.resolver = resolver;
        this.place = place;
    }

    /// The runs that were kept. What had to be repaired in them is said on standard error.
    History history() {
        if (history.isEmpty()) {
            History opened = History.open(place, catalog());
            opened.remarks().forEach(remark -> err.println("samplerscope: " + remark));
            history = Optional.of(opened);
        }
        return history.get();
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    boolean isTerminal() {
        return terminal;
    }

    Resolver resolver() {
        return resolver;
    }

    Catalog catalog() {
        return resolver.catalog();
    }

    /// What masked diffusion has to choose from.
    MaskedCatalog maskedCatalog() {
        return masked;
    }

    void print(Json json) {
        out.println(json.pretty());
    }

    /// A spec from a file, changed as asked for.
    ///
    /// @throws BadInputException if the file or a change cannot be used
    RunSpec.Denoise read(Path file, List<String> changes) {
        var reader = new SpecReader(catalog());
        return input(() -> SpecEdit.apply(reader.read(file), changes, reader));
    }

    /// A spec of the user's as a plan; what its solvers and grid want to know of the model is measured meanwhile.
    ///
    /// @throws BadInputException if it cannot be run
    Resolved resolve(RunSpec.Denoise spec, Path base, Progress progress) {
        return input(() -> resolver.resolve(spec, base, progress));
    }

    /// The folder that relative names in a file start from.
    static Path base(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new BadInputException(new FileAccessException(file, "%s is no file".formatted(file), "name a file"));
        }
        return folder;
    }

    /// Work on what the user gave: an error in it is the user's to correct.
    <T> T input(Supplier<T> work) {
        try {
            return work.get();
        } catch (SamplerscopeException e) {
            throw new BadInputException(e);
        }
    }

    /// @throws BadInputException if a folder for results cannot be written to
    void requireWritable(Path folder) {
        input(() -> {
            FileAccess.requireWritable(folder);
            return folder;
        });
    }

    @Override
    public void close() {
        history.ifPresent(History::close);
        resolver.close();
    }
}
