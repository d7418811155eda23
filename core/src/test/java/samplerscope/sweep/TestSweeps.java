package samplerscope.sweep;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import samplerscope.run.Progress;
import samplerscope.store.Executed;

/// What tests of sweeps share.
final class TestSweeps {

    private TestSweeps() {}

    /// Runs what is left, whatever comes of it; in the order of the cells.
    static List<CellResult> all(Sweep sweep) {
        var results = new ArrayList<CellResult>();
        for (var result = sweep.advance(Progress.NONE); result.isPresent(); result = sweep.advance(Progress.NONE)) {
            results.add(result.get());
        }
        results.sort(Comparator.comparingInt(r -> r.cell().index()));
        return results;
    }

    static Executed executed(CellResult result) {
        return assertInstanceOf(CellResult.Done.class, result).executed();
    }
}
