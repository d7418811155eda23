package samplerscope.solver;

import java.util.ArrayList;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// DPM-Solver-fast: a budget of evaluations spent on single-step DPM-Solvers of order 3, the rest of it on shorter ones
/// at the end of the run.
///
/// A budget of `n` makes `floor(n / 3) + 1` steps, whose orders are `3, ..., 3, 2, 1` where `n` is a multiple of 3,
/// else `3, ..., 3, n mod 3`. A step of order `k` costs `k` evaluations.
///
/// Source: Lu et al. 2022, arXiv:2206.00927, Sec. 3.4 (DPM-Solver-fast); arXiv:2211.01095, released code (data form).
public final class DpmFast {

    /// Order of all but the last steps.
    public static final int HIGHEST = 3;

    private static final String REST = "rest";
    /// Noise is the standard here, unlike in {@link MultistepForm#SETTING}.
    private static final Parameter FORM = Parameter.oneOf("form", "form",
        "what is extrapolated: the predicted noise (DPM-Solver), or the predicted data (DPM-Solver++)",
        "noise", "data");

    public static final SolverFamily FAMILY = new SolverFamily("dpm-fast", "DPM-Solver-fast", 3,
        "Lu et al. 2022, arXiv:2206.00927, Sec. 3.4; Crowson 2022, k-diffusion, sample_dpm_fast",
        List.of(FORM, Parameter.whole(REST, "rest",
                "of the budget after division by 3: with 0 the last two steps have orders 2 and 1, else the last has "
                    + "this order", 0, 0, 2),
            Layout.LOWER_ORDER_FINAL),
        s -> solver(MultistepForm.of(s), HIGHEST))
        .laidOut(DpmFast::along).in(SolverFamily.Group.SINGLE_STEP)
        .noting("A budget of n evaluations takes floor(n / 3) + 1 steps. The first-order step that ends it makes the "
            + "whole of order 2; without lower order at the end it is DPM-Solver-3.");

    private DpmFast() {}

    private static List<Solver> along(Settings s, Layout.Run run) {
        boolean falls = s.flag(Layout.LOWER_ORDER_FINAL.id());
        var solvers = new ArrayList<Solver>();
        for (int i = 0; i < run.steps(); i++) {
            solvers.add(solver(MultistepForm.of(s), falls ? order(i, run.steps(), s.whole(REST)) : HIGHEST));
        }
        return List.copyOf(solvers);
    }

    /// Steps of a budget of evaluations.
    public static int steps(int budget) {
        return budget / HIGHEST + 1;
    }

    /// Order of step `i`.
    ///
    /// @param rest of the budget, 0 to 2
    public static int order(int i, int steps, int rest) {
        int left = steps - 1 - i;
        return rest > 0 ? left == 0 ? rest : HIGHEST : StrictMath.min(left + 1, HIGHEST);
    }

    /// The single-step solver of an order.
    ///
    /// @param order 1 to 3
    public static Solver solver(MultistepForm form, int order) {
        boolean data = form == MultistepForm.DATA;
        return switch (order) {
            case 1 -> new Ddim(0);
            case 2 -> data ? new DpmPlusPlus2S(0.5, SlopeForm.MIDPOINT) : new DpmSolver2S(0.5, SlopeForm.MIDPOINT);
            default -> data ? new DpmPlusPlus3S(1.0 / 3, 2.0 / 3, SlopeForm.MIDPOINT)
                : new DpmSolver3S(1.0 / 3, 2.0 / 3, SlopeForm.MIDPOINT);
        };
    }
}
