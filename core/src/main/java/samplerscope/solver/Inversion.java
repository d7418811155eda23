package samplerscope.solver;

import java.util.List;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;

/// A deterministic strategy run backwards, from data to noise, and forwards again over the same levels.
///
/// The ODE is the same both ways, so every interval is taken by the solver that takes it forwards. Where that cannot be
/// planned from its clean side, such as into `alpha = 0`, DDIM takes it. A grid that ends at zero noise is encoded from the
/// smallest level above: DDIM's own step out of zero noise is the limit `x = alpha x_0`.
///
/// Source: Song et al. 2021, arXiv:2010.02502, Eq. 14 (encoding with the ODE of DDIM).
///
/// @param encode from the smallest level with noise to the first of the strategy
/// @param decode of the strategy itself
public record Inversion(MendedPlan encode, Plan decode) {

    /// @throws UninvertibleException where a step draws, or no step is left between levels with noise
    public static Inversion of(Plan forwards) {
        Strategy strategy = forwards.strategy();
        for (int i = 0; i < forwards.steps().size(); i++) {
            if (forwards.steps().get(i).draws() > 0) {
                throw UninvertibleException.drawing(i, strategy.solvers().get(i));
            }
        }
        List<NoiseLevel> noisy = strategy.grid().levels().stream().filter(level -> level.sigma() > 0).toList();
        if (noisy.size() < 2) {
            throw UninvertibleException.atZero(noisy.getFirst());
        }
        List<Solver> backwards = strategy.solvers().subList(0, noisy.size() - 1).reversed();
        try {
            return new Inversion(MendedPlan.of(new Strategy(strategy.schedule(), new TimeGrid(noisy).reversed(), backwards,
                strategy.facts())), forwards);
        } catch (UnplannableStepException e) {
            throw UninvertibleException.unplannable(e);
        }
    }

    /// Where encoding begins: the smallest level with noise.
    public NoiseLevel start() {
        return encode.plan().strategy().grid().first();
    }

    /// Where latents are: the first level of the strategy.
    public NoiseLevel latent() {
        return encode.plan().strategy().grid().last();
    }
}
