package samplerscope.model;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.sqrt;

import samplerscope.schedule.NoiseLevel;

/// A Gaussian in the plane at a noise level.
///
/// With `S = L L^T` the density is `-|L^-1 (x - alpha m)|^2 / 2 - log det L - log 2 pi`, and the mean of the data is
/// `shift + gain x` with the symmetric `gain = alpha C S^-1`, which is regular at `alpha = 0` and, unless `C` is
/// singular, at `sigma = 0`.
///
/// @param meanX    `alpha m`, first coordinate
/// @param scaleX   `1 / L_xx`
/// @param shear    `-L_yx / (L_xx L_yy)`
/// @param scaleY   `1 / L_yy`
/// @param logScale `log(scaleX scaleY) - log 2 pi`
/// @param shiftX   `m - alpha gain m`, first coordinate
record NoisedPlane(double meanX, double meanY, double scaleX, double shear, double scaleY, double logScale,
                   double gainXx, double gainXy, double gainYy, double shiftX, double shiftY)
    implements NoisedComponent {

    NoisedPlane(double[] mean, Covariance.Plane c, NoiseLevel at) {
        this(mean, c, at, Factor.of(c, at));
    }

    private NoisedPlane(double[] mean, Covariance.Plane c, NoiseLevel at, Factor f) {
        this(mean, at, f, at.alpha() * (c.xx() * f.inverseXx() + c.xy() * f.inverseXy()),
            at.alpha() * (c.xx() * f.inverseXy() + c.xy() * f.inverseYy()),
            at.alpha() * (c.xy() * f.inverseXy() + c.yy() * f.inverseYy()));
    }

    private NoisedPlane(double[] mean, NoiseLevel at, Factor f, double gainXx, double gainXy, double gainYy) {
        this(at.alpha() * mean[0], at.alpha() * mean[1], f.scaleX(), f.shear(), f.scaleY(),
            log(f.scaleX()) + log(f.scaleY()) - log(2 * PI), gainXx, gainXy, gainYy,
            mean[0] - at.alpha() * (gainXx * mean[0] + gainXy * mean[1]),
            mean[1] - at.alpha() * (gainXy * mean[0] + gainYy * mean[1]));
    }

    /// `L^-1 = [[scaleX, 0], [shear, scaleY]]`.
    private record Factor(double scaleX, double shear, double scaleY) {

        static Factor of(Covariance.Plane c, NoiseLevel at) {
            double alpha2 = at.alpha() * at.alpha();
            double sigma2 = at.sigma() * at.sigma();
            double lxx = sqrt(alpha2 * c.xx() + sigma2);
            double lyx = alpha2 * c.xy() / lxx;
            double lyy = sqrt(alpha2 * c.yy() + sigma2 - lyx * lyx);
            return new Factor(1 / lxx, -lyx / (lxx * lyy), 1 / lyy);
        }

        double inverseXx() {
            return scaleX * scaleX + shear * shear;
        }

        double inverseXy() {
            return shear * scaleY;
        }

        double inverseYy() {
            return scaleY * scaleY;
        }
    }

    @Override
    public double logDensity(double[] x) {
        double dx = x[0] - meanX;
        double dy = x[1] - meanY;
        double u = scaleX * dx;
        double v = shear * dx + scaleY * dy;
        return logScale - (u * u + v * v) / 2;
    }

    @Override
    public void addPosteriorMean(double[] x, double weight, double[] into) {
        into[0] += weight * (shiftX + gainXx * x[0] + gainXy * x[1]);
        into[1] += weight * (shiftY + gainXy * x[0] + gainYy * x[1]);
    }

    @Override
    public double[] gains() {
        return new double[] {gainXx, gainYy};
    }

    /// Writes the component into the table of {@link samplerscope.tensor.simd.PlaneMixtureKernel}.
    void writeTo(float[] table, int at, double logWeight) {
        double[] numbers = {meanX, meanY, scaleX, shear, scaleY, logWeight + logScale, shiftX, shiftY,
            gainXx, gainXy, gainYy};
        for (int i = 0; i < numbers.length; i++) {
            table[at + i] = (float) numbers[i];
        }
    }
}
