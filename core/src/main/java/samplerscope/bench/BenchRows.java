package samplerscope.bench;

import java.util.ArrayList;
import java.util.List;

/// Everything that is measured without Python. Adding rows is a file and a line here.
public final class BenchRows {

    private BenchRows() {}

    /// In the order in which they are measured.
    public static List<BenchRow> all() {
        var rows = new ArrayList<BenchRow>();
        rows.addAll(CombineRows.all());
        rows.add(ExplainerRow.row());
        return List.copyOf(rows);
    }
}
