package samplerscope.search.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.SamplerscopeException;
import samplerscope.registry.InvalidParameterException;
import samplerscope.search.Budget;
import samplerscope.search.NoiseBanks;
import samplerscope.search.SearchSpace;
import samplerscope.search.UnsearchableException;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecException;
import samplerscope.spec.SpecReader;

class SearchPlanTest {

    private static final SpecReader READER = new SpecReader(Catalog.standard(Path.of("there is no such folder")));
    private static final Path FILE = Path.of("plan.json");
    private static final RunSpec.Denoise BASE = RunSpec.Denoise.of(Choice.of("problem-s"));
    private static final SearchPlan PLAN = SearchPlan.of(BASE, List.of(5, 7), NoiseBanks.STANDARD);

    @Test
    void everyCellIsOneMethodAtOneCostFromOneSeed() {
        List<SearchPlan.Cell> cells = PLAN.withMethods(List.of(Choice.of("s3"), Choice.of("random")))
            .withSeeds(List.of(1L, 2L, 3L)).cells();

        assertEquals(12, cells.size());
        assertEquals("0007-s3-nfe7-seed2", cells.get(7).name());
        assertEquals(7, cells.get(7).request().space().most());
        assertEquals(2, cells.get(7).request().seed());
        assertEquals("s3", cells.get(7).request().method().id());
        assertEquals(12, new TreeSet<>(cells.stream().map(SearchPlan.Cell::name).toList()).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 14, 20})
    void shardsHaveEachCellOnceAndAboutAsMany(int parts) {
        SearchPlan plan = PLAN.withSeeds(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L));
        var all = new ArrayList<SearchPlan.Cell>();
        for (int i = 0; i < parts; i++) {
            List<SearchPlan.Cell> own = plan.shard(new Shard(i, parts));
            assertTrue(Math.abs(own.size() - 14.0 / parts) < 1, own.size() + " of " + parts);
            all.addAll(own);
        }
        assertEquals(14, all.size());
        assertEquals(new TreeSet<>(plan.cells().stream().map(SearchPlan.Cell::name).toList()),
            new TreeSet<>(all.stream().map(SearchPlan.Cell::name).toList()));
    }

    @Test
    void aPlanOutOfItsTextIsThePlan() {
        String text = """
            {"kind": "search", "version": 1, "base": {"kind": "denoise", "version": 1, "model": "problem-s"},
             "nfe": [5, [6, 8]], "methods": ["random", {"id": "s3", "parents": 9}], "seeds": [4, 2],
             "budget": {"candidates": 50, "nfe": 9000000, "patience": 20},
             "objective": {"aggregate": "trimmed", "noises": {"search": 70, "held-out": 300}},
             "steps": {"predictions": ["data"], "orders": [2, 3], "correctors": false, "relaxation": 0.25,
                       "first": ["model"], "named": false},
             "grid": {"ends": [0.001, 0.002]}}""";

        SearchPlan plan = read(text);

        assertEquals(new SearchPlan.Cost(6, 8), plan.costs().get(1));
        assertEquals(new Budget(50, 9_000_000, 0, 20), plan.budget());
        assertEquals(70, plan.objective().banks().search());
        assertEquals(new SearchSpace.Grid.Free(0.001, 0.002), plan.grid());
        var steps = (SearchSpace.Steps.Free) plan.steps();
        assertEquals(List.of(2, 3), List.of(steps.lowestOrder(), steps.highestOrder()));
        assertTrue(steps.fewerNodes());
        String written = PlanText.json(plan).pretty();
        assertEquals(plan, read(written));
        assertEquals(written, PlanText.json(read(written)).pretty());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"steps\": {\"solver\": {\"id\": \"dpmpp-2m\", \"type\": \"heun\"}}",
        "\"grid\": {\"id\": \"karras\", \"rho\": 5}",
        "\"objective\": {\"to\": \"samples\", \"metric\": \"sliced-wasserstein\"}",
        "\"objective\": {\"truth\": \"law\"}"})
    void everyShapeOfAPlanIsReadBack(String part) {
        SearchPlan plan = read("""
            {"kind": "search", "version": 1, "base": {"kind": "denoise", "version": 1, "model": "problem-s"},
             "nfe": [5], %s}""".formatted(part));

        assertEquals(plan, read(PlanText.json(plan).pretty()));
        assertTrue(!plan.equals(SearchPlan.of(plan.base(), List.of(5), NoiseBanks.STANDARD)), "the part means something");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'nfe': []                                   | the plan has no nfe",
        "'nfe': [5, 5]                               | twice",
        "'nfe': [0]                                  | nfe[0]",
        "'nfe': ['five']                             | nfe[0]",
        "'nfe': [5], 'seeds': [1, 1]                 | twice",
        "'nfe': [5], 'budget': {}                    | budget",
        "'nfe': [5], 'budget': {'candidates': 0}     | budget.candidates",
        "'nfe': [5], 'budget': {'hours': 1}          | candidates, nfe, seconds, patience",
        "'nfe': [5], 'budget': {'patience': 0}       | budget.patience",
        "'nfe': [5], 'steps': {'orders': [3]}        | steps.orders",
        "'nfe': [5], 'steps': {'predictions': []}    | no prediction",
        "'nfe': [5], 'steps': {'predictions': ['y']} | steps.predictions",
        "'nfe': [1], 'steps': {'orders': [3, 4]}     | too few",
        "'nfe': [5], 'steps': {'solver': 'ddim'}, 'grid': 'auto' | both fixed",
        "'nfe': [5], 'objective': {'noises': {'search': 64, 'held-out': 65}} | held-out",
        "'nfe': [5], 'objective': {'to': 'nowhere'}  | objective.to",
        "'nfe': [5], 'colour': 'red'                 | colour"}, quoteCharacter = '\0')
    void aPlanThatCannotBeSearchedSaysWhereAndWhat(String part, String named) {
        String text = "{\"kind\": \"search\", \"version\": 1, \"base\": {\"kind\": \"denoise\", \"version\": 1, "
            + "\"model\": \"problem-s\"}, " + part.replace('\'', '"') + "}";

        var wrong = assertThrows(SamplerscopeException.class, () -> read(text));
        assertTrue(wrong.getMessage().contains(named.trim()), wrong.getMessage());
    }

    @Test
    void whatIsNoPlanIsNotTakenForOne() {
        assertTrue(PlanText.isPlan(PlanText.json(PLAN)));
        assertTrue(!PlanText.isPlan(JsonReader.read("{\"kind\": \"denoise\"}", "x")));
        assertTrue(!PlanText.isPlan(Json.text("search")));
        assertThrows(SpecException.class, () -> read("{\"kind\": \"denoise\", \"version\": 1}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/1", "-1/2", "0/0", "a/b", "3", "0/1000000", "0/2/3", ""})
    void aShardThatThereIsNotIsRefused(String text) {
        assertThrows(InvalidParameterException.class, () -> Shard.of(text));
        assertEquals(new Shard(2, 3), Shard.of("2/3"));
    }

    /// Twice as fast a machine would try twice as many, so that the merged result would depend on who did what.
    @Test
    void whatDependsOnTheSpeedOfAMachineIsNotShared() {
        SearchPlan timed = PLAN.withBudget(Budget.ofSeconds(3));

        assertEquals(2, timed.shard(Shard.WHOLE).size());
        assertThrows(UnsearchableException.class, () -> timed.shard(new Shard(0, 2)));
        assertEquals(1, PLAN.withBudget(Budget.ofCandidates(9).withPatience(3)).shard(new Shard(0, 2)).size());
    }

    private static SearchPlan read(String text) {
        return PlanText.read(JsonReader.read(text, "plan.json"), FILE, READER);
    }
}
