package samplerscope.schedule;

import static java.lang.StrictMath.exp;

/// The schedule of EDM: `alpha = 1`, `sigma = t`.
///
/// Source: Karras et al. 2022, arXiv:2206.00364, Table 1.
///
/// @param sigmaMin where sampling stops, in units of the data, `> 0`
/// @param sigmaMax where sampling starts, `> sigmaMin`
public record VarianceExploding(double sigmaMin, double sigmaMax) implements NoiseSchedule {

    public VarianceExploding {
        if (!(sigmaMin > 0) || !(sigmaMax > sigmaMin) || !Double.isFinite(sigmaMax)) {
            throw new InvalidScheduleException("edm has sigma-min = %s and sigma-max = %s".formatted(sigmaMin, sigmaMax),
                "use 0 < sigma-min < sigma-max; 0.002 and 80 are the paper's");
        }
    }

    @Override
    public NoiseLevel at(double t) {
        return new NoiseLevel(t, 1, t);
    }

    @Override
    public double timeOfLambda(double lambda) {
        return exp(-lambda);
    }

    @Override
    public double startTime() {
        return sigmaMax;
    }

    @Override
    public double endTime() {
        return sigmaMin;
    }
}
