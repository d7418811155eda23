package samplerscope.app.study;

import java.util.List;
import java.util.Locale;
import samplerscope.metric.Estimate;
import samplerscope.solver.SolverFamily;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;

/// Specs and numbers in the words of the window.
public final class Labels {

    private Labels() {}

    /// `DPM-Solver++(2M), Uniform in lambda`; several solvers are counted.
    public static String ofStrategy(Catalog catalog, RunSpec.Denoise spec) {
        return ofSolvers(catalog, spec.solvers()) + ", " + name(catalog.grids().contains(spec.grid().id())
            ? catalog.grids().get(spec.grid().id()).name() : spec.grid().id());
    }

    /// The one solver, or the most used one and how many others.
    public static String ofSolvers(Catalog catalog, List<Choice> solvers) {
        var ids = solvers.stream().map(Choice::id).distinct().toList();
        String first = catalog.solvers().contains(ids.getFirst())
            ? catalog.solvers().get(ids.getFirst()).name() : ids.getFirst();
        return ids.size() == 1 ? first : first + " + " + (ids.size() - 1) + " more";
    }

    /// `order 2`, in little room.
    public static String order(SolverFamily solver) {
        return solver.order() == 0 ? "no order" : "order " + solver.order();
    }

    /// What starts from the same noise with the same seed.
    public static String ofNoise(Choice noise) {
        if (!Catalog.noises().contains(noise.id())) {
            return "";
        }
        String source = Catalog.noises().get(noise.id()).source();
        return noise.id().equals(RunSpec.Denoise.OWN_NOISE.id()) ? "With our own noise " + source + "."
            : "The seed starts as in " + source + ", in float32. Noise that solvers add is always our own.";
    }

    /// Three significant digits, the way tables show them: `3.12e-2`, `0.41`, `12`.
    public static String number(double value) {
        return number(value, 3);
    }

    private static String number(double value, int digits) {
        if (!Double.isFinite(value)) {
            return "\u2013";
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-2 || size >= 1e5)) {
            return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value).replace("e-0", "e-").replace("e+0", "e")
                .replace("-", "\u2212");
        }
        int decimals = size == 0 || size >= 100 ? 0 : size >= 10 ? digits - 2 : size >= 1 ? digits - 1
            : size >= 0.1 ? digits : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value).replace("-", "\u2212");
    }

    /// Two decimals, and infinity at the ends of the noise path.
    public static String lambda(double lambda) {
        return Double.isInfinite(lambda) ? (lambda > 0 ? "\u221e" : "\u2212\u221e")
            : String.format(Locale.ROOT, "%.2f", lambda).replace('-', '\u2212');
    }

    /// `0.031 +- 2.1e-3`: two digits say enough of an uncertainty.
    public static String estimate(Estimate e) {
        return Double.isNaN(e.standardError()) ? number(e.value())
            : number(e.value()) + " \u00b1 " + number(e.standardError(), 2);
    }

    private static String name(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
