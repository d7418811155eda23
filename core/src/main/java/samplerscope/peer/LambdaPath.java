package samplerscope.peer;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.sqrt;

import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;

/// A noise path whose clock is lambda itself: all that solvers without an interest in time can see of a schedule.
public enum LambdaPath implements NoiseSchedule {

    /// `alpha^2 + sigma^2 = 1`.
    PRESERVING {
        @Override
        public NoiseLevel at(double lambda) {
            return new NoiseLevel(lambda, 1 / sqrt(1 + exp(-2 * lambda)), 1 / sqrt(1 + exp(2 * lambda)));
        }
    },
    /// `alpha = 1`.
    EXPLODING {
        @Override
        public NoiseLevel at(double lambda) {
            return new NoiseLevel(lambda, 1, exp(-lambda));
        }
    },
    /// `alpha + sigma = 1`.
    FLOW {
        @Override
        public NoiseLevel at(double lambda) {
            return new NoiseLevel(lambda, 1 / (1 + exp(-lambda)), 1 / (1 + exp(lambda)));
        }
    };

    @Override
    public double timeOfLambda(double lambda) {
        return lambda;
    }

    @Override
    public double startTime() {
        return -5;
    }

    @Override
    public double endTime() {
        return 5;
    }
}
