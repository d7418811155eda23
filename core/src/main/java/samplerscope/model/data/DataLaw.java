package samplerscope.model.data;

import java.util.List;
import samplerscope.model.Approximations;
import samplerscope.model.Condition;
import samplerscope.model.DataSetModel;
import samplerscope.model.ExactLaw;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// Which law is made of a user's data: the data themselves, or a simpler one that is fitted to them.
final class DataLaw {

    /// Settings that every family of data has.
    static final List<Parameter> PARAMETERS = List.of(
        Parameter.oneOf("law", "law", "ideal: the data themselves, as a network of unlimited capacity would learn them; "
            + "gaussian: the Gaussian with their mean and covariance; mixture: Gaussians of low rank", "ideal", "gaussian",
            "mixture"),
        Parameter.whole("components", "components", "Gaussians of the mixture; of each class where there are classes",
            10, 1, 256),
        Parameter.whole("rank", "rank", "directions of each of them that have a variance of their own", 24, 0, 128));

    private DataLaw() {}

    static ExactLaw of(DataSetModel data, Settings settings) {
        return switch (settings.word("law")) {
            case "gaussian" -> Approximations.gaussian(data, Condition.NONE);
            case "mixture" -> Approximations.mixture(data, Condition.NONE, settings.whole("components"),
                settings.whole("rank"));
            default -> data;
        };
    }
}
