package samplerscope.app.runs;

import samplerscope.app.study.RunEntry;
import samplerscope.app.study.RunMark;
import samplerscope.metric.PathError;

/// A row: a run, and what the user did to it.
record RunRow(RunEntry run, RunMark mark) {

    String name() {
        return mark.name().isEmpty() ? run.label() : mark.name();
    }

    int style() {
        return mark.style() < 0 ? run.style() : mark.style();
    }

    /// End error; NaN where there is none, which sorts last.
    double error() {
        return run.error().map(e -> e.rms().value()).orElse(Double.NaN);
    }

    double median() {
        return run.error().map(PathError::median).orElse(Double.NaN);
    }

    double millisPerEvaluation() {
        return run.nfe() == 0 ? Double.NaN : run.seconds() * 1e3 / run.nfe();
    }
}
