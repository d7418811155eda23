package samplerscope.anatomy;

import static java.lang.StrictMath.hypot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.model.Binding;
import samplerscope.model.Component;
import samplerscope.model.Covariance;
import samplerscope.model.Denoiser;
import samplerscope.model.ExactLaw;
import samplerscope.model.GaussianMixture;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.run.Progress;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.References;
import samplerscope.spec.Resolved;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;

class DissectionTest {

    private static final Resolver RESOLVER = new Resolver(Catalog.standard(Path.of("there is no such folder")));
    /// What a network may have learned in place of the moons.
    private static final ExactLaw OTHER = RESOLVER.model(Choice.of("rings"), Path.of("")).law().orElseThrow();
    private static final double WIDTH = 0.5;
    private static final int SAMPLES = 6;

    private final Dissection dissection = new Dissection(new References(1), 1, Progress.NONE);

    /// What DDIM multiplies a state by: `x0 = alpha w^2 x / (alpha^2 w^2 + sigma^2)` for `N(0, w^2)`, and
    /// `x_t = alpha_t x0 + sigma_t (x - alpha x0) / sigma`.
    private static double ofDdim(NoiseLevel from, NoiseLevel to) {
        double data = from.alpha() * WIDTH * WIDTH / (from.alpha() * from.alpha() * WIDTH * WIDTH + from.sigma() * from.sigma());
        return to.alpha() * data + to.sigma() * (1 - from.alpha() * data) / from.sigma();
    }

    /// What the exact flow multiplies it by.
    private static double ofFlow(NoiseLevel from, NoiseLevel to) {
        return hypot(to.alpha() * WIDTH, to.sigma()) / hypot(from.alpha() * WIDTH, from.sigma());
    }

    @Test
    void theLocalErrorOfAFirstOrderStepOnAGaussianIsTheDifferenceOfTwoFactors() {
        Anatomy anatomy = dissection.of(normal("ddim"), SAMPLES);

        double scale = rms(anatomy.start());
        for (StepAnatomy step : anatomy.steps()) {
            double expected = Math.abs(ofDdim(step.from(), step.to()) - ofFlow(step.from(), step.to())) * scale;
            // The path is solved to 1e-8 per step of the reference.
            assertEquals(expected, step.errors().orElseThrow().made().rms(), 1e-7);
            scale *= ofFlow(step.from(), step.to());
        }
    }

    @Test
    void whatIsLeftOfALocalErrorAtTheEndIsMultipliedByEveryLaterStep() {
        Anatomy anatomy = dissection.of(normal("ddim"), SAMPLES);

        for (StepAnatomy step : anatomy.steps()) {
            double expected = step.errors().orElseThrow().made().rms();
            for (StepAnatomy later : anatomy.steps().subList(step.index() + 1, anatomy.steps().size())) {
                expected *= ofDdim(later.from(), later.to());
            }
            assertEquals(expected, step.errors().orElseThrow().atEnd().rms(), 1e-7);
        }
    }

    @Test
    void gainsOfALinearStepAreItsFactorAndThatOfTheFlow() {
        Anatomy anatomy = dissection.of(normal("ddim"), SAMPLES);

        for (StepAnatomy step : anatomy.steps()) {
            Gains gains = step.gain().step();
            double factor = ofDdim(step.from(), step.to());
            // Linear: a finite difference over 1e-4 sigma is off by rounding only.
            assertEquals(factor, gains.rms(), 1e-8);
            assertEquals(factor, gains.largest(), 1e-8);
            assertEquals(factor, gains.worst(), 1e-8);
            // 1e-8 of the path over 1e-4 times a sigma of at least 0.01, and it is near the tolerance there.
            assertEquals(ofFlow(step.from(), step.to()), step.gain().flow().orElseThrow().largest(), 5e-3);
        }
        assertEquals(Optional.empty(), anatomy.steps().getFirst().gain().own());
        StepAnatomy second = anatomy.steps().get(1);
        assertEquals(ofDdim(second.from(), second.to()), second.gain().own().orElseThrow(), 1e-5);
    }

    @Test
    void gainsInManyDimensionsFindTheDirectionThatGrowsMost() {
        // One direction is wide, so it grows from noise to data; all others shrink to 0.05.
        var wide = new double[16][1];
        wide[3][0] = 1;
        var law = new GaussianMixture(new ModelCard("wide", "wide", ModelCard.Kind.EXACT, List.of(16), List.of(), "a test",
            "a test", "none"), List.of(new Component(1, new double[16],
                Covariance.LowRank.ofDirections(wide, new double[] {9}, 0.05), 0)));
        Resolved run = normal("ddim");
        Anatomy anatomy = dissection.of(new Resolved(run.spec(), law, run.plan()), SAMPLES);

        StepAnatomy middle = anatomy.steps().get(5);
        double a = middle.from().alpha();
        double s = middle.from().sigma();
        double v = 9 / (a * a * 9 + s * s);
        double largest = middle.to().alpha() * a * v + middle.to().sigma() * (1 - a * a * v) / s;
        // Five power iterations; the second singular value is 0.6 of the first.
        assertEquals(largest, middle.gain().step().largest(), 0.05 * largest);
        assertTrue(middle.gain().step().rms() < 0.95 * largest);
        double flow = hypot(middle.to().alpha() * 3, middle.to().sigma()) / hypot(a * 3, s);
        assertEquals(flow, middle.gain().flow().orElseThrow().largest(), 0.05 * flow);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ddim", "heun", "dpmpp-2m", "unipc-2", "dpm-solver-3s", "deis-tab3", "auto", "ipndm", "dpm-solver-v3"})
    void thePartsOfAnErrorAddUpToIt(String solver) {
        Anatomy anatomy = dissection.of(resolved("moons", solver), 40);

        double sum = 0;
        for (StepAnatomy step : anatomy.steps()) {
            StepErrors errors = step.errors().orElseThrow();
            // Exact but for rounding, whatever the solver remembers.
            assertEquals(errors.soFar().rms(), errors.madeShare() + errors.carriedShare(), 1e-12);
            sum += errors.endShare();
        }
        assertEquals(anatomy.endError().orElseThrow(), sum, 1e-12);
        assertEquals(0, anatomy.steps().getFirst().errors().orElseThrow().carried().rms(), 1e-12);
        StepErrors last = anatomy.steps().getLast().errors().orElseThrow();
        assertEquals(last.made().rms(), last.atEnd().rms(), 1e-12);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ddim", "dpmpp-2m", "unipc-2", "heun"})
    void localErrorsAreThoseOfTheChart(String solver) {
        var references = new References(1);
        Resolved run = resolved("moons", solver);
        Anatomy anatomy = new Dissection(references, 1, Progress.NONE).of(run, 40);

        var chart = references.localErrors(run, references.of(run, 40, References.Truth.MODEL));

        for (StepAnatomy step : anatomy.steps()) {
            // Rounding: the same step on the same states.
            assertEquals(chart.get(step.index()).rms().value(), step.errors().orElseThrow().made().rms(), 1e-10);
        }
    }

    @Test
    void aNetworkThatIsTheIdealDenoiserHasNoPartInTheError() {
        Resolved run = resolved("moons", "dpmpp-2m");
        ExactLaw law = run.model().law().orElseThrow();

        Anatomy anatomy = dissection.of(new Resolved(run.spec(), new Learned(law, law), run.plan()), 40);

        NetworkErrors.Split split = anatomy.endSplit().orElseThrow();
        // The path of a network is solved to 1e-5 only, and the moons stretch that where they part.
        assertEquals(0, split.network().rms(), 1e-3 * split.total().rms());
        for (StepAnatomy step : anatomy.steps()) {
            assertEquals(0, step.network().orElseThrow().made().rms(), 2e-5);
        }
    }

    @Test
    void solverAndNetworkTogetherAreTheWholeDistanceFromTheIdeal() {
        Resolved run = resolved("moons", "dpmpp-2m");
        Anatomy anatomy = dissection.of(new Resolved(run.spec(), new Learned(OTHER,
            run.model().law().orElseThrow()), run.plan()), 40);

        double sum = 0;
        for (StepAnatomy step : anatomy.steps()) {
            NetworkErrors network = step.network().orElseThrow();
            sum += network.network().share() + network.discretisation().orElseThrow().share();
            NetworkErrors.Split split = network.after();
            double total = split.total().rms();
            assertEquals(total, split.discretisationShare() + split.networkShare(), 1e-12);
            double solver = split.discretisation().orElseThrow().rms();
            assertEquals(total * total, solver * solver + split.network().rms() * split.network().rms()
                + split.remainder(), 1e-12);
        }
        assertEquals(anatomy.endSplit().orElseThrow().total().rms(), sum, 1e-12);
        assertTrue(anatomy.endSplit().orElseThrow().networkShare() > 0.05);
    }

    @Test
    void theNetworksPartOfAGaussianStepIsTheDifferenceOfTwoFlows() {
        Resolved run = normal("ddim");
        var law = law(WIDTH);
        var network = new Learned(law(0.6), law);
        Anatomy anatomy = dissection.of(new Resolved(run.spec(), network, run.plan()), SAMPLES);

        double scale = rms(anatomy.start());
        for (StepAnatomy step : anatomy.steps()) {
            double wrong = hypot(step.to().alpha() * 0.6, step.to().sigma()) / hypot(step.from().alpha() * 0.6,
                step.from().sigma());
            double expected = Math.abs(wrong - ofFlow(step.from(), step.to())) * scale;
            // The tolerance of a network's path.
            assertEquals(expected, step.network().orElseThrow().made().rms(), 3e-5);
            scale *= ofFlow(step.from(), step.to());
        }
    }

    @Test
    void aStochasticRunHasGainsAndANetworksPartFromTheSameNoiseButNoLocalError() {
        Resolved run = resolved("moons", "euler-a");
        ExactLaw law = run.model().law().orElseThrow();

        Anatomy anatomy = dissection.of(new Resolved(run.spec(), new Learned(OTHER, law), run.plan()), 20);

        assertTrue(anatomy.noErrors().orElseThrow().contains("adds noise"));
        double sum = 0;
        for (StepAnatomy step : anatomy.steps()) {
            assertTrue(step.errors().isEmpty() && step.gain().flow().isEmpty());
            assertEquals(StepGain.Verdict.UNKNOWN, step.gain().verdict());
            assertTrue(step.network().orElseThrow().discretisation().isEmpty());
            sum += step.network().orElseThrow().network().share();
        }
        assertEquals(anatomy.endSplit().orElseThrow().total().rms(), sum, 1e-12);
        Anatomy same = dissection.of(new Resolved(run.spec(), new Learned(law, law), run.plan()), 20);
        assertEquals(0, same.endSplit().orElseThrow().total().rms());
    }

    @Test
    void anInterruptEndsTheWork() {
        Thread.currentThread().interrupt();

        assertThrows(CancellationException.class, () -> dissection.of(normal("ddim"), SAMPLES));
        assertTrue(Thread.interrupted());
    }

    private static Resolved normal(String solver) {
        Resolved run = resolved("gaussian", solver);
        return new Resolved(run.spec(), law(WIDTH), run.plan());
    }

    private static GaussianMixture law(double width) {
        return new GaussianMixture(new ModelCard("normal", "normal", ModelCard.Kind.EXACT, List.of(2), List.of(), "a test",
            "a test", "none"), List.of(new Component(1, new double[2], Covariance.Plane.round(width), 0)));
    }

    private static Resolved resolved(String model, String solver) {
        return RESOLVER.resolve(spec(model, solver), Path.of(""));
    }

    private static RunSpec.Denoise spec(String model, String solver) {
        return RunSpec.Denoise.of(Choice.of(model)).withGrid(Choice.of("uniform-lambda").with("steps", 8))
            .withSolvers(List.of(Choice.of(solver))).withSamples(50);
    }

    private static double rms(Snapshot x) {
        return ErrorMap.of(x.toDoubles(), x.shape()).rms();
    }

    /// A network that was trained on a law and learned another.
    private record Learned(ExactLaw learned, ExactLaw truth) implements Model {
        @Override
        public ModelCard card() {
            return asNetwork(truth.card());
        }

        @Override
        public Optional<ExactLaw> law() {
            return Optional.of(truth);
        }

        @Override
        public Denoiser denoiser(Binding binding) {
            return learned.denoiser(binding);
        }
    }

    private static ModelCard asNetwork(ModelCard card) {
        return new ModelCard(card.id(), card.name(), ModelCard.Kind.LEARNED, card.sampleShape(), card.classes(), "a test",
            "a test", "none");
    }
}
