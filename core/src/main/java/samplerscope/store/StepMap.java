package samplerscope.store;

import java.util.List;
import samplerscope.export.CsvTable;
import samplerscope.masked.UnmaskStep.Commit;
import samplerscope.masked.TokenText;
import samplerscope.spec.Json;
import samplerscope.spec.MaskedRunFile;
import samplerscope.spec.MaskedRunFileWriter;

/// Which token was written where, in which step and with what probability, for other programs.
///
/// @param tokens how ids read
public record StepMap(MaskedRunFile run, TokenText tokens) {

    /// A row for each token written and each position hidden again, in the order of steps and sequences. A hidden
    /// position has no token and no probability.
    public CsvTable table() {
        var table = new CsvTable(List.of("step", "sequence", "passes", "event", "position", "token", "text",
            "probability"));
        run.steps().forEach(step -> step.moves().forEach(moves -> {
            moves.remasked().forEach(i -> table.row(CsvTable.cell(step.step()), CsvTable.cell(moves.sequence()),
                CsvTable.cell(moves.passes()), "remask", CsvTable.cell(i), "", "", ""));
            moves.committed().forEach(c -> table.row(CsvTable.cell(step.step()), CsvTable.cell(moves.sequence()),
                CsvTable.cell(moves.passes()), "commit", CsvTable.cell(c.position()), CsvTable.cell(c.token()), text(c),
                CsvTable.cell(c.probability())));
        }));
        return table;
    }

    private String text(Commit commit) {
        return tokens.text(commit.token());
    }

    /// With the canvas before the first step, so that every canvas can be made from it.
    public Json.Obj json() {
        return Json.object().with("start", Json.numbers(run.start().stream().map(Integer::doubleValue).toList()))
            .with("steps", MaskedRunFileWriter.steps(run.steps()));
    }
}
