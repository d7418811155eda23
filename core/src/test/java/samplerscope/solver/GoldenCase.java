package samplerscope.solver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import samplerscope.registry.Registry;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.TimeGrid;
import samplerscope.schedule.VpLinear;

/// One recorded run of a peer, told as a strategy of ours.
///
/// @param id     the peer's family and number
/// @param path   what lies between the levels
/// @param scale  of the draws; the peers' `s_noise`
/// @param states what the peer had after our step `i`, shape [B, D] row-major
/// @param table  tAB coefficients of the peer, one row per step; empty for other solvers
record GoldenCase(String id, String problem, NoiseSchedule path, TimeGrid grid, List<Solver> solvers, double[] start,
                  Noise noise, double scale, Recorded recorded, Map<Integer, double[]> states, double[][] table) {

    /// Which entry of its bank a peer adds at which draw.
    enum Noise { NONE, ONE_PER_DRAW, ONE_PER_STEP }

    /// Where in a step a peer takes down the state; the last one always when it has it.
    enum Recorded { AT_ITS_END, CORRECTED_IN_THE_NEXT, RAISED_IN_THE_NEXT }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Registry<SolverFamily> SOLVERS =
        new Registry<>("solver", new BuiltInSolvers().families());

    static JsonNode file(String name) {
        try (var in = GoldenCase.class.getResourceAsStream("/golden/" + name + ".json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return id;
    }

    Strategy strategy() {
        return new Strategy(path, grid, solvers);
    }

    static List<GoldenCase> of(String file, GoldenProblems problems) {
        return stream(file(file).get("cases")).map(c -> read(c, problems)).toList();
    }

    private static GoldenCase read(JsonNode c, GoldenProblems problems) {
        var levels = stream(c.get("levels"))
            .map(l -> new NoiseLevel(l.get(0).asDouble(), l.get(1).asDouble(), l.get(2).asDouble())).toList();
        var states = new TreeMap<Integer, double[]>();
        c.get("states").properties().forEach(e -> states.put(Integer.valueOf(e.getKey()), numbers(e.getValue())));
        var table = c.has("coefficients")
            ? stream(c.get("coefficients")).map(GoldenCase::numbers).toArray(double[][]::new) : new double[0][];
        return new GoldenCase(c.get("id").asText(), c.get("problem").asText(), path(c.get("path").asText()),
            new TimeGrid(levels), solvers(c.get("solvers")),
            problems.start(c.get("base").asText(), c.get("scale").asDouble(), c.get("points").asInt()), noise(c),
            c.path("noise_scale").asDouble(1), recorded(c), states, table);
    }

    private static Noise noise(JsonNode c) {
        return switch (c.path("noise").asText()) {
            case "sequential" -> Noise.ONE_PER_DRAW;
            case "step" -> Noise.ONE_PER_STEP;
            default -> Noise.NONE;
        };
    }

    private static Recorded recorded(JsonNode c) {
        return switch (c.path("recorded").asText()) {
            case "corrected" -> Recorded.CORRECTED_IN_THE_NEXT;
            case "raised" -> Recorded.RAISED_IN_THE_NEXT;
            default -> Recorded.AT_ITS_END;
        };
    }

    private static NoiseSchedule path(String name) {
        return name.equals("vp-linear") ? new VpLinear(0.1, 20) : LambdaClock.valueOf(name.toUpperCase());
    }

    /// Runs of equal solvers: id, settings, how many steps.
    private static List<Solver> solvers(JsonNode runs) {
        var solvers = new ArrayList<Solver>();
        for (JsonNode run : runs) {
            Solver solver = solver(run.get(0).asText(), run.get(1));
            for (int i = 0; i < run.get(2).asInt(); i++) {
                solvers.add(solver);
            }
        }
        return solvers;
    }

    private static Solver solver(String id, JsonNode given) {
        if (id.equals("deis-tab1")) {
            return new DeisTab(1);
        }
        var form = given.path("type").asText().equals("taylor") ? SlopeForm.TAYLOR : SlopeForm.MIDPOINT;
        if (id.equals("dpm-solver-3s") && given.has("r1")) {
            return new DpmSolver3S(given.get("r1").asDouble(), given.get("r2").asDouble(), form);
        }
        if (id.equals("dpm-solver-2s") && given.has("r1")) {
            return new DpmSolver2S(given.get("r1").asDouble(), form);
        }
        var settings = new HashMap<String, Setting>();
        given.properties().forEach(e -> settings.put(e.getKey(), e.getValue().isNumber()
            ? new Setting.Num(e.getValue().asDouble()) : new Setting.Word(e.getValue().asText())));
        var family = SOLVERS.get(id);
        return family.create().apply(Settings.of(id, family.parameters(), settings));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static double[] numbers(JsonNode array) {
        return stream(array).flatMap(n -> n.isArray() ? stream(n) : Stream.of(n))
            .mapToDouble(JsonNode::asDouble).toArray();
    }
}
