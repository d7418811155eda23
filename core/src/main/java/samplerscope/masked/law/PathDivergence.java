package samplerscope.masked.law;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import samplerscope.masked.Canvas;
import samplerscope.masked.Course;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Passes;
import samplerscope.masked.Plan;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Streams;
import samplerscope.masked.sampler.Laws;
import samplerscope.masked.sampler.Reveal;

/// What independent draws cost along the paths of true tokens: `E_p sum_k KL( p(x_S | x_k) || prod_S law_i )`, nats.
///
/// Where tokens are drawn as the model says, each term is the total correlation of the positions written together. Equals
/// `KL(p || q)` of the output where the state decides what is written, and bounds it where positions are drawn by lot.
public final class PathDivergence {

    private PathDivergence() {}

    /// @return empty for samplers that do more than choose positions and draw tokens there
    /// @throws WorldTooLargeException above 4 million canvases
    public static Optional<Double> of(PlannedSampler sampler, MaskedWorld world) {
        int[] start = Canvas.hidden(world.length());
        return new Walk<>(sampler.course(start, world, Streams.of(0, 0)), world).from(start);
    }

    private static final class Walk<M> {
        private final Course<M> course;
        private final MaskedWorld world;
        private final Numbering numbering;
        private final Tabulated model;
        private final double[] logMass;
        private Map<M, Masses> next = new LinkedHashMap<>();
        private double sum;
        private boolean reveals = true;

        Walk(Course<M> course, MaskedWorld world) {
            this.course = course;
            this.world = world;
            this.numbering = new Numbering(world.vocabulary(), world.length());
            this.model = new Tabulated(world, numbering);
            this.logMass = new double[numbering.count()];
            Arrays.fill(logMass, Double.NaN);
        }

        Optional<Double> from(int[] start) {
            masses(course.opening()).add(numbering.number(start), 1);
            while (!next.isEmpty() && reveals) {
                Map<M, Masses> now = next;
                next = new LinkedHashMap<>();
                now.forEach((memory, masses) -> masses.forEach((number, mass) -> step(memory, number, mass)));
            }
            return reveals ? Optional.of(sum) : Optional.empty();
        }

        private void step(M memory, int number, double mass) {
            int[] state = numbering.state(number);
            if (!reveals || course.isDone(state, memory)) {
                return;
            }
            Plan<M> plan = course.plan(state, memory, new Passes(model));
            if (plan.move() instanceof Reveal(var selection, var laws)) {
                double known = logMass(state);
                selection.forEach((positions, probability) ->
                    write(plan, state.clone(), positions, 0, 0, laws, mass * probability, known));
            } else {
                reveals = false;
            }
        }

        private void write(Plan<M> plan, int[] state, int[] positions, int n, double independent, Laws laws, double mass,
                           double known) {
            if (n == positions.length) {
                double joint = logMass(state) - known;
                double share = mass * exp(joint);
                if (share > 0) {
                    sum += share * (joint - independent);
                    masses(plan.next().apply(state)).add(numbering.number(state), share);
                }
                return;
            }
            double[] law = laws.at(positions[n]);
            for (int v = 0; v < law.length; v++) {
                state[positions[n]] = v;
                write(plan, state, positions, n + 1, independent + log(law[v]), laws, mass, known);
            }
        }

        private double logMass(int[] state) {
            int number = numbering.number(state);
            if (Double.isNaN(logMass[number])) {
                logMass[number] = world.logMass(state);
            }
            return logMass[number];
        }

        private Masses masses(M memory) {
            return next.computeIfAbsent(memory, _ -> new Masses(numbering.count()));
        }
    }
}
