package samplerscope.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import samplerscope.metric.Estimate;
import samplerscope.spec.Choice;
import samplerscope.spec.Json;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunFileWriter;
import samplerscope.spec.RunSpec;
import samplerscope.store.Executed;
import samplerscope.store.RunExecutor;

/// A run in a few lines.
final class Summary {

    private Summary() {}

    /// `moons, dpmpp-2m on uniform-lambda, vp-linear`.
    static String title(RunSpec.Denoise spec) {
        return "%s, %s on %s, %s".formatted(spec.model().id(), solvers(spec), spec.grid().id(), spec.schedule().id());
    }

    /// Ids of the solvers in order, repetitions counted: `heun, 8 x dpmpp-2m, ddim`.
    static String solvers(RunSpec.Denoise spec) {
        List<String> ids = spec.solvers().stream().map(Choice::id).toList();
        var parts = new ArrayList<String>();
        for (int i = 0; i < ids.size(); ) {
            int end = i;
            while (end < ids.size() && ids.get(end).equals(ids.get(i))) {
                end++;
            }
            parts.add(end - i == 1 ? ids.get(i) : "%d x %s".formatted(end - i, ids.get(i)));
            i = end;
        }
        return String.join(", ", parts);
    }

    static String text(Executed executed) {
        RunFile file = executed.file();
        var lines = new ArrayList<String>();
        lines.add(title(file.spec()));
        lines.add("%s; %d of %d steps, %d of %d network evaluations, %d samples".formatted(ending(file),
            file.steps().size(), executed.run().plan().steps().size() / file.spec().recording().every(),
            nfe(file), file.plan().nfe(), file.spec().samples()));
        executed.curve().finalError().ifPresentOrElse(
            e -> lines.add(String.format(Locale.ROOT,
                "error %s rms per element, median %.4g (%d samples, sigma = %.4g)",
                estimate(e.rms()), e.median(), e.perSample().length, e.at().sigma())),
            () -> lines.add(executed.run().isStochastic() ? "no path error: a stochastic sampler follows no ODE"
                : "no error was measured"));
        file.metrics().forEach((id, estimate) -> {
            if (!id.equals(RunExecutor.PATH_ERROR)) {
                lines.add("%s %s".formatted(id, estimate(estimate)));
            }
        });
        lines.add(String.format(Locale.ROOT, "%.3g s on %s with %d thread%s", file.seconds(),
            file.environment().backend(), file.environment().threads(), file.environment().threads() == 1 ? "" : "s"));
        return String.join(System.lineSeparator(), lines);
    }

    static Json.Obj json(Executed executed) {
        RunFile file = executed.file();
        Json.Obj metrics = Json.object();
        for (var entry : file.metrics().entrySet()) {
            metrics = metrics.with(entry.getKey(), RunFileWriter.estimate(entry.getValue()));
        }
        return Json.object().with("title", title(file.spec())).with("ending", ending(file))
            .with("steps", file.steps().size()).with("nfe", nfe(file)).with("samples", file.spec().samples())
            .with("seconds", file.seconds()).with("backend", file.environment().backend())
            .with("end", file.end().sha256()).with("metrics", metrics);
    }

    static int nfe(RunFile file) {
        return file.steps().isEmpty() ? 0 : file.steps().getLast().nfe();
    }

    /// `0.01234 +- 0.00056`.
    static String estimate(Estimate e) {
        return Double.isNaN(e.standardError()) ? String.format(Locale.ROOT, "%.4g", e.value())
            : String.format(Locale.ROOT, "%.4g +- %.2g", e.value(), e.standardError());
    }

    private static String ending(RunFile file) {
        return switch (file.ending()) {
            case RunFile.Ending.Completed _ -> "completed";
            case RunFile.Ending.Cancelled _ -> "cancelled";
            case RunFile.Ending.Failed _ -> "failed";
        };
    }
}
