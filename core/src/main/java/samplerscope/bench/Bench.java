package samplerscope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import samplerscope.run.Progress;

/// Measures rows one after the other.
///
/// @param rounds of each row, `>= 1`
/// @param budget seconds that all rounds of a row may take together; a row that would take longer is skipped
public record Bench(BenchPlace place, int rounds, double budget) {

    /// Measures all rows; what cannot be measured is a skipped result.
    ///
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    public List<BenchResult> run(List<BenchRow> rows, Progress progress) {
        var results = new ArrayList<BenchResult>();
        for (BenchRow row : rows) {
            progress.at(row.id(), results.size(), rows.size());
            results.add(run(row));
        }
        progress.at("bench", rows.size(), rows.size());
        return List.copyOf(results);
    }

    private BenchResult run(BenchRow row) {
        try (BenchRow.Measured measured = row.opening().open(place)) {
            double predicted = rounds * measured.warmUp();
            if (predicted > budget) {
                return BenchResult.skipped(row, Unit.format("skipped: its rounds would take %.0f s", predicted)
                    + Unit.format(", more than the %.0f s of a row; --full measures it", budget));
            }
            return measured(row, measured);
        } catch (SkippedException e) {
            return BenchResult.skipped(row, "skipped: " + e.happened());
        } catch (OutOfMemoryError _) {
            // Sizes are the benchmark's to choose: the largest do not fit into every heap.
            return BenchResult.skipped(row, "skipped: it does not fit into the memory of this Java; -Xmx gives it more");
        }
    }

    private BenchResult measured(BenchRow row, BenchRow.Measured measured) {
        var ours = new double[rounds];
        var peer = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            BenchRow.Round round = measured.round();
            ours[i] = round.ours();
            peer[i] = round.peer();
        }
        Spread mine = Spread.of(ours);
        Optional<Spread> other = spread(peer);
        Optional<Spread> ratio = ratio(ours, peer);
        return new BenchResult(row.id(), row.group(), row.title(), row.against(), row.unit(), Optional.of(mine), other,
            ratio, row.goal(), measured.figures(mine), measured.remark(ratio.orElse(mine)));
    }

    private static Optional<Spread> spread(double[] values) {
        return DoubleStream.of(values).anyMatch(Double::isNaN) ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /// Round by round, so that what slows both slows the ratio of neither.
    static Optional<Spread> ratio(double[] ours, double[] peer) {
        var ratios = new double[ours.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = peer[i] / ours[i];
        }
        return spread(ratios);
    }
}
