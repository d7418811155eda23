package samplerscope.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.past;
import static samplerscope.solver.Slot.work;

import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.model.Binding;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.schedule.TimeGrid;
import samplerscope.schedule.VpLinear;
import samplerscope.solver.Op;
import samplerscope.solver.Slot;
import samplerscope.solver.Solver;
import samplerscope.solver.Step;
import samplerscope.solver.StepRequest;
import samplerscope.solver.Strategy;
import samplerscope.solver.Threshold;
import samplerscope.solver.UnplannableStepException;
import samplerscope.solver.Weight;
import samplerscope.statistics.Directions;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// What the instructions do that only some solvers use, seen register by register.
class StepTraceTest {

    private static final VpLinear VP = new VpLinear(0.1, 20);
    private static final TimeGrid GRID = new TimeGrid(List.of(VP.at(1), VP.at(0.6), VP.at(0.3)));
    private static final double[] START = {0.7, -0.4};

    private static StepTrace trace(Solver... solvers) {
        try (var backend = new Float64Backend(1)) {
            var plan = new Strategy(VP, GRID, List.of(solvers)).compile();
            return new StepTrace(plan, NamedProblem.gaussian().denoiser(new Binding(backend)), backend, Shape.of(1, 2),
                START);
        }
    }

    private static Step step(StepRequest r, Op... ops) {
        return new Step(r.from(), r.to(), ops);
    }

    private static final Solver IDLE = r -> step(r, combine(X, term(1, X)));

    @Test
    void weightsPerElementAndTheConstantOneAddAMean() {
        var trace = trace(r -> step(r, combine(X, term(new Weight.PerElement(new double[] {2, 3}), X),
            term(new Weight.PerElement(new double[] {10, 20}), Slot.ONE))), IDLE);

        assertArrayEquals(new double[] {2 * 0.7 + 10, 3 * -0.4 + 20}, trace.written(0, 0), 1e-15);
    }

    @Test
    void weightsPerDirectionAreAMatrix() {
        var diagonal = new Directions(new double[][] {{0.6, 0.8}}, 2);
        var weight = new Weight.PerDirection(diagonal, new double[] {5}, 1);

        var trace = trace(r -> step(r, combine(X, term(weight, X), term(0.5, X))), IDLE);

        double along = 0.6 * 0.7 + 0.8 * -0.4;
        assertArrayEquals(new double[] {0.7 + 4 * along * 0.6 + 0.35, -0.4 + 4 * along * 0.8 - 0.2},
            trace.written(0, 0), 1e-15);
    }

    @Test
    void aClampActsOnItsRegisterAlone() {
        var trace = trace(r -> step(r, new Op.Clamp(work(0), X, Threshold.clip(0.5)), combine(X, term(1, work(0)))),
            IDLE);

        assertArrayEquals(new double[] {0.5, -0.4}, trace.written(0, 0), 1e-15);
    }

    @Test
    void aRememberedOutputIsReadInEveryForm() {
        NoiseLevel first = GRID.first();
        Solver remembering = r -> step(r, new Op.Evaluate(work(0), X, first, Parameterization.DATA),
            combine(work(1), term(0.25, Slot.ONE)), new Op.Remember(X, work(1), first, Parameterization.DATA));
        Solver reading = r -> step(r, combine(work(0), term(1, past(0, Parameterization.DATA))),
            combine(work(1), term(1, past(0, Parameterization.NOISE))), combine(X, term(1, work(0))));

        var trace = trace(remembering, reading);

        assertArrayEquals(new double[] {0.25, 0.25}, trace.written(1, 0), 1e-15);
        double[] noise = trace.written(1, 1);
        for (int j = 0; j < 2; j++) {
            assertEquals((START[j] - first.alpha() * 0.25) / first.sigma(), noise[j], 1e-14);
        }
    }

    @Test
    void aStepWithoutEvaluationHasAnOutputWhenItRemembersOne() {
        Solver analytic = r -> step(r, combine(work(0), term(0.5, X)),
            new Op.Remember(X, work(0), r.from(), Parameterization.NOISE));
        Solver reading = r -> {
            assertEquals(List.of(GRID.first()), r.past());
            return step(r, combine(X, term(1, past(0, Parameterization.NOISE))));
        };

        var trace = trace(analytic, reading);

        assertArrayEquals(new double[] {0.35, -0.2}, trace.written(1, 0), 1e-15);
    }

    @Test
    void aWeightThatIsNotFiniteIsFoundBeforeTheRun() {
        Solver broken = r -> step(r, combine(X, term(new Weight.PerElement(new double[] {1, Double.NaN}), X)));

        assertThrows(UnplannableStepException.class, () -> trace(broken, IDLE));
    }
}
