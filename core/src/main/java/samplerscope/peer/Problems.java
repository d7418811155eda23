package samplerscope.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import samplerscope.model.Component;
import samplerscope.model.Covariance;
import samplerscope.model.GaussianMixture;
import samplerscope.model.ModelCard;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// What recorded runs were made from: exact models, starting points, noise, and statistics for solvers that need them.
///
/// Each kind is one file. Those beside a file of runs are used where they are; the program brings its own for the rest.
public final class Problems {

    private final Map<String, GaussianMixture> models = new HashMap<>();
    private final Options inits;
    private final Json.Obj noise;
    private final Options ems;

    private Problems(Json.Obj models, Json.Obj initsAndNoise, Json.Obj ems) {
        ((Json.Obj) models.get("models").orElseThrow()).fields()
            .forEach((name, json) -> this.models.put(name, mixture(name, new Options(name, (Json.Obj) json))));
        this.inits = new Options("inits", initsAndNoise).inner("inits");
        this.noise = (Json.Obj) initsAndNoise.get("noise").orElseThrow();
        this.ems = new Options("ems", ems).inner("tables");
    }

    /// Those beside a file of runs, and the program's own for what is not there.
    public static Problems of(Path folder) {
        return new Problems(read(folder, "models"), read(folder, "inits_and_noise"), read(folder, "ems"));
    }

    private static Json.Obj read(Path folder, String name) {
        for (String ending : List.of(".json", ".json.gz")) {
            Path file = folder.resolve(name + ending);
            if (Files.isRegularFile(file)) {
                return RecordedFile.read(file);
            }
        }
        String resource = name + ".json.gz";
        try (InputStream in = Problems.class.getResourceAsStream(resource)) {
            String text = new String(new GZIPInputStream(in).readAllBytes(), StandardCharsets.UTF_8);
            return (Json.Obj) JsonReader.read(text, resource);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own " + resource, e);
        }
    }

    /// @throws UnknownOptionException if there is no model of that name
    public GaussianMixture model(String name) {
        GaussianMixture model = models.get(name);
        if (model == null) {
            throw new UnknownOptionException("no exact model is called '%s'".formatted(name),
                "put its models.json beside the file");
        }
        return model;
    }

    /// Starting points, shape [points, D] row-major.
    public double[] init(String name) {
        return inits.numbers(name).orElseThrow(() -> new UnknownOptionException(
            "no starting points are called '%s'".formatted(name), "put inits_and_noise.json beside the file"));
    }

    /// Fields of noise, shape [draws][points * D].
    public double[][] noise(String bank) {
        return new Options("noise", noise).rows(bank).orElseThrow(() -> new UnknownOptionException(
            "no noise is called '%s'".formatted(bank), "put inits_and_noise.json beside the file"));
    }

    /// A table of empirical model statistics.
    public Options ems(String name) {
        if (!ems.has(name)) {
            throw new UnknownOptionException("no statistics are called '%s'".formatted(name),
                "put ems.json beside the file");
        }
        return ems.inner(name);
    }

    /// Covariances are given in full, as a diagonal, or as `factor factor^T + diagonal`.
    private static GaussianMixture mixture(String name, Options m) {
        var components = new ArrayList<Component>();
        if (m.has("variances")) {
            double[] mean = m.numbers("mean").orElseThrow();
            components.add(new Component(1, mean, new Covariance.LowRank(new double[mean.length][0],
                m.numbers("variances").orElseThrow()), 0));
        } else {
            double[] weights = m.numbers("weights").orElseThrow();
            double[][] means = m.rows("means").orElseThrow();
            for (int k = 0; k < weights.length; k++) {
                components.add(new Component(weights[k], means[k], covariance(m, k, means[k].length), 0));
            }
        }
        int dimension = components.getFirst().mean().length;
        return new GaussianMixture(new ModelCard("golden-" + name.toLowerCase(Locale.ROOT), name,
            ModelCard.Kind.EXACT, List.of(dimension), List.of(), "an exact model of recorded runs", "this project",
            "no data"), components);
    }

    private static Covariance covariance(Options m, int k, int dimension) {
        if (m.has("covariances")) {
            double[] c = m.rows("covariances").orElseThrow()[k];
            return new Covariance.Plane(c[0], c[1], c[3]);
        }
        double[] flat = m.rows("factors").orElseThrow()[k];
        int rank = flat.length / dimension;
        var factor = new double[dimension][rank];
        for (int j = 0; j < dimension; j++) {
            System.arraycopy(flat, j * rank, factor[j], 0, rank);
        }
        return new Covariance.LowRank(factor, m.rows("diagonals").orElseThrow()[k]);
    }
}
