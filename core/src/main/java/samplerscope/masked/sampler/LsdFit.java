package samplerscope.masked.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.Prediction;
import samplerscope.masked.Streams;
import samplerscope.masked.measure.MonteCarlo;
import samplerscope.masked.measure.SequenceScore;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;
import samplerscope.tensor.Workers;

/// Learns the numbers of {@link Lsd}, in process and without gradients.
///
/// *Regression*, as published: the coefficient that brings the student's score at `t_k` closest to the one that a teacher
/// of many small steps sees at the same time. The loss is quadratic, `phi_k = E<s*, s> / E<s, s>`, so no descent is
/// needed. Teacher and student share the moment at which each position is shown and the uniform its token is drawn with;
/// trajectories of their own would dilute the regression and ruin the sampler.
///
/// *Search*: any objective of whole sequences, lowered by golden sections, first with one coefficient for all steps, then
/// each by itself in turn. The objective should use the same random numbers in every call.
///
/// Source: Fu, Guo, Liu 2025, arXiv:2509.19962, for scores, coefficients and step sizes; coupling, closed form and search
/// are ours.
///
/// @param model        student's and teacher's alike
/// @param steps        of the student, `M`
/// @param form         of the coefficients
/// @param teacherSteps of the teacher; a multiple of `steps`
/// @param sequences    trajectories behind each expectation
/// @param seed         of all random numbers
/// @param start        canvas of every trajectory, shape [L]
public record LsdFit(MaskPredictor model, int steps, Lsd.Form form, int teacherSteps, int sequences, long seed, int[] start) {

    /// Rounds of the fixed point of step sizes.
    private static final int ROUNDS = 4;
    /// Of a probability whose logarithm is regressed.
    private static final double LEAST = 1e-12;
    private static final double GOLDEN = (StrictMath.sqrt(5) - 1) / 2;
    /// A search looks for a coefficient in [1 / RANGE, RANGE].
    private static final double RANGE = 3;

    /// @throws InvalidParameterException for fewer than one step or sequence, or a teacher that does not pass through the
    ///                                   student's times
    public LsdFit {
        Checked.atLeast("steps", steps, 1);
        Checked.atLeast("sequences", sequences, 1);
        Checked.atLeast("teacher-steps", teacherSteps, steps);
        if (teacherSteps % steps != 0) {
            throw new InvalidParameterException("teacher-steps", new Setting.Num(teacherSteps),
                "must be a multiple of the student's %d steps".formatted(steps));
        }
    }

    /// From an empty canvas.
    public LsdFit(MaskPredictor model, int steps, Lsd.Form form, int teacherSteps, int sequences, long seed) {
        this(model, steps, form, teacherSteps, sequences, seed, Canvas.hidden(model.length()));
    }

    /// LSD by regression: a coefficient for each step, equal step sizes. The student that is compared moves without
    /// coefficients, so that it hides the same positions as its teacher at each of its times.
    ///
    /// @throws CancellationException when the thread is interrupted
    public Lsd regression() {
        var phi = new double[steps];
        compare(Lsd.identity(steps), (k, scores) -> {
            double fit = form == Lsd.Form.LINEAR ? scores.fit() : scores.logFit();
            phi[k] = Double.isNaN(fit) || fit <= 0 ? 1 : fit; // where nothing is hidden any more
        });
        return with(boxed(phi));
    }

    /// LSD+ by regression: coefficients as {@link #regression}, and step sizes in proportion to
    /// `E<s, s*> / E<s, s>` of the rates `p / t` at the student's times, by fixed-point rounds, scaled to sum to 1.
    ///
    /// @throws CancellationException when the thread is interrupted
    public Lsd withStepSizes() {
        var kappa = new double[steps];
        Arrays.fill(kappa, 1.0 / steps);
        for (int round = 0; round < ROUNDS; round++) {
            var student = new Lsd(steps, form, List.of(), boxed(kappa));
            compare(student, (k, scores) -> {
                double fit = scores.fit() * student.time(k) / (1 - (double) k / steps);
                kappa[k] = Double.isNaN(fit) || fit <= 0 ? 1.0 / steps : fit;
            });
            double sum = Arrays.stream(kappa).sum();
            Arrays.setAll(kappa, k -> kappa[k] / sum);
        }
        return new Lsd(steps, form, regression().phi(), boxed(kappa));
    }

    /// Hears the scores of teacher and student at each of the student's steps.
    private interface Listener {
        void at(int k, Scores scores);
    }

    private void compare(Lsd student, Listener listener) {
        List<Path> teachers = paths();
        List<Path> students = paths();
        var small = Lsd.identity(teacherSteps);
        int each = teacherSteps / steps;
        for (int k = 0; k < steps; k++) {
            heard();
            List<Prediction> own = predictions(students);
            List<Prediction> theirs = predictions(teachers);
            listener.at(k, new Scores(teachers, theirs, students, own));
            move(students, own, student, k);
            for (int j = k * each; j < (k + 1) * each; j++) {
                move(teachers, j == k * each ? theirs : predictions(teachers), small, j);
            }
        }
    }

    private static void move(List<Path> paths, List<Prediction> now, Lsd sampler, int step) {
        for (int n = 0; n < paths.size(); n++) {
            paths.get(n).step(now.get(n), sampler, step);
        }
    }

    /// What teacher and student see at one time.
    private record Scores(List<Path> teachers, List<Prediction> theirs, List<Path> students, List<Prediction> own) {

        /// `E<s*, s> / E<s, s>`; a score is 0 where a token is visible.
        double fit() {
            double both = 0;
            double square = 0;
            for (int n = 0; n < own.size(); n++) {
                for (int i = 0; i < own.get(n).length(); i++) {
                    for (int v = 0; v < own.get(n).vocabulary(); v++) {
                        double s = students.get(n).hides(i) ? own.get(n).p(i, v) : 0;
                        both += s * (teachers.get(n).hides(i) ? theirs.get(n).p(i, v) : 0);
                        square += s * s;
                    }
                }
            }
            return both / square;
        }

        /// The same of logarithms, over what both hide.
        double logFit() {
            double both = 0;
            double square = 0;
            for (int n = 0; n < own.size(); n++) {
                for (int i = 0; i < own.get(n).length(); i++) {
                    boolean hidden = students.get(n).hides(i) && teachers.get(n).hides(i);
                    for (int v = 0; hidden && v < own.get(n).vocabulary(); v++) {
                        double s = StrictMath.log(StrictMath.max(LEAST, own.get(n).p(i, v)));
                        both += s * StrictMath.log(StrictMath.max(LEAST, theirs.get(n).p(i, v)));
                        square += s * s;
                    }
                }
            }
            return both / square;
        }
    }

    /// One coefficient for all steps that lowers an objective, among 1/3 to 3.
    ///
    /// @param objective lower is better
    /// @throws CancellationException when the thread is interrupted
    public Lsd searchedOnce(ToDoubleFunction<? super Lsd> objective) {
        double best = lowest(1 / RANGE, RANGE, phi -> objective.applyAsDouble(with(List.of(phi))));
        return with(List.of(best));
    }

    /// A coefficient for each step, each searched by itself from the best common one, `rounds` times through.
    ///
    /// @param objective lower is better
    /// @throws CancellationException when the thread is interrupted
    public Lsd searched(ToDoubleFunction<? super Lsd> objective, int rounds) {
        var phi = new ArrayList<>(Collections.nCopies(steps, searchedOnce(objective).phi().getFirst()));
        for (int round = 0; round < rounds; round++) {
            for (int k = 0; k < steps; k++) {
                int place = k;
                phi.set(k, lowest(1 / RANGE, RANGE, value -> {
                    var tried = new ArrayList<>(phi);
                    tried.set(place, value);
                    return objective.applyAsDouble(with(tried));
                }));
            }
        }
        return with(phi);
    }

    /// An objective by samples of the student, the same random numbers in every call:
    /// `|E[-log p(x)] - H| + |E[-log of the tokens' probability along the path] - H|`, nats. A sampler that buys perplexity
    /// with diversity gains nothing by it.
    ///
    /// @param samples world, prompts, count and seed
    /// @param workers to share the sequences among
    public static ToDoubleFunction<Lsd> misfit(MonteCarlo samples, Workers workers) {
        double entropy = samples.world().entropy().orElseGet(() -> surpriseOfTruth(samples));
        return student -> {
            List<SequenceScore> scores = samples.scores(student, workers);
            double surprise = scores.stream().mapToDouble(SequenceScore::surprise).average().orElseThrow();
            double path = scores.stream().mapToDouble(SequenceScore::pathSurprise).average().orElseThrow();
            return StrictMath.abs(surprise - entropy) + StrictMath.abs(path - entropy);
        };
    }

    private static double surpriseOfTruth(MonteCarlo samples) {
        int[] hidden = Canvas.hidden(samples.world().length());
        return IntStream.range(0, samples.count()).mapToDouble(n -> -samples.world().logMass(
            samples.world().sample(hidden, Streams.stream(samples.seed(), n, 6)))).average().orElseThrow();
    }

    private Lsd with(List<Double> phi) {
        return new Lsd(steps, form, phi, List.of());
    }

    /// Golden sections, on a logarithmic axis.
    private static double lowest(double low, double high, ToDoubleFunction<Double> objective) {
        double a = StrictMath.log(low);
        double b = StrictMath.log(high);
        double left = b - GOLDEN * (b - a);
        double right = a + GOLDEN * (b - a);
        double atLeft = asked(objective, left);
        double atRight = asked(objective, right);
        while (b - a > 1e-3) {
            if (atLeft <= atRight) {
                b = right;
                right = left;
                atRight = atLeft;
                left = b - GOLDEN * (b - a);
                atLeft = asked(objective, left);
            } else {
                a = left;
                left = right;
                atLeft = atRight;
                right = a + GOLDEN * (b - a);
                atRight = asked(objective, right);
            }
        }
        return StrictMath.exp((a + b) / 2);
    }

    private static double asked(ToDoubleFunction<Double> objective, double log) {
        heard();
        return objective.applyAsDouble(StrictMath.exp(log));
    }

    private static void heard() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("fitting was cancelled");
        }
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private List<Prediction> predictions(List<Path> paths) {
        return model.evaluate(paths.stream().map(Path::state).toList());
    }

    private List<Path> paths() {
        var paths = new ArrayList<Path>();
        for (int n = 0; n < sequences; n++) {
            paths.add(new Path(Streams.stream(seed, n, 1), Streams.stream(seed, n, 2), start));
        }
        return paths;
    }

    /// A trajectory with the random numbers of its sequence, so that two of them are coupled.
    private static final class Path {
        private final int[] state;
        private final double[] moment;
        private final double[] token;

        Path(RandomGenerator positions, RandomGenerator tokens, int[] start) {
            this.state = start.clone();
            this.moment = positions.doubles(start.length).toArray();
            this.token = tokens.doubles(start.length).toArray();
        }

        int[] state() {
            return state.clone();
        }

        boolean hides(int position) {
            return state[position] == Canvas.MASK;
        }

        /// A step of `sampler`. The moment of a position that stays hidden is stretched to be uniform again below the new
        /// time; for coefficients of 1 that leaves the time at which it is shown.
        void step(Prediction now, Lsd sampler, int k) {
            double shown = sampler.shown(k);
            Laws laws = sampler.laws(now, k);
            for (int i = 0; i < state.length; i++) {
                if (hides(i)) {
                    if (moment[i] >= 1 - shown) {
                        state[i] = TokenChoice.drawn(laws.at(i), token[i]);
                    } else {
                        moment[i] /= 1 - shown;
                    }
                }
            }
        }
    }
}
