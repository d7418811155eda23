package samplerscope.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import samplerscope.masked.UnmaskStep.Commit;

/// From the file of a run of masked diffusion to canonical JSON; {@link MaskedRunFileReader} gives it back.
public final class MaskedRunFileWriter {

    private MaskedRunFileWriter() {}

    /// @throws FileAccessException if the file cannot be written; an old one is then unharmed
    public static void write(MaskedRunFile run, Path file) {
        FileAccess.writeText(file, text(run));
    }

    public static String text(MaskedRunFile run) {
        return json(run).pretty() + "\n";
    }

    public static Json.Obj json(MaskedRunFile run) {
        return Json.object()
            .with("kind", RunFile.KIND)
            .with("version", RunFile.CURRENT_VERSION)
            .with("spec", UnmaskText.json(run.spec()))
            .with("environment", RunFileWriter.environment(run.environment()))
            .with("modelFiles", RunFileWriter.checksums(run.modelFiles()))
            .with("ending", RunFileWriter.ending(run.ending()))
            .with("start", wholes(run.start()))
            .with("steps", steps(run.steps()))
            .with("texts", Json.texts(run.texts()))
            .with("metrics", RunFileWriter.metrics(run.metrics()));
    }

    /// The step map alone.
    public static Json.Arr steps(List<MaskedRunFile.Step> steps) {
        return Json.array(steps.stream().map(MaskedRunFileWriter::step).toList());
    }

    private static Json step(MaskedRunFile.Step step) {
        return Json.object().with("step", step.step()).with("nfe", step.nfe()).with("rows", step.rows())
            .with("positions", step.positions()).with("seconds", step.seconds()).with("sha256", step.sha256())
            .with("moves", Json.array(step.moves().stream().map(MaskedRunFileWriter::moves).toList()));
    }

    private static Json moves(MaskedRunFile.Moves moves) {
        Json.Obj object = Json.object().with("sequence", moves.sequence()).with("passes", moves.passes())
            .with("committed", Json.array(moves.committed().stream().map(MaskedRunFileWriter::commit).toList()));
        return moves.remasked().isEmpty() ? object : object.with("remasked", wholes(moves.remasked()));
    }

    /// `[position, token, probability]`.
    private static Json commit(Commit commit) {
        return Json.array(List.of(Json.number(commit.position()), Json.number(commit.token()),
            Json.number(commit.probability())));
    }

    private static Json wholes(List<Integer> values) {
        return Json.array(values.stream().map(v -> Json.number((long) v)).toList());
    }
}
