package samplerscope.peer.authors;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.acos;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.sin;
import static java.lang.StrictMath.sqrt;

import java.util.stream.IntStream;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.UnknownOptionException;
import samplerscope.schedule.DiscreteVp;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.VpLinear;

/// A schedule as the released DEIS reads it.
sealed interface DeisPath extends NoiseSchedule {

    /// `d log(alpha^2) / dt`.
    double slope(double t);

    /// By the name of a run's schedule.
    static DeisPath of(RecordedRun run) {
        return switch (run.schedule()) {
            case "S1" -> Table.of(DiscreteVp.linear(1000, 1e-4, 0.02));
            case "S2" -> Table.of(DiscreteVp.scaledLinear(1000, 0.00085, 0.012));
            case "S3" -> Table.of(DiscreteVp.cosine(1000));
            case "S6" -> new Linear();
            case "S7" -> new Cosine();
            default -> throw UnknownOptionException.of(run.sampler(), "schedule", run.schedule(),
                "use S1, S2, S3, S6 or S7");
        };
    }

    /// `beta = 0.1 + 19.9 t`.
    record Linear() implements DeisPath {

        private static final VpLinear PATH = new VpLinear(0.1, 20);

        @Override
        public NoiseLevel at(double t) {
            return PATH.at(t);
        }

        @Override
        public double timeOfLambda(double lambda) {
            return PATH.timeOfLambda(lambda);
        }

        @Override
        public double slope(double t) {
            return -(0.1 + 19.9 * t);
        }

        @Override
        public double startTime() {
            return 1;
        }

        @Override
        public double endTime() {
            return 1e-3;
        }
    }

    /// `alpha = cos((t + 0.008) / 1.008 pi / 2)`, which is not quite 1 at `t = 0`.
    record Cosine() implements DeisPath {

        private static final double OFFSET = 0.008;
        private static final double PER_TIME = PI / 2 / (1 + OFFSET);

        @Override
        public NoiseLevel at(double t) {
            double angle = (t + OFFSET) * PER_TIME;
            return new NoiseLevel(t, cos(angle), sin(angle));
        }

        @Override
        public double timeOfLambda(double lambda) {
            return acos(1 / sqrt(1 + exp(-2 * lambda))) / PER_TIME - OFFSET;
        }

        @Override
        public double slope(double t) {
            double angle = (t + OFFSET) * PER_TIME;
            return -2 * PER_TIME * sin(angle) / cos(angle);
        }

        @Override
        public double startTime() {
            return 0.9946;
        }

        @Override
        public double endTime() {
            return 1e-3;
        }
    }

    /// A table of training steps, `alpha^2` linear between them; the time is the number of the step.
    ///
    /// @param squares `alpha^2`, falling
    record Table(double[] squares) implements DeisPath {

        private static final double LEAST = 1e-7;

        static Table of(DiscreteVp table) {
            return new Table(IntStream.range(0, table.trainingSteps())
                .mapToDouble(n -> table.ofTrainingStep(n).alpha()).map(a -> a * a).toArray());
        }

        private int left(double t) {
            return (int) StrictMath.clamp(StrictMath.floor(t), 0, squares.length - 2);
        }

        private double square(double t) {
            int n = left(t);
            return StrictMath.clamp(squares[n] + (t - n) * (squares[n + 1] - squares[n]), LEAST, 1 - LEAST);
        }

        @Override
        public NoiseLevel at(double t) {
            return new NoiseLevel(t, sqrt(square(t)), sqrt(1 - square(t)));
        }

        @Override
        public double timeOfLambda(double lambda) {
            double square = 1 / (1 + exp(-2 * lambda));
            int n = 0;
            while (n < squares.length - 2 && squares[n + 1] > square) {
                n++;
            }
            return StrictMath.clamp(n + (square - squares[n]) / (squares[n + 1] - squares[n]), 0, squares.length - 1);
        }

        @Override
        public double slope(double t) {
            return (squares[left(t) + 1] - squares[left(t)]) / square(t);
        }

        @Override
        public double startTime() {
            return squares.length - 1.0;
        }

        @Override
        public double endTime() {
            return 0;
        }
    }
}
