package samplerscope.search.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import samplerscope.export.CsvTable;
import samplerscope.search.SearchResult;
import samplerscope.spec.Catalog;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecWriter;

/// What all cells of a plan came to together. A function of their results alone, so that one machine and many give the
/// same bytes.
///
/// @param cells in the order of the plan
public record Merged(SearchPlan plan, List<CellResult> cells) {

    /// What the other methods are compared with where the plan has it.
    private static final String RANDOM = "random";

    /// The schedule to take at a number of evaluations: the best on the noises searched on, of all methods and seeds.
    public record Winner(String cell, CellResult.Found found) {}

    /// How one method did at one cost, on the held-out noises, over its seeds.
    ///
    /// @param mean   of the errors
    /// @param least  error
    /// @param most   error
    /// @param evaluated schedules, from all seeds together
    /// @param wins   seeds from which it found a schedule with a smaller error than random search did from the same seed;
    ///               empty without random search
    public record Method(SearchPlan.Cost cost, String id, int seeds, double mean, double least, double most,
                         long evaluated, Optional<Integer> wins) {}

    public Merged {
        cells = List.copyOf(cells);
    }

    /// @param partial whether to do with the cells that are done
    /// @throws UnfinishedSearchException if cells are missing that are not to be, or all are
    public static Merged of(SearchFolder folder, boolean partial) {
        var done = new ArrayList<CellResult>();
        var missing = new ArrayList<SearchPlan.Cell>();
        List<SearchPlan.Cell> cells = folder.plan().cells();
        for (SearchPlan.Cell cell : cells) {
            folder.result(cell).ifPresentOrElse(done::add, () -> missing.add(cell));
        }
        if (!missing.isEmpty() && (!partial || done.isEmpty())) {
            throw new UnfinishedSearchException(missing, cells.size());
        }
        return new Merged(folder.plan(), done);
    }

    /// By rising number of evaluations; of equals the first in the plan.
    public List<Winner> winners() {
        var winners = new TreeMap<Integer, Winner>();
        for (CellResult cell : cells) {
            for (CellResult.Found found : cell.found()) {
                winners.merge(found.nfe(), new Winner(cell.name(), found),
                    (old, other) -> other.found().score() < old.found().score() ? other : old);
            }
        }
        return List.copyOf(winners.values());
    }

    /// By cost and method, in the order of the plan; without the cells that are missing or found nothing.
    public List<Method> methods() {
        var methods = new ArrayList<Method>();
        for (SearchPlan.Cost cost : plan.costs()) {
            for (var method : plan.methods()) {
                List<SearchPlan.Cell> own = cells(cost, c -> c.method().equals(method));
                double[] errors = own.stream().flatMap(c -> error(c).stream()).mapToDouble(e -> e).toArray();
                if (errors.length > 0) {
                    methods.add(new Method(cost, SpecWriter.choice(method).compact().replace("\"", ""), errors.length,
                        Arrays.stream(errors).average().orElseThrow(), Arrays.stream(errors).min().orElseThrow(),
                        Arrays.stream(errors).max().orElseThrow(), evaluated(own), wins(cost, own)));
                }
            }
        }
        return List.copyOf(methods);
    }

    private List<SearchPlan.Cell> cells(SearchPlan.Cost cost, Predicate<SearchPlan.Cell> which) {
        return plan.cells().stream().filter(c -> c.cost().equals(cost) && which.test(c)).toList();
    }

    private Optional<Double> error(SearchPlan.Cell cell) {
        return cells.stream().filter(c -> c.name().equals(cell.name())).flatMap(c -> c.found().stream())
            .min(Comparator.comparingDouble(CellResult.Found::score)).map(found -> found.heldOut().value());
    }

    private long evaluated(List<SearchPlan.Cell> own) {
        return results(own).mapToLong(CellResult::evaluated).sum();
    }

    private Stream<CellResult> results(List<SearchPlan.Cell> own) {
        return cells.stream().filter(done -> own.stream().anyMatch(c -> c.name().equals(done.name())));
    }

    private Optional<Integer> wins(SearchPlan.Cost cost, List<SearchPlan.Cell> own) {
        List<SearchPlan.Cell> random = cells(cost, c -> c.method().id().equals(RANDOM));
        if (random.isEmpty() || own.getFirst().method().id().equals(RANDOM)) {
            return Optional.empty();
        }
        int wins = 0;
        for (SearchPlan.Cell cell : own) {
            Optional<Double> other = random.stream().filter(r -> r.seed() == cell.seed()).findFirst()
                .flatMap(this::error);
            if (other.isPresent() && error(cell).filter(e -> e < other.get()).isPresent()) {
                wins++;
            }
        }
        return Optional.of(wins);
    }

    /// A winner as a spec that runs it on as many samples as the plan's base has.
    public RunSpec.Denoise spec(Winner winner) {
        return winner.found().candidate().in(plan.base());
    }

    public Json.Obj json() {
        return Json.object().with("kind", "search-result").with("version", 1).with("plan", PlanText.json(plan))
            .with("winners", Json.array(winners().stream()
                .map(w -> CellResult.json(w.found()).with("cell", w.cell())).toList()))
            .with("methods", Json.array(methods().stream().map(Merged::json).toList()))
            .with("cells", Json.array(cells.stream().map(CellResult::json).toList()));
    }

    private static Json.Obj json(Method m) {
        Json.Obj object = Json.object().with("nfe", m.cost().toString()).with("method", m.id())
            .with("seeds", m.seeds()).with("mean", Json.number(m.mean())).with("least", Json.number(m.least()))
            .with("most", Json.number(m.most())).with("evaluated", m.evaluated());
        return m.wins().map(wins -> object.with("wins-over-random", wins)).orElse(object);
    }

    /// Tables of what to take at each number of evaluations, and of how the methods did; then the remarks of methods.
    public String markdown() {
        var text = new StringBuilder(winnersTable().markdown());
        int looked = plan.objective().firstLook();
        if (looked < plan.objective().banks().heldOut()) {
            text.append("\nSolvers with more than twice the least error on the first %d of the %d noises held out were not "
                .formatted(looked, plan.objective().banks().heldOut())).append("run on the rest.\n");
        }
        if (plan.methods().size() > 1 || plan.seeds().size() > 1) {
            text.append('\n').append(methodsTable().markdown());
        }
        long stalled = cells.stream().filter(c -> c.ending() == SearchResult.Ending.STALLED).count();
        if (stalled > 0) {
            text.append("\n%d of %d searches ended early, when %d schedules in a row were no gain.\n".formatted(stalled,
                cells.size(), plan.budget().patience()));
        }
        String remarks = String.join("", cells.stream().flatMap(cell -> cell.remarks().stream()
            .map(remark -> "- %s %s%n".formatted(cell.name(), remark))).toList());
        if (!remarks.isEmpty()) {
            text.append('\n').append(remarks);
        }
        return text.toString();
    }

    private CsvTable winnersTable() {
        var table = new CsvTable(List.of("NFE", "error held out (95 %)", "found by", "best single solver", "its error",
            "lower by (95 %)", "error of auto", "lower by (95 %)"));
        for (Winner w : winners()) {
            CellResult.Found f = w.found();
            table.row(Integer.toString(f.nfe()), interval(f.heldOut(), 1, ""), w.cell(),
                f.bestSingle().map(CellResult.Known::name).orElse(""),
                f.bestSingle().map(k -> number(k.heldOut().value())).orElse(""),
                f.bestSingle().map(k -> interval(k.lowerBy(), 100, " %")).orElse(""),
                f.auto().map(k -> number(k.heldOut().value())).orElse(""),
                f.auto().map(k -> interval(k.lowerBy(), 100, " %")).orElse(""));
        }
        return table;
    }

    private CsvTable methodsTable() {
        var table = new CsvTable(List.of("NFE", "method", "seeds", "mean error held out", "least", "most",
            "schedules", "better than random from"));
        for (Method m : methods()) {
            table.row(m.cost().toString(), m.id(), Integer.toString(m.seeds()), number(m.mean()), number(m.least()),
                number(m.most()), Long.toString(m.evaluated()),
                m.wins().map(wins -> wins + " of " + m.seeds()).orElse(""));
        }
        return table;
    }

    private static String interval(SearchResult.Interval i, double times, String unit) {
        return "%s%s (%s to %s)".formatted(number(times * i.value()), unit, number(times * i.low()),
            number(times * i.high()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    /// Writes `merged.json`, `merged.md`, and a spec per number of evaluations, `winners/nfe-5.json`.
    ///
    /// @return the specs, by rising number of evaluations
    /// @throws samplerscope.spec.FileAccessException if a file cannot be written
    public List<Path> write(SearchFolder folder, Catalog catalog) {
        FileAccess.writeText(folder.path().resolve("merged.json"), json().pretty() + "\n");
        FileAccess.writeText(folder.path().resolve("merged.md"), markdown());
        Path winners = folder.path().resolve("winners");
        var files = new ArrayList<Path>();
        for (Winner winner : winners()) {
            Path file = winners.resolve("nfe-%d.json".formatted(winner.found().nfe()));
            SpecWriter.write(ModelFiles.moved(spec(winner), catalog, folder.path(), winners), file);
            files.add(file);
        }
        return files;
    }
}
