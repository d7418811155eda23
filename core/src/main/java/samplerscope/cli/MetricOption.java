package samplerscope.cli;

import java.util.List;
import picocli.CommandLine.Option;
import samplerscope.metric.MetricFamily;

/// Metrics to compute besides the error along the path.
final class MetricOption {

    @Option(names = "--metric", paramLabel = "ID",
        description = "Also compare the samples with the exact law; see `samplerscope list metrics`. May be repeated.")
    private List<String> ids = List.of();

    List<String> ids() {
        return ids;
    }

    List<MetricFamily> families(Session session) {
        return session.input(() -> ids.stream().map(session.catalog().metrics()::get).toList());
    }
}
