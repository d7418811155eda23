package samplerscope.solver;

/// Steps of the DPM-Solvers with an order of their own, as published programs take them: third order with half of the
/// second derivative.
public final class DpmMultistepSteps {

    private DpmMultistepSteps() {}

    /// @param order 2 or 3
    /// @param heun  whether second order integrates the slope exactly
    public static Solver data(int order, boolean heun) {
        return new DpmMultistep(MultistepForm.DATA, order, slope(heun), DpmPlusPlus3M.Curvature.PUBLISHED);
    }

    public static Solver noise(int order, boolean heun) {
        return new DpmMultistep(MultistepForm.NOISE, order, slope(heun), DpmPlusPlus3M.Curvature.PUBLISHED);
    }

    public static Solver dataSde(int order, boolean heun) {
        return order == 2 ? new DpmPlusPlus2MSde(1, slope(heun))
            : new DpmPlusPlus3MSde(1, DpmPlusPlus3M.Curvature.DIFFUSERS_SDE);
    }

    public static Solver noiseSde(int order, boolean heun) {
        return new DpmSolver2MSde(order, slope(heun));
    }

    private static SlopeForm slope(boolean heun) {
        return heun ? SlopeForm.TAYLOR : SlopeForm.MIDPOINT;
    }
}
