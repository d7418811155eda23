package samplerscope.schedule;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log1p;

/// Logarithms that neither overflow nor cancel.
final class Logs {

    private Logs() {}

    /// `log(1 + exp(x))`. Above 36 the `1` is below half an ulp of `exp(x)`, and the exponential could overflow.
    static double log1pExp(double x) {
        return x > 36 ? x + exp(-x) : log1p(exp(x));
    }
}
