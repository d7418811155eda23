package samplerscope.cli;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import samplerscope.store.RunExecutor.Measure;

/// What errors are measured against.
final class MeasureOption {

    @ArgGroup(exclusive = true)
    private Choice choice = new Choice();

    private static final class Choice {
        @Option(names = "--truth",
            description = "Measure against the exact law behind the model, not against the model's own converged path.")
        private boolean truth;

        @Option(names = "--no-reference", description = "Measure nothing; only run.")
        private boolean nothing;
    }

    Measure measure() {
        return choice.nothing ? Measure.NOTHING : choice.truth ? Measure.LAW : Measure.MODEL;
    }
}
