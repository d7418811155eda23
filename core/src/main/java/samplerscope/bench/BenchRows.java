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
        rows.addAll(NormalRows.all());
        rows.addAll(MixtureRows.all());
        rows.addAll(IdealDenoiserRows.all());
        rows.addAll(ModelRunRows.all());
        rows.add(ExplainerRow.row());
        rows.add(OutsideModelRow.row());
        rows.addAll(CacheRows.all());
        rows.addAll(PlanRows.all());
        rows.addAll(MetricRows.all());
        rows.addAll(LinearityRows.all());
        rows.addAll(MemoryRows.all());
        rows.addAll(GuardRows.all());
        rows.add(StartRow.row());
        rows.addAll(WindowRows.all());
        return List.copyOf(rows);
    }
}
