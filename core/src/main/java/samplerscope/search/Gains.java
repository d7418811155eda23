package samplerscope.search;

import java.util.NavigableMap;
import java.util.TreeMap;

/// How many schedules in a row were no gain. A gain is a schedule with a smaller error than every earlier one that takes
/// as many model evaluations or fewer.
///
/// Known schedules that a search begins with are never without a gain: they are tried in the order of a list, and a
/// search that ended among them would not have begun.
final class Gains {

    private final NavigableMap<Integer, Double> least = new TreeMap<>();
    private int since;

    void add(Evaluation next) {
        double before = least.headMap(next.nfe(), true).values().stream().min(Double::compare)
            .orElse(Double.POSITIVE_INFINITY);
        since = next.score() < before || next.stage().equals(Starts.WARM) ? 0 : since + 1;
        least.merge(next.nfe(), next.score(), StrictMath::min);
    }

    /// Schedules evaluated after the last gain, or after the known ones.
    int since() {
        return since;
    }
}
