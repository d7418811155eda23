package samplerscope.app.runs;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import samplerscope.app.study.Labels;
import samplerscope.metric.Estimate;

/// Rows of the run table as text for other programs.
final class RunText {

    private RunText() {}

    /// Full precision, one header line.
    static String csv(List<RunRow> rows) {
        return "name,model,nfe,steps,error,error_se,median,seconds,seed,samples,backend,status\n" + rows.stream().map(r -> {
            Estimate rms = r.run().error().map(e -> e.rms()).orElse(new Estimate(Double.NaN, Double.NaN, 0, ""));
            return String.join(",", quoted(r.name()), quoted(r.run().model()), String.valueOf(r.run().nfe()),
                String.valueOf(r.run().steps()), String.valueOf(rms.value()), String.valueOf(rms.standardError()),
                String.valueOf(r.median()), String.valueOf(r.run().seconds()), String.valueOf(r.run().spec().seed()),
                String.valueOf(r.run().spec().samples()), quoted(r.run().backend()),
                r.run().status().name().toLowerCase(Locale.ROOT));
        }).collect(Collectors.joining("\n")) + "\n";
    }

    /// For a report.
    static String markdown(List<RunRow> rows) {
        return "| sampler | model | NFE | error | median | seconds |\n|---|---|--:|--:|--:|--:|\n" + rows.stream().map(r ->
            "| %s | %s | %d | %s | %s | %s |".formatted(r.name(), r.run().model(), r.run().nfe(),
                r.run().error().map(e -> Labels.estimate(e.rms())).orElse("\u2013"), Labels.number(r.median()),
                Labels.number(r.run().seconds()))).collect(Collectors.joining("\n")) + "\n";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
