package samplerscope.search;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.sin;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import samplerscope.model.Component;
import samplerscope.model.Covariance;
import samplerscope.model.GaussianMixture;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelFamily;
import samplerscope.registry.Registry;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.References;
import samplerscope.spec.RunSpec;

/// The benchmark of schedule searches: eight spots on a ring, Euler steps from noise 20 to 0.02, the mean distance of
/// the end points to the exact ones.
final class Ring {

    static final Path HOME = Path.of("").toAbsolutePath();

    private Ring() {}

    static Catalog catalog() {
        Catalog standard = Catalog.standard(Path.of("there is no such folder"));
        return new Catalog(new Registry<>("model", List.of(ModelFamily.of(model()))), standard.schedules(),
            standard.grids(), standard.solvers(), standard.metrics(), standard.backends());
    }

    static GaussianMixture model() {
        var card = new ModelCard("ring", "Ring", ModelCard.Kind.EXACT, List.of(2), List.of(), "Eight spots on a ring.",
            "test", "none");
        return new GaussianMixture(card, IntStream.range(0, 8).mapToObj(k -> new Component(1,
            new double[] {2 * cos(k * PI / 4), 2 * sin(k * PI / 4)}, Covariance.Plane.round(0.15), 0)).toList());
    }

    static SearchRequest request(int nfe, Choice method, int candidates) {
        RunSpec.Denoise base = RunSpec.Denoise.of(Choice.of("ring"))
            .withSchedule(Choice.of("edm").with("sigma-min", 0.02).with("sigma-max", 20))
            .withGrid(Choice.of("karras"));
        var space = new SearchSpace(nfe, nfe, new SearchSpace.Steps.Fixed(Choice.of("euler")),
            SearchSpace.Grid.Free.AS_GIVEN);
        var objective = new Objective.ToPath(Aggregate.MEAN, References.Truth.MODEL, NoiseBanks.of(1, 256, 2000));
        return new SearchRequest(base, space, objective, method, Budget.ofCandidates(candidates), 1);
    }

    /// Distances in the plane, where errors are per coordinate.
    static double distance(double rms) {
        return rms * StrictMath.sqrt(2);
    }
}
