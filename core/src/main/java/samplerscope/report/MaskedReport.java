package samplerscope.report;

import java.time.Instant;
import java.util.List;
import samplerscope.spec.RunSpec;
import samplerscope.store.MaskedComparison;

/// A comparison of samplers of masked diffusion as it goes onto a page.
///
/// @param title      of the page
/// @param comparison what was measured; at least one lane
/// @param specs      one per lane, as they are to be run from the folder {@link Repeat#FOLDER} beside the page
/// @param made       when
public record MaskedReport(String title, MaskedComparison comparison, List<RunSpec.Unmask> specs, Instant made) {

    public MaskedReport {
        specs = List.copyOf(specs);
        if (specs.isEmpty() || specs.size() != comparison.lanes().size()) {
            throw new IllegalArgumentException("%d specs for %d lanes".formatted(specs.size(),
                comparison.lanes().size()));
        }
    }
}
