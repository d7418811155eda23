package samplerscope.solver;

import java.util.List;
import samplerscope.registry.Settings;
import samplerscope.solver.SolverFamily.Group;
import samplerscope.statistics.ModelFacts;

/// The choice for whoever does not want to choose: UniPC-2 with a Gaussian first step, refreshed outputs while guidance is
/// weak, and lower order at the end.
///
/// Each part needs the data behind the model and is left out where they are unknown; what remains is UniPC-2. Belongs to
/// the grid `auto`, which falls back in the same case.
///
/// Source: this project; the solver is that of Zhao et al. 2023, arXiv:2302.04867.
public final class Auto {

    public static final SolverFamily FAMILY = new SolverFamily("auto", "Auto", 3,
        "this project, on Zhao et al. 2023, arXiv:2302.04867",
        List.of(Layout.LOWER_ORDER_FINAL), _ -> unipc(2, Refresh.GAUSSIAN))
        .laidOut(Auto::along).in(Group.DATA_AWARE)
        .noting("UniPC-2 whose first output comes from the mean and covariance of the data instead of an evaluation, and "
            + "whose outputs follow the corrector (up to guidance 1.5). Where the data of a model are unknown, it is UniPC-2 "
            + "itself. A run of n steps costs n - 1 evaluations; choose the grid 'auto' with it.");

    /// Beyond, a refreshed output can amplify what guidance makes unstable.
    private static final double MOST_GUIDANCE_REFRESHED = 1.5;

    private Auto() {}

    private static List<Solver> along(Settings settings, Layout.Run run) {
        Refresh refresh = refresh(run.facts());
        Layout layout = Layout.fallingOrder(_ -> 2, (_, order) -> unipc(order, refresh));
        boolean free = GaussianFirst.isTrue(run.facts(), run.grid().first());
        return (free ? layout.after(new GaussianFirst()) : layout)
            .along(settings, run);
    }

    private static Refresh refresh(ModelFacts facts) {
        return facts.guidance() <= MOST_GUIDANCE_REFRESHED ? Refresh.GAUSSIAN : Refresh.OFF;
    }

    private static Solver unipc(int order, Refresh refresh) {
        return new UniPc(MultistepForm.DATA, UniPc.Variant.BH2, order, 2, 0, refresh);
    }
}
