package samplerscope.solver;

import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;

/// DPM-Solver, multistep: exponential multistep of order 1 to 3 in the data or the noise prediction, one evaluation per
/// step. In the data form it is DPM-Solver++(2M) and (3M).
///
/// Starts as DDIM, then second order. Orders above 1 are undefined at `sigma = 0`.
///
/// Source: Lu et al. 2022, arXiv:2206.00927 (noise) and arXiv:2211.01095 (data), released code, `multistep_dpm_solver_*`.
///
/// @param form      what is extrapolated
/// @param order     1, 2 or 3
/// @param slope     how the slope of the second order is integrated
/// @param curvature of the third order; the published one makes it second order
public record DpmMultistep(MultistepForm form, int order, SlopeForm slope, DpmPlusPlus3M.Curvature curvature)
    implements Solver {

    private static final Parameter TYPE = Parameter.oneOf("type", "type",
        "how second order integrates the slope: midpoint is the papers', heun integrates it exactly", "midpoint", "heun");
    private static final Parameter CURVATURE = Parameter.oneOf("curvature", "curvature",
        "consistent is third order; published halves the second derivative as the released code does: second order",
        "consistent", "published");

    public static final SolverFamily SECOND = new SolverFamily("dpm-solver-2m", "DPM-Solver-2 (multistep)", 2,
        "Lu et al. 2022, arXiv:2206.00927, released code, multistep_dpm_solver_second_update",
        List.of(TYPE, Layout.LOWER_ORDER_FINAL), s -> second(s, 2)).laidOut(Layout.fallingOrder(_ -> 2, DpmMultistep::second))
        .in(SolverFamily.Group.MULTISTEP);
    public static final SolverFamily THIRD = new SolverFamily("dpm-solver-3m", "DPM-Solver-3 (multistep)", 3,
        "Lu et al. 2022, arXiv:2206.00927, released code, multistep_dpm_solver_third_update",
        List.of(CURVATURE, TYPE, Layout.LOWER_ORDER_FINAL), s -> third(s, 3))
        .laidOut(Layout.fallingOrder(_ -> 3, DpmMultistep::third)).in(SolverFamily.Group.MULTISTEP)
        .noting("Every published third-order multistep DPM-Solver takes half of the second derivative and is of second "
            + "order only (2.07 to 2.12 measured); 'published' repeats it.");

    private static DpmMultistep second(Settings s, int order) {
        return new DpmMultistep(MultistepForm.NOISE, order, SlopeForm.of(s), DpmPlusPlus3M.Curvature.CONSISTENT);
    }

    private static DpmMultistep third(Settings s, int order) {
        return new DpmMultistep(MultistepForm.NOISE, order, SlopeForm.of(s), DpmPlusPlus3M.Curvature.of(s));
    }

    @Override
    public Step plan(StepRequest r) {
        List<NoiseLevel> nodes = r.nodes(order - 1);
        if (nodes.isEmpty()) {
            return new Ddim(0).plan(r);
        }
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        double z = form.z(r.h());
        double[] positions = MultistepForm.positions(nodes, s, t);
        double[] weights = nodes.size() == 1 ? MultistepForm.slope(z, positions, slope)
            : MultistepForm.curve(z, positions, curvature);
        return new Step(s, t, new Op.Evaluate(work(0), X, s, form.output()),
            combine(X, form.sum(s, t, X, work(0), form.pastOutputs(0, nodes.size()), weights)));
    }
}
