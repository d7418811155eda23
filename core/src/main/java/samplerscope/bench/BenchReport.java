package samplerscope.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// Results with where they were measured. Survives a round trip through JSON.
///
/// @param machine facts by name
/// @param results in the order of measurement
public record BenchReport(Map<String, String> machine, List<BenchResult> results) {

    public BenchReport {
        machine = Collections.unmodifiableMap(new LinkedHashMap<>(machine));
        results = List.copyOf(results);
    }

    /// Of this machine, now.
    public static BenchReport of(int threads, Map<String, String> more, List<BenchResult> results) {
        var facts = new LinkedHashMap<>(Machine.facts(threads));
        facts.putAll(more);
        return new BenchReport(facts, results);
    }

    /// Rows that count and are worse than they must be, or warn.
    public List<BenchResult> warnings() {
        return results.stream().filter(r -> !r.isSkipped() && !r.remark().isEmpty()).toList();
    }

    /// `{"machine": {...}, "rows": [...]}`, an object a row.
    public Json.Obj json() {
        Json.Obj facts = Json.object();
        for (var fact : machine.entrySet()) {
            facts = facts.with(fact.getKey(), fact.getValue());
        }
        return Json.object().with("machine", facts).with("rows", Json.array(results.stream().map(BenchReport::json).toList()));
    }

    private static Json json(BenchResult r) {
        Json.Obj row = Json.object().with("name", r.id()).with("group", r.group()).with("title", r.title())
            .with("against", r.against()).with("unit", r.unit().word());
        row = number(row, "ours", r.ours().map(Spread::median));
        row = number(row, "peer", r.peer().map(Spread::median));
        row = number(row, "ratio", r.ratio().map(Spread::median));
        if (r.goal().isPresent()) {
            Goal goal = r.goal().get();
            row = row.with("goal", goal.kind().word()).with("reach", goal.reach()).with("aim", goal.aim());
        }
        row = quartiles(row, "spread", r.shown());
        row = quartiles(row, "oursSpread", r.ours());
        row = quartiles(row, "peerSpread", r.peer());
        row = row.with("rounds", (long) r.ours().map(Spread::rounds).orElse(0));
        Json.Obj figures = Json.object();
        for (BenchResult.Figure f : r.figures()) {
            figures = figures.with(f.name(), Json.object().with("value", f.value()).with("unit", f.unit()));
        }
        return row.with("figures", figures).with("remark", r.remark());
    }

    private static Json.Obj number(Json.Obj row, String name, Optional<Double> value) {
        return value.isPresent() ? row.with(name, value.get()) : row;
    }

    private static Json.Obj quartiles(Json.Obj row, String name, Optional<Spread> spread) {
        return spread.isPresent() ? row.with(name, Json.numbers(List.of(spread.get().low(), spread.get().high()))) : row;
    }

    /// What {@link #json} wrote.
    ///
    /// @param file for messages
    /// @throws samplerscope.spec.SpecException if the text is no JSON
    /// @throws InvalidReportException          if it is no report
    public static BenchReport read(String text, String file) {
        if (!(JsonReader.read(text, file) instanceof Json.Obj root && root.get("machine").orElse(null) instanceof Json.Obj facts
            && root.get("rows").orElse(null) instanceof Json.Arr rows)) {
            throw new InvalidReportException(file, "it has no machine and rows");
        }
        var machine = new LinkedHashMap<String, String>();
        facts.fields().forEach((name, _) -> machine.put(name, PeerProcess.text(facts, name)));
        var results = new ArrayList<BenchResult>();
        for (Json row : rows.items()) {
            if (!(row instanceof Json.Obj fields)) {
                throw new InvalidReportException(file, "a row is no object");
            }
            results.add(result(fields, file));
        }
        return new BenchReport(machine, results);
    }

    private static BenchResult result(Json.Obj row, String file) {
        int rounds = (int) PeerProcess.number(row, "rounds");
        Function<String, Optional<Spread>> spread = name -> spread(row, name,
            name.equals("ratio") ? "spread" : name + "Spread", rounds, file);
        return new BenchResult(PeerProcess.text(row, "name"), PeerProcess.text(row, "group"), PeerProcess.text(row, "title"),
            PeerProcess.text(row, "against"), named(Unit.values(), PeerProcess.text(row, "unit"), file), spread.apply("ours"),
            spread.apply("peer"), spread.apply("ratio"), goal(row, file), figures(row), PeerProcess.text(row, "remark"));
    }

    private static Optional<Spread> spread(Json.Obj row, String median, String quartiles, int rounds, String file) {
        if (row.get(median).isEmpty()) {
            return Optional.empty();
        }
        if (row.get(quartiles).orElse(null) instanceof Json.Arr(var items, var _) && items.size() == 2
            && items.getFirst() instanceof Json.Num low && items.getLast() instanceof Json.Num high) {
            return Optional.of(new Spread(PeerProcess.number(row, median), low.value(), high.value(), rounds));
        }
        throw new InvalidReportException(file, "%s has no two quartiles".formatted(quartiles));
    }

    private static Optional<Goal> goal(Json.Obj row, String file) {
        String kind = PeerProcess.text(row, "goal");
        return kind.isEmpty() ? Optional.empty() : Optional.of(new Goal(named(Goal.Kind.values(), kind, file),
            PeerProcess.number(row, "reach"), PeerProcess.number(row, "aim")));
    }

    private static List<BenchResult.Figure> figures(Json.Obj row) {
        var figures = new ArrayList<BenchResult.Figure>();
        if (row.get("figures").orElse(null) instanceof Json.Obj all) {
            all.fields().forEach((name, value) -> {
                if (value instanceof Json.Obj figure) {
                    figures.add(new BenchResult.Figure(name, PeerProcess.number(figure, "value"),
                        PeerProcess.text(figure, "unit")));
                }
            });
        }
        return figures;
    }

    private static <E extends Enum<E>> E named(E[] values, String word, String file) {
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
                return value;
            }
        }
        throw new InvalidReportException(file, "'%s' is none of %s".formatted(word, List.of(values)));
    }
}
