package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import samplerscope.registry.Setting;
import samplerscope.run.Recording;

class OrderSweepTest {

    private static final Path HERE = Path.of("");

    private final Resolver resolver = new Resolver(Catalog.standard(HERE));
    private final Engine engine = Engine.of(resolver.catalog().backends(), "cpu-float64", 1);

    @Test
    void halvingTheStepsOfAFirstOrderSolverHalvesItsError() {
        List<OrderSweep.Point> points = sweep(spec("ddim"), List.of(200, 400));

        // The next term of the error is of the order of one step: 1/200 of the leading one, a few per cent.
        assertEquals(2, ratio(points), 0.1);
    }

    @Test
    void halvingTheStepsOfASecondOrderSolverQuartersItsError() {
        List<OrderSweep.Point> points = sweep(spec("dpmpp-2m"), List.of(200, 400));

        assertEquals(4, ratio(points), 0.4);
    }

    @Test
    void fitsTheOrderWithAnInterval() {
        var fit = OrderSweep.fit(sweep(spec("dpmpp-2m"), List.of(100, 140, 200, 280, 400))).orElseThrow();

        // 100 steps are not the limit yet: the next term of the error is still a few per cent.
        assertEquals(2, fit.order(), 0.1);
        assertTrue(fit.low() < fit.order() && fit.order() < fit.high());
    }

    @Test
    void countsEvaluationsNotSteps() {
        List<OrderSweep.Point> points = sweep(spec("heun"), List.of(10, 20));

        assertEquals(List.of(5, 10), points.stream().map(OrderSweep.Point::steps).toList());
        assertEquals(List.of(10, 20), points.stream().map(OrderSweep.Point::nfe).toList());
    }

    @Test
    void oneReferenceServesEveryBudget() {
        var sweep = new OrderSweep(resolver, new References(1), engine, HERE, spec("ddim"), List.of(5, 10), 16);

        var first = sweep.advance().orElseThrow().error();
        var second = sweep.advance().orElseThrow().error();

        assertEquals(first.at(), second.at());
        assertEquals(16, first.perSample().length);
        assertTrue(sweep.advance().isEmpty());
    }

    @Test
    void refusesWhatHasNoOrder() {
        assertThrows(UnsweepableException.class, () -> sweep(spec("euler-a"), List.of(10)));
        var byHand = spec("ddim").withGrid(new Choice("list",
            Map.of("values", new Setting.Numbers(List.of(-4.0, 0.0, 4.0)))));
        assertThrows(UnsweepableException.class, () -> sweep(byHand, List.of(10)));
    }

    private List<OrderSweep.Point> sweep(RunSpec.Denoise spec, List<Integer> budgets) {
        var sweep = new OrderSweep(resolver, new References(1), engine, HERE, spec, budgets, 32);
        var points = new ArrayList<OrderSweep.Point>();
        for (var p = sweep.advance(); p.isPresent(); p = sweep.advance()) {
            points.add(p.get());
        }
        return points;
    }

    private static double ratio(List<OrderSweep.Point> points) {
        return points.get(0).error().rms().value() / points.get(1).error().rms().value();
    }

    private static RunSpec.Denoise spec(String solver) {
        return new RunSpec.Denoise(RunSpec.CURRENT_VERSION, Choice.of("gaussian"), Choice.of("vp-linear"),
            Choice.of("uniform-lambda").with("steps", 10), List.of(Choice.of(solver)), Guidance.NONE, 64, 0, 1,
            Recording.ALL);
    }
}
