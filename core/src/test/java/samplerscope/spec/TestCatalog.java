package samplerscope.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.Denoiser;
import samplerscope.model.ExactLaw;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelFamily;
import samplerscope.registry.Parameter;
import samplerscope.registry.Registry;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.statistics.GaussianFit;
import samplerscope.tensor.Tensor;

/// The program's catalog with two small models: `normal` with a width, and `points`, which names a file.
final class TestCatalog {

    private TestCatalog() {}

    static Catalog catalog() {
        var catalog = Catalog.standard(Path.of("there is no such folder"));
        return new Catalog(new Registry<>("model", List.of(normal(), points())), catalog.schedules(), catalog.grids(),
            catalog.solvers(), catalog.metrics(), catalog.backends());
    }

    private static ModelFamily normal() {
        return new ModelFamily("normal", "Normal", "a test", List.of(
            Parameter.real("width", "width", "standard deviation", 0.5, 0.01, 10)),
            (settings, _) -> new Normal(settings.number("width")));
    }

    private static ModelFamily points() {
        return new ModelFamily("points", "Points", "a test", List.of(new Parameter("file", "file", "a table",
            new Parameter.Kind.Path(List.of("csv")))), (_, _) -> new Normal(1));
    }

    /// `N(0, width^2)` in the plane.
    record Normal(double width) implements ExactLaw {

        @Override
        public ModelCard card() {
            return new ModelCard("normal", "Normal", ModelCard.Kind.EXACT, List.of(2), List.of(), "a test", "a test",
                "Apache-2.0");
        }

        @Override
        public Optional<ExactLaw> law() {
            return Optional.of(this);
        }

        @Override
        public double[] draw(int n, long seed, Condition condition) {
            return new double[2 * n];
        }

        @Override
        public GaussianFit moments(Condition condition) {
            return GaussianFit.of(new double[2], new double[][] {{width * width, 0}, {0, width * width}});
        }

        @Override
        public double logDensity(double[] x, NoiseLevel at, Condition condition) {
            return 0;
        }

        @Override
        public Denoiser denoiser(Binding binding) {
            return new Denoiser() {
                @Override
                public Parameterization parameterization() {
                    return Parameterization.NOISE;
                }

                @Override
                public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
                    double variance = at.alpha() * at.alpha() * width * width + at.sigma() * at.sigma();
                    binding.backend().combine(into, new double[] {at.sigma() / variance}, new Tensor[] {x});
                }
            };
        }
    }
}
