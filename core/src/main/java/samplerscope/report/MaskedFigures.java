package samplerscope.report;

import java.util.List;
import java.util.Optional;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import samplerscope.masked.Canvas;
import samplerscope.metric.Estimate;
import samplerscope.spec.MaskedRunFile;
import samplerscope.store.MaskedComparison;
import samplerscope.store.MaskedMetrics;

/// The figures of a report of masked diffusion.
final class MaskedFigures {

    private final MaskedComparison comparison;

    MaskedFigures(MaskedComparison comparison) {
        this.comparison = comparison;
    }

    /// Tokens that stand after each pass, mean over the recorded sequences.
    Optional<String> overPasses() {
        var data = new XYSeriesCollection();
        for (MaskedComparison.Lane lane : comparison.lanes()) {
            data.addSeries(written(lane.name(), lane.run().file()));
        }
        return new Drawing("written", "model passes so far", "tokens written, mean of a sequence", data).fromZero();
    }

    /// One point per run that has a path error.
    Optional<String> errorOverPasses() {
        var data = new XYSeriesCollection();
        for (MaskedComparison.Lane lane : comparison.lanes()) {
            var series = new XYSeries(Markup.clean(lane.name()), false);
            metric(lane, MaskedMetrics.PATH_KL).ifPresent(kl -> series.add(
                metric(lane, MaskedMetrics.PASSES).orElseThrow().value(), kl.value()));
            data.addSeries(series);
        }
        return new Drawing("path-kl", "model passes of a sequence, mean", "path-KL (nats per sequence)", data).fromZero();
    }

    private static Optional<Estimate> metric(MaskedComparison.Lane lane, String id) {
        return Optional.ofNullable(lane.run().file().metrics().get(id));
    }

    private static XYSeries written(String name, MaskedRunFile file) {
        var series = new XYSeries(Markup.clean(name), false);
        List<Integer> recorded = file.steps().stream().flatMap(step -> step.moves().stream())
            .map(MaskedRunFile.Moves::sequence).distinct().toList();
        if (recorded.isEmpty()) {
            return series;
        }
        for (int pass = 0; pass <= file.nfe(); pass++) {
            int upTo = pass;
            series.add(pass, recorded.stream().mapToInt(sequence -> standing(file, sequence, upTo)).average().orElseThrow());
        }
        return series;
    }

    /// Tokens of a sequence that stand when it has taken so many passes, without those that were given.
    private static int standing(MaskedRunFile file, int sequence, int passes) {
        int count = 0;
        for (MaskedRunFile.Step step : file.steps()) {
            for (MaskedRunFile.Moves moves : step.moves()) {
                if (moves.sequence() == sequence && moves.passes() <= passes) {
                    count += moves.committed().size() - moves.remasked().size();
                }
            }
        }
        return count;
    }

    /// The pass in which each position of a sequence got the token that it has at the end; 0 for what was given.
    static int[] order(MaskedRunFile file, int sequence) {
        var order = new int[file.start().size()];
        for (MaskedRunFile.Step step : file.steps()) {
            for (MaskedRunFile.Moves moves : step.moves()) {
                if (moves.sequence() == sequence) {
                    moves.committed().stream().filter(c -> file.start().get(c.position()) == Canvas.MASK)
                        .forEach(c -> order[c.position()] = moves.passes());
                }
            }
        }
        return order;
    }
}
