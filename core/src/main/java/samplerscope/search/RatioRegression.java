package samplerscope.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import samplerscope.model.Condition;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.run.Progress;
import samplerscope.spec.Guidance;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.RatioPolynomial;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.statistics.CascadePolynomial;

/// Searches ratios at several numbers of steps and guidance scales, and fits a polynomial that gives them for others at
/// once.
///
/// Source: Zhao et al. 2024, arXiv:2409.03755, Sec. 3.4.
public final class RatioRegression {

    private static final String STEPS = "steps";
    private static final String POINTS = "points";
    private static final int STANDARD_POINTS = 3;
    /// Parts that each search is told in.
    private static final int PARTS = 100;

    private final Resolver resolver;
    private final References references;
    private final int threads;
    private final Progress progress;

    /// @param threads host threads; never changes a result
    public RatioRegression(Resolver resolver, References references, int threads, Progress progress) {
        this.resolver = resolver;
        this.references = references;
        this.threads = threads;
        this.progress = progress;
    }

    /// Blocks until all is searched.
    ///
    /// @param spec   with dc-solver for all steps on a grid with a number of steps
    /// @param steps  at least one of them larger than the points of the solver
    /// @param scales of guidance; empty for that of the spec
    /// @throws UnsearchableException if there is nothing to fit
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    public RatioPolynomial fit(RunSpec.Denoise spec, Path base, RatioRequest request, List<Integer> steps,
                               List<Double> scales) {
        check(spec, base, steps, scales);
        List<Double> guidance = scales.isEmpty() ? List.of(spec.guidance().scale()) : scales;
        var searches = new ArrayList<RatioPolynomial.Search>();
        var observations = new ArrayList<CascadePolynomial.Observation>();
        int total = steps.size() * guidance.size();
        for (double scale : guidance) {
            for (int count : steps) {
                RatioResult found = new RatioSearch(resolver, references, threads, part(searches.size(), total))
                    .search(at(spec, count, scale), base, request);
                searches.add(new RatioPolynomial.Search(count, scale, found.ratios(), found.heldOut().factor()));
                observations.addAll(observations(found.ratios(), scale, points(spec)));
            }
        }
        progress.at("search", total * PARTS, total * PARTS);
        var checksums = ModelFiles.checksums(resolver.resolve(at(spec, steps.getFirst(), guidance.getFirst()), base),
            resolver.catalog(), base);
        return new RatioPolynomial(RatioPolynomial.Subject.of(spec),
            RatioPolynomial.fingerprint(spec, resolver.catalog(), checksums), CascadePolynomial.fit(observations),
            searches);
    }

    /// The ratios of a spec by a polynomial, without a search.
    ///
    /// @throws samplerscope.spec.ForeignRatiosException if it was fitted for something else
    public List<Double> predict(RunSpec.Denoise spec, Path base, RatioPolynomial polynomial) {
        int count = new RatioSearch(resolver, references, threads, progress).ratios(spec, base);
        var plain = RatioResult.in(spec, Collections.nCopies(spec.solvers().size(), 1.0));
        var checksums = ModelFiles.checksums(resolver.resolve(plain, base), resolver.catalog(), base);
        polynomial.check(spec, RatioPolynomial.fingerprint(spec, resolver.catalog(), checksums));
        return polynomial.polynomial().ratios(count, spec.guidance().scale(), points(spec));
    }

    /// Finds out beforehand whether a fit is possible; returns how many searches it takes.
    ///
    /// @throws samplerscope.SamplerscopeException if not
    public int check(RunSpec.Denoise spec, Path base, List<Integer> steps, List<Double> scales) {
        requireFittable(spec, steps, scales);
        List<Double> guidance = scales.isEmpty() ? List.of(spec.guidance().scale()) : scales;
        for (double scale : guidance) {
            for (int count : steps) {
                resolver.resolve(at(spec, count, scale), base);
            }
        }
        return steps.size() * guidance.size();
    }

    private void requireFittable(RunSpec.Denoise spec, List<Integer> steps, List<Double> scales) {
        boolean hasSteps = resolver.catalog().grids().get(spec.grid().id()).parameters().stream()
            .map(Parameter::id).anyMatch(STEPS::equals);
        if (!hasSteps || spec.solvers().size() != 1 || !spec.solvers().getFirst().id().equals(RatioSearch.FAMILY)) {
            throw new UnsearchableException(hasSteps ? "the spec does not name dc-solver once, for all steps"
                : "the grid has no number of steps", hasSteps ? "use --set solvers=dc-solver"
                : "choose another grid, such as uniform-lambda");
        }
        if (steps.stream().noneMatch(n -> n >= points(spec)) || steps.stream().anyMatch(n -> n < 1)) {
            throw new UnsearchableException("runs of %s steps have no ratio to fit".formatted(steps),
                "name numbers of steps, some of at least %d".formatted(points(spec)));
        }
        if (scales.size() > 1 && spec.guidance().condition() instanceof Condition.None) {
            throw new UnsearchableException("without a class every guidance scale is the same",
                "choose a class in the spec, or leave out --guidance");
        }
    }

    private static RunSpec.Denoise at(RunSpec.Denoise spec, int steps, double scale) {
        return RatioResult.in(spec, List.of(1.0)).withGrid(spec.grid().with(STEPS, steps))
            .withGuidance(new Guidance(spec.guidance().condition(), scale));
    }

    private static int points(RunSpec.Denoise spec) {
        return spec.solvers().getFirst().settings().get(POINTS) instanceof Setting.Num(double points) ? (int) points
            : STANDARD_POINTS;
    }

    /// Ratios that could be other than 1.
    private static List<CascadePolynomial.Observation> observations(List<Double> ratios, double scale, int points) {
        var observations = new ArrayList<CascadePolynomial.Observation>();
        for (int step = points; step <= ratios.size(); step++) {
            observations.add(new CascadePolynomial.Observation(step, ratios.size(), scale, ratios.get(step - 1)));
        }
        return observations;
    }

    /// Progress of one search among several; only the search itself moves the whole on.
    private Progress part(int index, int total) {
        return (stage, done, of) -> {
            int within = stage.equals("search") && of > 0 ? (int) ((long) PARTS * done / of) : -1;
            if (within >= 0) {
                progress.at("search", index * PARTS + within, total * PARTS);
            }
        };
    }
}
