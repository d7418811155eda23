package samplerscope.report;

import java.time.Instant;
import java.util.List;
import samplerscope.spec.RunSpec;
import samplerscope.store.Comparison;

/// A comparison as it goes onto a page.
///
/// @param title      of the page
/// @param comparison what was measured; at least one lane
/// @param specs      one per lane, as they are to be run from the folder {@link Repeat#FOLDER} beside the page
/// @param options    of `samplerscope compare` that the numbers depend on, one word each
/// @param device     what computed, for people
/// @param made       when
public record Report(String title, Comparison comparison, List<RunSpec.Denoise> specs, List<String> options,
                     String device, Instant made) {

    public Report {
        specs = List.copyOf(specs);
        options = List.copyOf(options);
        if (specs.isEmpty() || specs.size() != comparison.lanes().size()) {
            throw new IllegalArgumentException("%d specs for %d lanes".formatted(specs.size(),
                comparison.lanes().size()));
        }
    }
}
