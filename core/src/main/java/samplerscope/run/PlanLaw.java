package samplerscope.run;

import static java.lang.StrictMath.sqrt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.solver.Op;
import samplerscope.solver.Plan;
import samplerscope.solver.Slot;
import samplerscope.solver.Step;
import samplerscope.solver.Weight;

/// The exact law of what a plan makes when the data are Gaussian on the line: every sampler is then affine in its start
/// and its draws, so that no sample is needed.
///
/// @param mean      of the last state
/// @param deviation its standard deviation
public record PlanLaw(double mean, double deviation) {

    /// The law at a level of the forward process.
    ///
    /// @param variance of the data
    public static PlanLaw atLevel(NoiseLevel l, double mean, double variance) {
        return new PlanLaw(l.alpha() * mean, sqrt(spread(l, variance)));
    }

    /// The law after a plan that starts from the true law at its first level.
    ///
    /// @param plan     of sums with scalar weights and draws only
    /// @param mean     of the data
    /// @param variance of the data
    public static PlanLaw after(Plan plan, double mean, double variance) {
        var machine = new Machine(mean, variance, plan.draws());
        machine.start(plan.strategy().grid().first());
        plan.steps().forEach(machine::take);
        return machine.law();
    }

    private static double spread(NoiseLevel l, double variance) {
        return l.alpha() * l.alpha() * variance + l.sigma() * l.sigma();
    }

    /// Registers as affine functions of unit normals: the constant, the start, then each draw.
    private static final class Machine {

        private final double mean;
        private final double variance;
        private final int size;
        private final Map<Slot, double[]> registers = new HashMap<>();
        /// Outputs of earlier steps by form, newest first.
        private final ArrayDeque<Map<Parameterization, double[]>> past = new ArrayDeque<>();
        private int drawn;

        Machine(double mean, double variance, int draws) {
            this.mean = mean;
            this.variance = variance;
            this.size = 2 + draws;
        }

        void start(NoiseLevel first) {
            PlanLaw law = atLevel(first, mean, variance);
            double[] x = new double[size];
            x[0] = law.mean();
            x[1] = law.deviation();
            registers.put(Slot.X, x);
            registers.put(Slot.ONE, unit(0));
        }

        void take(Step step) {
            var outputs = new ArrayList<Map<Parameterization, double[]>>();
            for (Op op : step.ops()) {
                switch (op) {
                    case Op.Evaluate(Slot into, Slot x, NoiseLevel at, var as) -> {
                        double[] data = data(read(x), at);
                        if (outputs.isEmpty()) {
                            outputs.add(forms(read(x), data, Parameterization.DATA, at));
                        }
                        registers.put(into, forms(read(x), data, Parameterization.DATA, at).get(as));
                    }
                    case Op.Combine(Slot into, var terms) -> registers.put(into, sum(terms));
                    case Op.Draw(Slot into, var _) -> registers.put(into, unit(2 + drawn++));
                    case Op.Remember(Slot x, Slot output, NoiseLevel at, var as) -> {
                        outputs.clear();
                        outputs.add(forms(read(x), read(output), as, at));
                    }
                    case Op.Clamp _ -> throw new IllegalArgumentException("a clamped run is not affine");
                }
            }
            outputs.forEach(past::addFirst);
        }

        PlanLaw law() {
            double[] x = read(Slot.X);
            double square = 0;
            for (int i = 1; i < size; i++) {
                square += x[i] * x[i];
            }
            return new PlanLaw(x[0], sqrt(square));
        }

        private double[] data(double[] x, NoiseLevel at) {
            double gain = at.alpha() * variance / spread(at, variance);
            return mix(gain, x, mean - gain * at.alpha() * mean, unit(0));
        }

        private static Map<Parameterization, double[]> forms(double[] x, double[] output, Parameterization as,
                                                             NoiseLevel at) {
            var forms = new HashMap<Parameterization, double[]>();
            for (Parameterization form : Parameterization.values()) {
                boolean singular = form != as && (at.alpha() == 0 || at.sigma() == 0);
                if (!singular) {
                    var c = as.to(form, at);
                    forms.put(form, mix(c.ofState(), x, c.ofOutput(), output));
                }
            }
            return forms;
        }

        private double[] sum(List<Op.Term> terms) {
            double[] total = new double[size];
            for (Op.Term term : terms) {
                if (!(term.weight() instanceof Weight.Scalar(double weight))) {
                    throw new IllegalArgumentException("on the line there is one element");
                }
                total = mix(1, total, weight, read(term.slot()));
            }
            return total;
        }

        private double[] read(Slot slot) {
            return slot instanceof Slot.Past(int age, Parameterization as)
                ? past.stream().skip(age).findFirst().orElseThrow().get(as) : registers.get(slot);
        }

        private double[] unit(int index) {
            double[] unit = new double[size];
            unit[index] = 1;
            return unit;
        }

        private static double[] mix(double a, double[] x, double b, double[] y) {
            double[] result = new double[x.length];
            for (int i = 0; i < result.length; i++) {
                result[i] = a * x[i] + b * y[i];
            }
            return result;
        }
    }
}
