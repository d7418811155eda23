package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.run.DenoisingRun;
import samplerscope.run.ReferencePath;
import samplerscope.run.Trajectory;
import samplerscope.tensor.Float64Backend;

/// Errors that an independent float64 implementation printed for the named problems, each solver as a file names it.
///
/// Thirty-two samples from `t = 1` to `1e-3` on the linear variance-preserving path unless a schedule is named; the
/// error is the RMS over samples and elements against the converged ODE, or the median over samples of their RMS. Three
/// errors of table 9.5 that were rounded twice stand here with their third digit: .00245, .00205 and .00155.
class ReferenceTablesTest {

    private static final int SAMPLES = 32;
    private static final Path HOME = Path.of(System.getProperty("samplerscope.home"));
    private static final Catalog CATALOG = Catalog.standard(HOME.resolve("assets"));
    private static final Resolver RESOLVER = new Resolver(CATALOG);
    private static final Map<List<Object>, double[]> TRUTH = new LinkedHashMap<>();

    private record Cell(String setting, int steps, String error) {}

    /// One argument set per table and solver.
    static Stream<Arguments> tables() {
        var tests = new LinkedHashMap<List<String>, List<Cell>>();
        for (String line : lines()) {
            String[] c = line.split(";");
            tests.computeIfAbsent(List.of(c[0], c[3]), _ -> new ArrayList<>())
                .add(new Cell(c[1], Integer.parseInt(c[2]), c[4]));
        }
        return tests.entrySet().stream().map(e ->
            Arguments.of(e.getKey().getFirst(), e.getKey().getLast(), e.getValue()));
    }

    @ParameterizedTest(name = "table {0}: {1}")
    @MethodSource("tables")
    void anErrorIsThePrintedOne(String table, String solver, List<Cell> cells) {
        var wrong = new ArrayList<String>();
        for (Cell cell : cells) {
            double error = error(cell, solver, table.endsWith("median"));
            var printed = new BigDecimal(cell.error());
            // Half a unit of the last digit printed, and a hundredth for the digit after it.
            double room = 0.51 * Math.pow(10, -printed.scale());
            if (!(Math.abs(error - printed.doubleValue()) <= room)) {
                wrong.add("%s, %d steps: %.5g, printed %s".formatted(
                    cell.setting(), cell.steps(), error, cell.error()));
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static double error(Cell cell, String solver, boolean median) {
        String setting = cell.setting().replaceFirst("\\}\\}$", ", \"steps\": " + cell.steps() + "}");
        var spec = new SpecReader(CATALOG).read("""
            {"kind": "denoise", "version": 1, %s, "solvers": [%s], "samples": %d, "seed": 0}"""
            .formatted(setting.substring(1), solvers(solver, setting.contains("to-zero") ? cell.steps() : 0), SAMPLES),
            cell.setting());
        Resolved run = RESOLVER.resolve(spec, HOME);
        List<Object> path = List.of(spec.model(), spec.schedule(), spec.guidance(), run.levels().getLast());
        double[] truth = TRUTH.computeIfAbsent(path, _ -> truth(run));
        try (var backend = new Float64Backend(1)) {
            return distance(Trajectory.of(run.open(backend)).end().toDoubles(), truth, median);
        }
    }

    /// `a ... b` is `a` on all steps but the last, which is `b`.
    private static String solvers(String solver, int before) {
        String[] parts = solver.split(" \\.\\.\\. ");
        return parts.length == 1 ? solver : (parts[0] + ", ").repeat(before) + parts[1];
    }

    private static double distance(double[] end, double[] truth, boolean median) {
        int d = end.length / SAMPLES;
        var squares = new double[SAMPLES];
        for (int i = 0; i < end.length; i++) {
            squares[i / d] += (end[i] - truth[i]) * (end[i] - truth[i]) / d;
        }
        if (!median) {
            return Math.sqrt(Arrays.stream(squares).sum() / SAMPLES);
        }
        double[] each = Arrays.stream(squares).map(Math::sqrt).sorted().toArray();
        return (each[SAMPLES / 2 - 1] + each[SAMPLES / 2]) / 2;
    }

    private static double[] truth(Resolved run) {
        try (var backend = new Float64Backend(1); DenoisingRun opened = run.open(backend)) {
            var ends = List.of(run.levels().getFirst(), run.levels().getLast());
            return ReferencePath.solve(run.denoiser(run.model(), backend, 0), backend, run.plan().strategy().schedule(),
                opened.initial(), ends, tolerance(run)).at(ends.getLast()).orElseThrow().toDoubles();
        }
    }

    /// Far below the errors in the tables; only problem S is run with so many steps that 4e-10 is left.
    private static double tolerance(Resolved run) {
        return run.spec().model().id().equals("problem-s") ? 1e-13 : 1e-8;
    }

    /// Published solvers, those of this project, and cells of both that need the finest reference or a packed budget.
    private static List<String> lines() {
        return Stream.of("tables", "extensions", "completed").flatMap(name -> lines(name).stream()).toList();
    }

    private static List<String> lines(String name) {
        try (var in = ReferenceTablesTest.class.getResourceAsStream("/reference/%s.csv".formatted(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
