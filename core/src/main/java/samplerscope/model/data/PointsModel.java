package samplerscope.model.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import samplerscope.model.Component;
import samplerscope.model.Covariance;
import samplerscope.model.DataSet;
import samplerscope.model.DataSetModel;
import samplerscope.model.ExactLaw;
import samplerscope.model.GaussianMixture;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelFamily;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// A table of a user's points as an exact model: every point is a round Gaussian, or a law fitted to all.
public final class PointsModel {

    public static final ModelFamily FAMILY = new ModelFamily("points", "Points from a file", "your own data",
        parameters(), PointsModel::open);

    private PointsModel() {}

    private static List<Parameter> parameters() {
        var all = new ArrayList<>(List.of(
            new Parameter("file", "file", "CSV with one point per line, two or more columns of numbers, a column named "
                + "'class' or 'label' gives classes; or an array [N, D] of NumPy or safetensors, with 'labels' beside it",
                new Parameter.Kind.Path(DataFiles.tables())),
            Parameter.logReal("bandwidth", "bandwidth h", "standard deviation of every point, after scaling", 0.05, 1e-3,
                2),
            Parameter.oneOf("scale", "scale", "to mean 0 and standard deviation 1: with one factor, with one per "
                + "column, or not at all", "together", "columns", "none")));
        all.addAll(DataLaw.PARAMETERS);
        return all;
    }

    /// @throws DataException if the file cannot be read as points
    private static ExactLaw open(Settings settings, Path base) {
        Path file = base.resolve(settings.word("file"));
        PointTable table = PointTable.read(file);
        float[] values = switch (settings.word("scale")) {
            case "together" -> Scaling.together(table.values(), table.dimension());
            case "columns" -> Scaling.byColumn(table.values(), table.dimension());
            default -> table.values();
        };
        double bandwidth = settings.number("bandwidth");
        var card = new ModelCard("points", file.getFileName().toString(), ModelCard.Kind.EXACT,
            List.of(table.dimension()), table.classes(),
            "%d points of a file, each a Gaussian of standard deviation %s.".formatted(table.labels().length, bandwidth),
            "your own data", "that of the file");
        return settings.word("law").equals("ideal") && table.dimension() == 2
            ? mixture(card, values, table.labels(), bandwidth)
            : DataLaw.of(new DataSetModel(card, new DataSet(values, table.labels(),
                StrictMath.max(1, table.classes().size()), table.dimension()), bandwidth), settings);
    }

    /// In the plane the mixture has a vector kernel that is much faster for many particles.
    private static GaussianMixture mixture(ModelCard card, float[] values, int[] labels, double bandwidth) {
        var components = new ArrayList<Component>();
        for (int i = 0; i < labels.length; i++) {
            components.add(new Component(1, new double[] {values[2 * i], values[2 * i + 1]},
                Covariance.Plane.round(bandwidth), labels[i]));
        }
        return new GaussianMixture(card, components);
    }
}
