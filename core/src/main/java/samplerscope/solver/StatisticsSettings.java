package samplerscope.solver;

import java.util.Arrays;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.statistics.EmsRequest;

/// Which model statistics a solver wants, as settings.
public final class StatisticsSettings {

    private static final Parameter SOURCE = Parameter.oneOf("statistics", "statistics",
        "gaussian: of a Gaussian with the moments of the data, in closed form; measured: from the model itself under "
            + "the run's guidance, which takes minutes once and is then kept; none: the predicted data are expanded",
        Arrays.stream(EmsRequest.Source.values()).map(EmsRequest.Source::word).toArray(String[]::new));
    private static final Parameter INTERVALS = Parameter.whole("statistics-table", "table",
        "intervals of the table of statistics; several times the steps of the run", EmsRequest.GAUSSIAN.intervals(), 2,
        4800);
    private static final Parameter SAMPLES = Parameter.whole("statistics-samples", "samples",
        "data that measured statistics are averaged over", EmsRequest.GAUSSIAN.samples(), 2, 65_536);
    private static final Parameter SEED = Parameter.whole("statistics-seed", "seed of the samples",
        "of the data and noise that statistics are measured with", (int) EmsRequest.GAUSSIAN.seed(), 0, 1_000_000_000);

    public static final List<Parameter> PARAMETERS = List.of(SOURCE, INTERVALS, SAMPLES, SEED);

    private StatisticsSettings() {}

    public static EmsRequest request(Settings s) {
        var source = Arrays.stream(EmsRequest.Source.values())
            .filter(each -> each.word().equals(s.word(SOURCE.id()))).findFirst().orElseThrow();
        return new EmsRequest(source, s.whole(INTERVALS.id()), s.whole(SAMPLES.id()), s.whole(SEED.id()));
    }
}
