package samplerscope.spec;

import java.nio.file.Path;
import java.util.Map;
import samplerscope.metric.Estimate;
import samplerscope.schedule.NoiseLevel;

/// From a run file to canonical JSON; {@link RunFileReader} gives it back.
public final class RunFileWriter {

    private RunFileWriter() {}

    /// @throws FileAccessException if the file cannot be written; an old one is then unharmed
    public static void write(RunFile run, Path file) {
        FileAccess.writeText(file, text(run));
    }

    public static String text(RunFile run) {
        return json(run).pretty() + "\n";
    }

    public static Json.Obj json(RunFile run) {
        return Json.object()
            .with("kind", RunFile.KIND)
            .with("version", RunFile.CURRENT_VERSION)
            .with("spec", SpecWriter.json(run.spec()))
            .with("environment", environment(run.environment()))
            .with("plan", Json.object()
                .with("sha256", run.plan().sha256())
                .with("nfe", run.plan().nfe())
                .with("levels", Json.array(run.plan().levels().stream().map(RunFileWriter::level).toList())))
            .with("modelFiles", checksums(run.modelFiles()))
            .with("ending", ending(run.ending()))
            .with("initial", state(run.initial()))
            .with("steps", Json.array(run.steps().stream().map(RunFileWriter::step).toList()))
            .with("metrics", metrics(run.metrics()));
    }

    static Json environment(RunFile.Environment e) {
        return Json.object().with("program", e.program()).with("backend", e.backend())
            .with("precision", e.precision()).with("threads", e.threads()).with("java", e.java()).with("os", e.os());
    }

    private static Json level(NoiseLevel level) {
        return Json.object().with("time", level.time()).with("alpha", level.alpha()).with("sigma", level.sigma());
    }

    static Json checksums(Map<String, String> files) {
        Json.Obj object = Json.object();
        for (var entry : files.entrySet()) {
            object = object.with(entry.getKey(), entry.getValue());
        }
        return object;
    }

    static Json ending(RunFile.Ending ending) {
        return switch (ending) {
            case RunFile.Ending.Completed _ -> Json.object().with("how", "completed");
            case RunFile.Ending.Cancelled _ -> Json.object().with("how", "cancelled");
            case RunFile.Ending.Failed(String happened, String remedy) ->
                Json.object().with("how", "failed").with("happened", happened).with("remedy", remedy);
        };
    }

    private static Json.Obj state(RunFile.StateFacts state) {
        return Json.object().with("sha256", state.sha256()).with("head", Json.numbers(state.head()));
    }

    private static Json step(RunFile.StepFacts step) {
        return Json.object().with("step", step.step()).with("nfe", step.nfe()).with("seconds", step.seconds())
            .with("state", state(step.state()));
    }

    static Json metrics(Map<String, Estimate> metrics) {
        Json.Obj object = Json.object();
        for (var entry : metrics.entrySet()) {
            object = object.with(entry.getKey(), estimate(entry.getValue()));
        }
        return object;
    }

    /// An estimate as JSON; a standard error that is not known is null.
    public static Json.Obj estimate(Estimate e) {
        return Json.object().with("value", e.value()).with("standardError", e.standardError())
            .with("count", e.count()).with("unit", e.unit());
    }
}
