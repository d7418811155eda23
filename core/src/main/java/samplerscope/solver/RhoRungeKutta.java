package samplerscope.solver;

import static java.lang.StrictMath.log;
import static samplerscope.schedule.Parameterization.NOISE;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import samplerscope.registry.Parameter;
import samplerscope.schedule.NoiseLevel;

/// DEIS rhoRK: an explicit Runge-Kutta method on `d(x / alpha) / d rho = eps`, as many evaluations per step as it has stages.
///
/// Early steps are huge in rho, which makes it useless below some ten evaluations. A step to `sigma = 0` or from
/// `alpha = 0` is DDIM.
///
/// Source: Zhang & Chen 2023, arXiv:2204.13902, Sec. 4.2 and App. B.
public record RhoRungeKutta(Tableau tableau) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("rho-rk", "DEIS rhoRK", 3,
        "Zhang & Chen 2023, arXiv:2204.13902, Sec. 4.2",
        List.of(Parameter.oneOf("tableau", "tableau", "name of the Runge-Kutta method; its first digit is the stages",
            Arrays.stream(Tableau.values()).map(Tableau::word).toArray(String[]::new))),
        s -> new RhoRungeKutta(Tableau.of(s.word("tableau")))).in(SolverFamily.Group.SINGLE_STEP)
        .noting("2heun is the Heun of EDM.");
    /// The methods of two stages.
    public static final SolverFamily TWO_STAGES = family("rho-rk-2", "DEIS rhoRK2", 2,
        Tableau.MIDPOINT_2, Tableau.HEUN_2, Tableau.RALSTON_2)
        .noting("Midpoint, Heun (the one of EDM) or Ralston in sigma / alpha.");
    /// The classical one of four.
    public static final SolverFamily FOUR_STAGES = family("rho-rk-4", "DEIS rhoRK4", 4, Tableau.CLASSICAL_4)
        .noting("The classical Runge-Kutta method in sigma / alpha.");

    private static SolverFamily family(String id, String name, int order, Tableau... tableaux) {
        return new SolverFamily(id, name, order, "Zhang & Chen 2023, arXiv:2204.13902, Sec. 4.2",
            List.of(Parameter.oneOf("tableau", "tableau",
                "name of the Runge-Kutta method; its first digit is the stages",
                Arrays.stream(tableaux).map(Tableau::word).toArray(String[]::new))),
            s -> new RhoRungeKutta(Tableau.of(s.word("tableau")))).in(SolverFamily.Group.SINGLE_STEP);
    }

    /// Explicit Runge-Kutta methods, by stages and name.
    public enum Tableau {
        KUTTA_3("3kutta", new double[][] {{}, {1.0 / 2}, {-1, 2}}, 1.0 / 6, 2.0 / 3, 1.0 / 6),
        HEUN_2("2heun", new double[][] {{}, {1}}, 1.0 / 2, 1.0 / 2),
        MIDPOINT_2("2mid", new double[][] {{}, {1.0 / 2}}, 0, 1),
        RALSTON_2("2ral", new double[][] {{}, {2.0 / 3}}, 1.0 / 4, 3.0 / 4),
        HEUN_3("3heun", new double[][] {{}, {1.0 / 3}, {0, 2.0 / 3}}, 1.0 / 4, 0, 3.0 / 4),
        RALSTON_3("3ral", new double[][] {{}, {1.0 / 2}, {0, 3.0 / 4}}, 2.0 / 9, 1.0 / 3, 4.0 / 9),
        VAN_DER_HOUWEN_3("3vdh", new double[][] {{}, {8.0 / 15}, {1.0 / 4, 5.0 / 12}}, 1.0 / 4, 0, 3.0 / 4),
        STRONG_STABILITY_3("3ssprk", new double[][] {{}, {1}, {1.0 / 4, 1.0 / 4}}, 1.0 / 6, 1.0 / 6, 2.0 / 3),
        CLASSICAL_4("4rk", new double[][] {{}, {1.0 / 2}, {0, 1.0 / 2}, {0, 0, 1}},
            1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6);

        private final String word;
        private final double[][] a;
        private final double[] b;

        Tableau(String word, double[][] a, double... b) {
            this.word = word;
            this.a = a;
            this.b = b;
        }

        static Tableau of(String word) {
            return Arrays.stream(values()).filter(t -> t.word.equals(word.toLowerCase(Locale.ROOT))).findFirst()
                .orElseThrow();
        }

        /// As in files and forms.
        public String word() {
            return word;
        }
    }

    @Override
    public Step plan(StepRequest r) {
        if (r.isEndless()) {
            return new Ddim(0).plan(r);
        }
        NoiseLevel s = r.from();
        double h = r.to().rho() - s.rho();
        var ops = new ArrayList<Op>(List.of(new Op.Evaluate(work(0), X, s, NOISE)));
        Slot guess = work(tableau.b.length);
        for (int stage = 1; stage < tableau.b.length; stage++) {
            double share = Arrays.stream(tableau.a[stage]).sum();
            NoiseLevel at = StrictMath.abs(share - 1) < 1e-12 ? r.to() : r.schedule().atLambda(-log(s.rho() + share * h));
            ops.add(combine(guess, terms(s, at, h, tableau.a[stage])));
            ops.add(new Op.Evaluate(work(stage), guess, at, NOISE));
        }
        ops.add(combine(X, terms(s, r.to(), h, tableau.b)));
        return new Step(s, r.to(), ops);
    }

    private static List<Op.Term> terms(NoiseLevel s, NoiseLevel t, double h, double[] weights) {
        var terms = new ArrayList<>(List.of(term(t.alpha() / s.alpha(), X)));
        for (int j = 0; j < weights.length; j++) {
            terms.add(term(t.alpha() * h * weights[j], work(j)));
        }
        return terms;
    }
}
