package samplerscope.masked.law;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samplerscope.masked.Canvas;
import samplerscope.masked.Course;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Passes;
import samplerscope.masked.Plan;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Streams;

/// What a sampler writes on a small world, as probabilities and without samples, against the law of the world.
///
/// All canvases that can be reached are gone through, each with what the sampler remembers there; the sampler's own plans
/// say where the probability goes. Cost grows with canvases times what a step may come to.
///
/// @param truth  `p`: law of the world given the start, by number of the whole canvas; 0 where something is hidden
/// @param output `q`: law of the sampler, likewise
/// @param passes expected NFE
public record OutputLaw(double[] truth, double[] output, double passes) {

    /// From an empty canvas.
    ///
    /// @throws WorldTooLargeException above 4 million canvases
    public static OutputLaw of(PlannedSampler sampler, MaskedWorld world) {
        return of(sampler, world, Canvas.hidden(world.length()));
    }

    /// @param given tokens or masks, at most `L`
    /// @throws WorldTooLargeException above 4 million canvases
    /// @throws samplerscope.masked.UnfitCanvasException if the world cannot read the canvas
    /// @throws samplerscope.masked.sampler.UnknownLawException if a step of the sampler follows no law that is computed
    public static OutputLaw of(PlannedSampler sampler, MaskedWorld world, int[] given) {
        return averaged(sampler, world, given, 1, 0);
    }

    /// The mean law over several draws of what the sampler draws before its first step. Exact where it draws nothing;
    /// otherwise much closer than as many samples, since only that part is random.
    ///
    /// @param draws at least 1
    /// @param seed  of the draws
    public static OutputLaw averaged(PlannedSampler sampler, MaskedWorld world, int[] given, int draws, long seed) {
        var numbering = new Numbering(world.vocabulary(), world.length());
        int[] start = Canvas.starting(given, world);
        var model = new Tabulated(world, numbering);
        var output = new double[numbering.count()];
        double passes = 0;
        for (int n = 0; n < draws; n++) {
            Course<?> course = sampler.course(start, model, Streams.of(seed, n));
            passes += new Walk<>(course, numbering, model, output, 1.0 / draws).from(start);
        }
        return new OutputLaw(truth(world, numbering, start), output, passes);
    }

    private static double[] truth(MaskedWorld world, Numbering numbering, int[] start) {
        var truth = new double[numbering.count()];
        double known = world.logMass(start);
        for (int number = 0; number < truth.length; number++) {
            int[] state = numbering.state(number);
            if (Canvas.masked(state) == 0 && agrees(state, start)) {
                truth[number] = exp(world.logMass(state) - known);
            }
        }
        return truth;
    }

    private static boolean agrees(int[] state, int[] start) {
        for (int i = 0; i < state.length; i++) {
            if (start[i] != Canvas.MASK && start[i] != state[i]) {
                return false;
            }
        }
        return true;
    }

    /// The probability of a whole canvas under the sampler.
    public double probability(MaskedWorld world, int[] tokens) {
        return output[new Numbering(world.vocabulary(), world.length()).number(tokens)];
    }

    /// `KL(p || q)`, nats: what the sampler misses. Infinite where it cannot write what the world can.
    public double missed() {
        return divergence(truth, output);
    }

    /// `KL(q || p)`, nats: what it makes up. Infinite where it writes what the world cannot.
    public double invented() {
        return divergence(output, truth);
    }

    private static double divergence(double[] p, double[] q) {
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            if (p[k] > 0) {
                sum += p[k] * (log(p[k]) - log(q[k]));
            }
        }
        return sum;
    }

    /// Total variation, in [0, 1].
    public double totalVariation() {
        double sum = 0;
        for (int k = 0; k < truth.length; k++) {
            sum += abs(truth[k] - output[k]);
        }
        return sum / 2;
    }

    /// `H(q)`, nats.
    public double entropy() {
        double sum = 0;
        for (double q : output) {
            sum -= q > 0 ? q * log(q) : 0;
        }
        return sum;
    }

    /// `-E_q log p` a token, nats: its exponential is the perplexity of the output under the world.
    ///
    /// @param length positions that were written
    public double surprise(int length) {
        return (invented() + entropy()) / length;
    }

    /// Sends probability from step to step.
    private static final class Walk<M> {
        private final Course<M> course;
        private final Numbering numbering;
        private final Tabulated model;
        private final double[] output;
        private final double weight;
        private double passes;
        private Map<M, Masses> next = new LinkedHashMap<>();

        Walk(Course<M> course, Numbering numbering, Tabulated model, double[] output, double weight) {
            this.course = course;
            this.numbering = numbering;
            this.model = model;
            this.output = output;
            this.weight = weight;
        }

        /// Expected passes, times the weight.
        double from(int[] start) {
            masses(course.opening()).add(numbering.number(start), weight);
            while (!next.isEmpty()) {
                Map<M, Masses> now = next;
                next = new LinkedHashMap<>();
                now.forEach(this::generation);
            }
            return passes;
        }

        private void generation(M memory, Masses masses) {
            var flow = new IndependentFlow<M>(numbering);
            masses.forEach((number, mass) -> step(memory, number, mass, flow));
            flow.next().ifPresent(arrived -> flow.drain(masses(arrived)));
        }

        private void step(M memory, int number, double mass, IndependentFlow<M> flow) {
            int[] state = numbering.state(number);
            if (course.isDone(state, memory)) {
                output[number] += mass;
                return;
            }
            var asked = new Passes(model);
            Plan<M> plan = course.plan(state, memory, asked);
            passes += mass * (asked.passes() + plan.move().passes());
            if (!flow.takes(plan, state, mass)) {
                var arrival = new Arrival(plan, mass);
                plan.move().outcomes(state, arrival::add);
            }
        }

        private Masses masses(M memory) {
            return next.computeIfAbsent(memory, _ -> new Masses(numbering.count()));
        }

        /// Where the mass of one canvas goes. Most plans lead to one memory: the table is looked up once.
        private final class Arrival {
            private final Plan<M> plan;
            private final double mass;
            private @Nullable M last;
            private @Nullable Masses masses;

            Arrival(Plan<M> plan, double mass) {
                this.plan = plan;
                this.mass = mass;
            }

            void add(int[] state, double probability) {
                M memory = plan.next().apply(state);
                Masses into = masses;
                if (into == null || memory != last) {
                    into = masses(memory);
                    last = memory;
                    masses = into;
                }
                into.add(numbering.number(state), mass * probability);
            }
        }
    }
}
