package samplerscope.model.onnx;

import static java.lang.StrictMath.hypot;

import samplerscope.schedule.NoiseLevel;

/// How EDM makes the clean sample of what a network `F` gives: `D = c_skip x + c_out F(c_in x)`, so that what goes into
/// the network and what it has to learn have variance 1 at every level.
///
/// The paper has `alpha = 1`; here `x / alpha` and `sigma / alpha` stand for its `x` and `sigma`, so that the network
/// can be asked on any path.
///
/// Source: Karras et al. 2022, arXiv:2206.00364, Table 1, last column.
///
/// @param dataStd standard deviation of the data, per coordinate, `> 0`
public record Preconditioning(double dataStd) {

    private double scale(NoiseLevel at) {
        return hypot(at.alpha() * dataStd, at.sigma());
    }

    double in(NoiseLevel at) {
        return 1 / scale(at);
    }

    double skip(NoiseLevel at) {
        double share = dataStd / scale(at);
        return at.alpha() * share * share;
    }

    double out(NoiseLevel at) {
        return at.sigma() * dataStd / scale(at);
    }
}
