package samplerscope.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import samplerscope.model.Binding;
import samplerscope.model.Denoiser;
import samplerscope.model.ExactLaw;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelFamily;
import samplerscope.registry.Registry;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.spec.Catalog;
import samplerscope.tensor.BackendProvider;
import samplerscope.tensor.Device;
import samplerscope.tensor.DeviceException;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// Commands carried out in this process, on the catalog that ships without assets, with one model and one backend that
/// fail.
final class TestCommands {

    static final Catalog CATALOG = catalog();
    /// A spec that runs in a few milliseconds.
    static final String SMALL =
        "{\"kind\": \"denoise\", \"version\": 1, \"model\": \"two-modes\", \"grid\": \"uniform-lambda\", "
            + "\"solvers\": [\"dpmpp-2m\"], \"samples\": 40}";

    private TestCommands() {}

    /// What a command printed, and its exit code.
    record Result(int code, String out, String err) {}

    static Result samplerscope(Object... args) {
        var stdout = new StringWriter();
        var stderr = new StringWriter();
        try (var session = new Session(new PrintWriter(stdout), new PrintWriter(stderr), CATALOG, false)) {
            int code = Main.run(session, List.of(args).stream().map(Object::toString).toList());
            return new Result(code, stdout.toString().replace("\r\n", "\n"), stderr.toString());
        }
    }

    /// Predicts noise 0 until half the noise is gone, and NaN from there.
    private record Explosive() implements Model {
        @Override
        public ModelCard card() {
            return new ModelCard("explosive", "Explosive", ModelCard.Kind.LEARNED, List.of(2), List.of(), "a test",
                "a test", "Apache-2.0");
        }

        @Override
        public Optional<ExactLaw> law() {
            return Optional.empty();
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
                    double factor = at.sigma() > 0.8 ? 0 : Double.NaN;
                    binding.backend().combine(into, new double[] {factor}, new Tensor[] {x});
                }
            };
        }
    }

    /// A device that is lost as soon as a run wants it, deep in somebody's library.
    private record LostDevice() implements BackendProvider {
        @Override
        public String id() {
            return "lost";
        }

        @Override
        public String name() {
            return "Lost device";
        }

        @Override
        public String source() {
            return "a test";
        }

        @Override
        public List<Device> devices() {
            return List.of(new Device("0:0", "lost card", "GPU", "a test", OptionalLong.empty(), Optional.empty()));
        }

        @Override
        public TensorBackend open(Device device, int threads) {
            throw new IllegalStateException(new DeviceException("the card fell off the bus", "plug it in again"));
        }
    }

    private static Catalog catalog() {
        Catalog standard = Catalog.standard(Path.of("there is no such folder"));
        var models = new ArrayList<>(standard.models().all());
        models.add(ModelFamily.of(new Explosive()));
        var backends = new ArrayList<>(standard.backends().all());
        backends.add(new LostDevice());
        return new Catalog(new Registry<>("model", models), standard.schedules(), standard.grids(), standard.solvers(),
            standard.metrics(), new Registry<>("backend", backends));
    }
}
