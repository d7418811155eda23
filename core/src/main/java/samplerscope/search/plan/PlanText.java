package samplerscope.search.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import samplerscope.search.Aggregate;
import samplerscope.search.Budget;
import samplerscope.search.NoiseBanks;
import samplerscope.search.Objective;
import samplerscope.search.SearchSpace;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Prediction;
import samplerscope.spec.Choice;
import samplerscope.spec.Fields;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.References;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecReader;
import samplerscope.spec.SpecWriter;

/// Plans as JSON. Equal plans give equal text; what a file leaves out is standard.
public final class PlanText {

    /// What a file of a plan says that it is.
    public static final String KIND = "search";

    private static final int VERSION = 1;
    private static final int MOST_NFE = 40;
    private static final int MOST_CANDIDATES = 100_000_000;
    private static final int MOST_NOISES = 100_000;
    private static final long MOST_NUMBER = 1L << 53;
    private static final String FREE = "free";

    private PlanText() {}

    public static Json.Obj json(SearchPlan plan) {
        return Json.object().with("kind", KIND).with("version", VERSION)
            .with("base", SpecWriter.json(plan.base()))
            .with("nfe", Json.array(plan.costs().stream().map(PlanText::cost).toList()))
            .with("methods", Json.array(plan.methods().stream().map(SpecWriter::choice).toList()))
            .with("seeds", Json.array(plan.seeds().stream().map(Json::number).toList()))
            .with("budget", budget(plan.budget()))
            .with("objective", objective(plan.objective()))
            .with("steps", steps(plan.steps()))
            .with("grid", grid(plan.grid()));
    }

    /// What one cell asks for: equal searches give equal text, wherever they stand in a plan.
    static Json.Obj json(SearchPlan plan, SearchPlan.Cell cell) {
        return json(plan.withCosts(List.of(cell.cost())).withMethods(List.of(cell.method()))
            .withSeeds(List.of(cell.seed())));
    }

    private static Json cost(SearchPlan.Cost cost) {
        return cost.fewest() == cost.most() ? Json.number((long) cost.fewest())
            : Json.array(List.of(Json.number((long) cost.fewest()), Json.number((long) cost.most())));
    }

    private static Json.Obj budget(Budget budget) {
        Json.Obj object = Json.object();
        object = budget.candidates() > 0 ? object.with("candidates", budget.candidates()) : object;
        object = budget.nfe() > 0 ? object.with("nfe", budget.nfe()) : object;
        object = budget.seconds() > 0 ? object.with("seconds", budget.seconds()) : object;
        return budget.patience() > 0 ? object.with("patience", budget.patience()) : object;
    }

    private static Json.Obj objective(Objective objective) {
        return switch (objective) {
            case Objective.ToPath(var aggregate, var truth, var banks) -> Json.object().with("to", "path")
                .with("aggregate", aggregate.word()).with("truth", word(truth)).with("noises", banks(banks));
            case Objective.ToSamples(var metric, var banks) -> Json.object().with("to", "samples")
                .with("metric", SpecWriter.choice(metric)).with("noises", banks(banks));
        };
    }

    private static Json.Obj banks(NoiseBanks banks) {
        return Json.object().with("seed", banks.seed()).with("search", banks.search())
            .with("held-out-seed", banks.heldOutSeed()).with("held-out", banks.heldOut());
    }

    private static Json.Obj steps(SearchSpace.Steps steps) {
        return switch (steps) {
            case SearchSpace.Steps.Fixed(var solver) -> Json.object().with("solver", SpecWriter.choice(solver));
            case SearchSpace.Steps.Free free -> Json.object()
                .with("predictions", words(free.predictions(), Prediction.values(), Prediction::word))
                .with("orders", Json.array(List.of(Json.number((long) free.lowestOrder()),
                    Json.number((long) free.highestOrder()))))
                .with("fewer-nodes", Json.flag(free.fewerNodes()))
                .with("correctors", Json.flag(free.correctors()))
                .with("relaxation", free.mostSlope())
                .with("first", words(free.firsts(), FirstOutput.values(), FirstOutput::word))
                .with("named", Json.flag(free.named()));
        };
    }

    private static Json grid(SearchSpace.Grid grid) {
        return switch (grid) {
            case SearchSpace.Grid.Fixed(var choice) -> SpecWriter.choice(choice);
            case SearchSpace.Grid.Free(double low, double high) -> low == 0 ? Json.text(FREE)
                : Json.object().with("ends", Json.numbers(List.of(low, high)));
        };
    }

    private static <E> Json words(Collection<E> chosen, E[] all, Function<E, String> word) {
        return Json.texts(Arrays.stream(all).filter(chosen::contains).map(word).toList());
    }

    /// Whether some text is a plan, and not the spec of a run.
    public static boolean isPlan(Json json) {
        return json instanceof Json.Obj object && object.get("kind")
            .filter(kind -> kind instanceof Json.Text(String word, var _) && word.equals(KIND)).isPresent();
    }

    /// The plan in a file.
    ///
    /// @throws samplerscope.spec.SpecException       for a field that is missing, unknown or of the wrong kind
    /// @throws samplerscope.spec.FileAccessException if the file, or the spec that it names, cannot be read
    /// @throws samplerscope.SamplerscopeException    for a plan that cannot be searched
    public static SearchPlan read(Path file, SpecReader reader) {
        return read(JsonReader.read(FileAccess.readText(file), file.getFileName().toString()), file, reader);
    }

    /// @param file that a base in another file is looked for beside
    static SearchPlan read(Json json, Path file, SpecReader reader) {
        Fields fields = Fields.of("", json);
        Fields.word("kind", fields.need("kind"), new String[] {KIND}, Function.identity());
        fields.needWhole("version", 1, VERSION);
        RunSpec.Denoise base = base(fields.need("base"), file, reader);
        SearchPlan plan = SearchPlan.of(base, List.of(1), NoiseBanks.STANDARD).withCosts(costs(fields));
        plan = plan.withMethods(fields.take("methods").map(PlanText::methods).orElse(plan.methods()));
        plan = plan.withSeeds(fields.take("seeds").map(PlanText::seeds).orElse(plan.seeds()));
        plan = plan.withBudget(fields.take("budget").map(PlanText::budget).orElse(plan.budget()));
        Objective objective = fields.take("objective").map(PlanText::objective).orElse(plan.objective());
        SearchSpace.Steps steps = fields.take("steps").map(PlanText::steps).orElse(plan.steps());
        SearchSpace.Grid grid = fields.take("grid").map(PlanText::grid).orElse(plan.grid());
        fields.nothingElse();
        return new SearchPlan(base, plan.costs(), plan.methods(), plan.seeds(), plan.budget(), objective, steps, grid);
    }

    private static RunSpec.Denoise base(Json json, Path file, SpecReader reader) {
        if (!(json instanceof Json.Text(String name, var _))) {
            return reader.read(json);
        }
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        Path other = folder.resolve(name);
        return ModelFiles.moved(reader.read(other), reader.catalog(),
            Optional.ofNullable(other.getParent()).orElse(folder), folder);
    }

    private static List<SearchPlan.Cost> costs(Fields fields) {
        List<Json> items = fields.needList("nfe");
        var costs = new ArrayList<SearchPlan.Cost>();
        for (int i = 0; i < items.size(); i++) {
            String path = "nfe[%d]".formatted(i);
            List<Json> ends = items.get(i) instanceof Json.Arr(var two, var _) ? two : List.of(items.get(i));
            if (ends.isEmpty() || ends.size() > 2) {
                throw Fields.wrong(path, items.get(i), "must be a number, or the fewest and the most");
            }
            costs.add(new SearchPlan.Cost((int) Fields.whole(path, ends.getFirst(), 1, MOST_NFE),
                (int) Fields.whole(path, ends.getLast(), 1, MOST_NFE)));
        }
        return costs;
    }

    private static List<Choice> methods(Json json) {
        List<Json> items = Fields.list("methods", json);
        var methods = new ArrayList<Choice>();
        for (int i = 0; i < items.size(); i++) {
            methods.add(SpecReader.choice("methods[%d]".formatted(i), items.get(i)));
        }
        return methods;
    }

    private static List<Long> seeds(Json json) {
        return Fields.list("seeds", json).stream().map(seed -> Fields.whole("seeds", seed, 0, MOST_NUMBER)).toList();
    }

    private static Budget budget(Json json) {
        Fields fields = Fields.of("budget", json);
        int candidates = fields.whole("candidates", 0, 1, MOST_CANDIDATES);
        long nfe = fields.take("nfe").map(n -> Fields.whole("budget.nfe", n, 1, MOST_NUMBER)).orElse(0L);
        double seconds = fields.take("seconds").map(s -> Fields.real("budget.seconds", s, 0, Double.MAX_VALUE))
            .orElse(0.0);
        int patience = fields.whole("patience", 0, 1, MOST_CANDIDATES);
        fields.nothingElse();
        return new Budget(candidates, nfe, seconds, patience);
    }

    private static Objective objective(Json json) {
        Fields fields = Fields.of("objective", json);
        NoiseBanks banks = fields.take("noises").map(PlanText::banks).orElse(NoiseBanks.STANDARD);
        String to = fields.take("to").map(t -> Fields.word("objective.to", t, new String[] {"path", "samples"},
            Function.identity())).orElse("path");
        Objective objective = to.equals("path") ? toPath(fields, banks)
            : new Objective.ToSamples(SpecReader.choice("objective.metric", fields.need("metric")), banks);
        fields.nothingElse();
        return objective;
    }

    private static Objective toPath(Fields fields, NoiseBanks banks) {
        Aggregate aggregate = fields.take("aggregate").map(a -> Fields.word("objective.aggregate", a,
            Aggregate.values(), Aggregate::word)).orElse(Objective.ToPath.STANDARD.aggregate());
        References.Truth truth = fields.take("truth").map(t -> Fields.word("objective.truth", t,
            References.Truth.values(), PlanText::word)).orElse(Objective.ToPath.STANDARD.truth());
        return new Objective.ToPath(aggregate, truth, banks);
    }

    private static String word(References.Truth truth) {
        return switch (truth) {
            case MODEL -> "model";
            case LAW -> "law";
        };
    }

    private static NoiseBanks banks(Json json) {
        Fields fields = Fields.of("objective.noises", json);
        int search = fields.whole("search", NoiseBanks.STANDARD.search(), 1, MOST_NOISES);
        int heldOut = fields.whole("held-out", NoiseBanks.STANDARD.heldOut(), 1, MOST_NOISES);
        long seed = fields.take("seed").map(s -> Fields.whole("objective.noises.seed", s, 0, MOST_NUMBER))
            .orElse(NoiseBanks.STANDARD.seed());
        long heldOutSeed = fields.take("held-out-seed")
            .map(s -> Fields.whole("objective.noises.held-out-seed", s, 0, MOST_NUMBER))
            .orElse(NoiseBanks.STANDARD.heldOutSeed());
        fields.nothingElse();
        return new NoiseBanks(seed, search, heldOutSeed, heldOut);
    }

    private static SearchSpace.Steps steps(Json json) {
        Fields fields = Fields.of("steps", json);
        Optional<Json> solver = fields.take("solver");
        SearchSpace.Steps steps = solver.isPresent()
            ? new SearchSpace.Steps.Fixed(SpecReader.choice("steps.solver", solver.get())) : free(fields);
        fields.nothingElse();
        return steps;
    }

    private static SearchSpace.Steps.Free free(Fields fields) {
        SearchSpace.Steps.Free standard = SearchSpace.Steps.Free.STANDARD;
        Set<Prediction> predictions = fields.take("predictions").map(json -> chosen("steps.predictions", json,
            Prediction.class, Prediction::word)).orElse(standard.predictions());
        Set<FirstOutput> firsts = fields.take("first").map(json -> chosen("steps.first", json, FirstOutput.class,
            FirstOutput::word)).orElse(standard.firsts());
        List<Long> orders = fields.take("orders").map(json -> Fields.list("steps.orders", json).stream()
            .map(order -> Fields.whole("steps.orders", order, 1, 4)).toList())
            .orElse(List.of((long) standard.lowestOrder(), (long) standard.highestOrder()));
        if (orders.size() != 2) {
            throw Fields.wrong("steps.orders", fields.need("orders"), "must be the lowest and the highest");
        }
        return new SearchSpace.Steps.Free(predictions, orders.getFirst().intValue(), orders.getLast().intValue(),
            fields.flagOr("fewer-nodes", standard.fewerNodes()), fields.flagOr("correctors", standard.correctors()),
            fields.take("relaxation").map(r -> Fields.real("steps.relaxation", r, 0, 2)).orElse(standard.mostSlope()),
            firsts, fields.flagOr("named", standard.named()));
    }

    private static <E extends Enum<E>> Set<E> chosen(String path, Json json, Class<E> type, Function<E, String> word) {
        Set<E> chosen = EnumSet.noneOf(type);
        Fields.list(path, json).forEach(item -> chosen.add(Fields.word(path, item, type.getEnumConstants(), word)));
        return chosen;
    }

    private static SearchSpace.Grid grid(Json json) {
        if (json instanceof Json.Text(String word, var _) && word.equals(FREE)) {
            return SearchSpace.Grid.Free.AS_GIVEN;
        }
        if (!(json instanceof Json.Obj object) || object.get("ends").isEmpty()) {
            return new SearchSpace.Grid.Fixed(SpecReader.choice("grid", json));
        }
        Fields fields = Fields.of("grid", json);
        List<Double> ends = fields.needList("ends").stream().map(end -> Fields.real("grid.ends", end, 0, 1e6)).toList();
        if (ends.size() != 2) {
            throw Fields.wrong("grid.ends", fields.need("ends"), "must be two times");
        }
        fields.nothingElse();
        return new SearchSpace.Grid.Free(ends.getFirst(), ends.getLast());
    }
}
