package samplerscope.bench;

import java.util.List;
import java.util.stream.Stream;

/// Everything that is measured beside Python. Adding a contest is a file, a line here and a function of the script.
public final class Contests {

    private Contests() {}

    static List<Contest> all() {
        return Stream.of(MixtureContest.all(), DenseContest.all(), MatrixContest.all(), MetricContest.all(),
            NetworkContest.all()).flatMap(List::stream).toList();
    }

    /// Ids with titles, in order.
    public static List<Listed> listed() {
        return all().stream().map(c -> new Listed(c.id(), Contest.GROUP, c.title())).toList();
    }
}
