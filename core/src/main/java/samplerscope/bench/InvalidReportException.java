package samplerscope.bench;

import samplerscope.SamplerscopeException;

/// A file is no report of the benchmark.
public final class InvalidReportException extends SamplerscopeException {
    InvalidReportException(String file, String why) {
        super("'%s' is no report of the benchmark: %s".formatted(file, why), "write one with bench --json");
    }
}
