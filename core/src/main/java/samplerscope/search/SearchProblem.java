package samplerscope.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import samplerscope.SamplerscopeException;
import samplerscope.registry.Setting;
import samplerscope.run.Recording;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Prediction;
import samplerscope.spec.Choice;
import samplerscope.spec.HandMade;
import samplerscope.spec.Resolved;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.statistics.ModelFacts;

/// A request that has become objects: where grids start and stop, what is known of the model, and how a candidate
/// becomes a run. Safe to use from several threads.
public final class SearchProblem {

    private static final List<String> ENDS = List.of("start", "end", "to-zero");
    private static final Recording LAST_ONLY = new Recording(Integer.MAX_VALUE, 0);
    private static final Choice PLAIN = Choice.of("ddim");

    private final SearchRequest request;
    private final Resolver resolver;
    private final Path base;
    private final Resolved ends;
    private final boolean toZero;

    /// @param base folder that relative paths in the spec start from
    /// @throws samplerscope.SamplerscopeException in one of its kinds, if the base spec has a mistake
    public SearchProblem(SearchRequest request, Resolver resolver, Path base) {
        this.request = request;
        this.resolver = resolver;
        this.base = base;
        Resolved given = resolver.resolve(plain(request.base()).withSolvers(List.of(PLAIN)), base);
        List<NoiseLevel> levels = given.levels();
        this.toZero = levels.getLast().sigma() == 0;
        NoiseLevel last = levels.get(levels.size() - (toZero ? 2 : 1));
        if (!(levels.getFirst().lambda() < last.lambda())) {
            throw new UnsearchableException("the grid of the spec does not end with less noise than it starts with",
                "choose a grid from noise to data");
        }
        this.ends = resolver.resolve(HandMadeEnds.in(plain(request.base()), levels.getFirst(), last, toZero), base);
    }

    /// A grid with nothing between its ends.
    private static final class HandMadeEnds {
        static RunSpec.Denoise in(RunSpec.Denoise spec, NoiseLevel from, NoiseLevel to, boolean toZero) {
            return spec.withSolvers(List.of(PLAIN)).withGrid(Choice.of("list").with("clock", new Setting.Word("time"))
                .with("values", new Setting.Numbers(List.of(from.time(), to.time())))
                .with("to-zero", new Setting.Flag(toZero)));
        }
    }

    /// All noise of a search is our own: what a sample starts from depends on its key alone.
    private static RunSpec.Denoise plain(RunSpec.Denoise spec) {
        return spec.withNoise(RunSpec.Denoise.OWN_NOISE).withRecording(LAST_ONLY);
    }

    public SearchRequest request() {
        return request;
    }

    public SearchSpace space() {
        return request.space();
    }

    public Resolver resolver() {
        return resolver;
    }

    public NoiseSchedule schedule() {
        return ends.plan().strategy().schedule();
    }

    public ModelFacts facts() {
        return ends.plan().strategy().facts();
    }

    /// Where all grids start.
    public NoiseLevel from() {
        return ends.levels().getFirst();
    }

    /// The last level with noise of the base spec.
    public NoiseLevel to() {
        return ends.levels().get(1);
    }

    /// Whether a step to `sigma = 0` follows.
    public boolean toZero() {
        return toZero;
    }

    /// A run of two levels, or three with `sigma = 0`: what all candidates have in common.
    Resolved ends(long seed, int samples) {
        return resolver.resolve(ends.spec().withSeed(seed).withSamples(samples), base);
    }

    /// Grids as numbers, from the start of the base spec to its end.
    GridCode code() {
        return new GridCode(schedule(), from(), to());
    }

    /// Grids as numbers, to another end.
    GridCode code(double end) {
        return end == to().time() ? code() : new GridCode(schedule(), from(), schedule().at(end));
    }

    /// Where the first output may come from on this model.
    public Set<FirstOutput> firsts() {
        boolean known = facts().gaussian().isPresent();
        return request.space().steps() instanceof SearchSpace.Steps.Free free
            ? free.firsts().stream().filter(f -> known || f == FirstOutput.MODEL || f == FirstOutput.ZERO)
                .collect(Collectors.toUnmodifiableSet())
            : Set.of(FirstOutput.MODEL);
    }

    /// Whether an output can follow its state when that is corrected: the covariance of the data is known.
    boolean canRefresh() {
        return facts().gaussian().isPresent();
    }

    /// What steps may expand on this model, in a fixed order: without statistics `v3` would be the data once more.
    List<Prediction> predictions() {
        boolean known = facts().gaussian().isPresent();
        return request.space().steps() instanceof SearchSpace.Steps.Free free ? free.predictions().stream()
            .filter(p -> known || p != Prediction.STATISTICS || free.predictions().size() == 1).sorted().toList()
            : List.of();
    }

    /// Levels with noise of a schedule of so many evaluations whose steps cost one each.
    int levels(int nfe, FirstOutput first) {
        return nfe + (first == FirstOutput.MODEL ? 0 : 1) + (toZero ? 0 : 1);
    }

    /// The candidate, ready to run on some noises.
    ///
    /// @throws samplerscope.SamplerscopeException in one of its kinds, if it cannot be run
    public Resolved resolve(Candidate candidate, long seed, int samples) {
        Resolved run = resolver.resolve(
            candidate.in(plain(request.base())).withSeed(seed).withSamples(samples), base);
        if (run.plan().evaluations() != candidate.nfe()) {
            throw new InvalidCandidateException("a schedule that counts %d evaluations has %d on this model".formatted(
                candidate.nfe(), run.plan().evaluations()),
                "let the model make the first output where its data are unknown");
        }
        return run;
    }

    /// A run of the spec on some noises.
    Resolved resolve(RunSpec.Denoise spec, long seed, int samples) {
        return resolver.resolve(spec.withSeed(seed).withSamples(samples), base);
    }

    /// What a solver and a grid of the library are at so many evaluations; empty where they have no such run, draw
    /// noise, or need what the model does not bring.
    public Optional<Candidate> library(Choice solver, Choice grid, int nfe) {
        return libraryRun(solver, grid, nfe).flatMap(this::named);
    }

    /// The same, not yet a candidate: naming the solver of each step takes longer than a run.
    Optional<Resolved> libraryRun(Choice solver, Choice grid, int nfe) {
        boolean sized = resolver.catalog().grids().get(grid.id()).takesSteps();
        for (int steps = sized ? nfe + 1 : 1; steps >= 1; steps--) {
            Optional<Resolved> run = libraryRun(solver, sized ? grid.with("steps", steps) : grid);
            if (run.isPresent() && run.get().plan().evaluations() <= nfe) {
                return run.filter(r -> r.plan().evaluations() == nfe);
            }
        }
        return Optional.empty();
    }

    private Optional<Resolved> libraryRun(Choice solver, Choice grid) {
        try {
            Resolved run = resolver.resolve(plain(request.base()).withGrid(withEnds(grid)).withSolvers(List.of(solver))
                .withSamples(1), base);
            return run.isStochastic() ? Optional.empty() : Optional.of(run);
        } catch (SamplerscopeException e) {
            return Optional.empty(); // too few steps for its formula, a model without statistics, and the like
        }
    }

    private Optional<Candidate> named(Resolved run) {
        try {
            return Optional.of(candidate(run));
        } catch (SamplerscopeException e) {
            return Optional.empty(); // a jump, or a step, that no list can say
        }
    }

    /// The grid between the ends of the base spec.
    private Choice withEnds(Choice grid) {
        Choice changed = grid;
        for (String id : ENDS) {
            Setting given = request.base().grid().settings().get(id);
            boolean has = resolver.catalog().grids().get(grid.id()).parameters().stream()
                .anyMatch(p -> p.id().equals(id));
            if (given != null && has) {
                changed = changed.with(id, given);
            }
        }
        return changed;
    }

    /// A run as a candidate: its levels, and its solvers by name.
    ///
    /// @throws samplerscope.SamplerscopeException if a list of levels and solvers cannot say what it does
    Candidate candidate(Resolved run) {
        RunSpec.Denoise named = resolver.stepByStep(run.spec(), base);
        HandMade made = HandMade.of(resolver.resolve(named, base));
        var steps = new ArrayList<StepDecision>();
        for (int i = 0; i < made.steps(); i++) {
            steps.add(new StepDecision.Named(named.solvers().get(i), run.plan().steps().get(i).evaluations()));
        }
        return new Candidate(made.levels().stream().map(NoiseLevel::time).toList(), made.toZero(), FirstOutput.MODEL,
            steps);
    }
}
