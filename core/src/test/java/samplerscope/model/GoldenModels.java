package samplerscope.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/// The mixtures M1, M2 and M3 of the golden data, and the probes of them.
public final class GoldenModels {

    private GoldenModels() {}

    /// @param name `M1` (plane, five components), `M2` (16 dimensions, one) or `M3` (64 dimensions, ten)
    public static GaussianMixture mixture(String name) {
        JsonNode model = read("models.json").get("models").get(name);
        var components = new ArrayList<Component>();
        if (model.has("variances")) {
            var diagonal = numbers(model.get("variances"));
            components.add(new Component(1, numbers(model.get("mean")),
                new Covariance.LowRank(new double[diagonal.length][0], diagonal), 0));
        } else {
            for (int k = 0; k < model.get("weights").size(); k++) {
                components.add(new Component(model.get("weights").get(k).doubleValue(),
                    numbers(model.get("means").get(k)), covariance(model, k), 0));
            }
        }
        var shape = new ArrayList<Integer>();
        model.get("sample_shape").forEach(n -> shape.add(n.intValue()));
        return new GaussianMixture(new ModelCard(name.toLowerCase(), name, ModelCard.Kind.EXACT, shape, List.of(), "", "",
            ""), components);
    }

    private static Covariance covariance(JsonNode model, int k) {
        if (model.has("covariances")) {
            double[][] c = rows(model.get("covariances").get(k));
            return new Covariance.Plane(c[0][0], c[0][1], c[1][1]);
        }
        return new Covariance.LowRank(rows(model.get("factors").get(k)), numbers(model.get("diagonals").get(k)));
    }

    public static JsonNode read(String file) {
        try (var in = GoldenModels.class.getResourceAsStream("/golden/" + file)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode parse(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All numbers of nested lists, in order.
    public static double[] flat(JsonNode lists) {
        return lists.isArray()
            ? StreamSupport.stream(lists.spliterator(), false).flatMapToDouble(l -> Arrays.stream(flat(l))).toArray()
            : new double[] {lists.doubleValue()};
    }

    public static double[] numbers(JsonNode list) {
        var numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).doubleValue();
        }
        return numbers;
    }

    public static double[][] rows(JsonNode list) {
        var rows = new double[list.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = numbers(list.get(i));
        }
        return rows;
    }
}
