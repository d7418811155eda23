package samplerscope.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import samplerscope.masked.Canvas;
import samplerscope.masked.UnmaskStep.Commit;

/// From JSON to the file of a run of masked diffusion, as strictly as {@link RunFileReader}.
public final class MaskedRunFileReader {

    private final MaskedCatalog catalog;

    public MaskedRunFileReader(MaskedCatalog catalog) {
        this.catalog = catalog;
    }

    /// @throws SpecException       if the content is wrong, or no run of masked diffusion
    /// @throws FileAccessException if the file cannot be read
    public MaskedRunFile read(Path file) {
        return read(FileAccess.readText(file), file.getFileName().toString());
    }

    /// @param name how messages call the text
    public MaskedRunFile read(String text, String name) {
        Json json = JsonReader.read(text, name);
        Json.Obj object = Fields.of("", json).object();
        if (UnmaskText.isUnmask(object)) {
            throw new SpecException(json.at(), "kind", "this is a spec, not the file of a finished run",
                "run it first");
        }
        Fields fields = Fields.of("", Migrations.RUN_FILE.migrate(object));
        fields.take("kind");
        fields.take("version");
        RunSpec.Unmask spec = UnmaskText.read(fields.need("spec"), catalog);
        List<Integer> start = wholes(fields, "start", Canvas.MASK);
        var run = new MaskedRunFile(spec, RunFileReader.environment(fields.needFields("environment")),
            RunFileReader.checksums(fields.needFields("modelFiles")), start, steps(fields, start.size()), texts(fields),
            RunFileReader.ending(fields.needFields("ending")), RunFileReader.metrics(fields.needFields("metrics")));
        fields.nothingElse();
        return run;
    }

    private static List<String> texts(Fields fields) {
        var texts = new ArrayList<String>();
        List<Json> items = fields.needList("texts");
        for (int i = 0; i < items.size(); i++) {
            texts.add(Fields.text("texts[%d]".formatted(i), items.get(i)));
        }
        return texts;
    }

    private static List<MaskedRunFile.Step> steps(Fields file, int length) {
        var steps = new ArrayList<MaskedRunFile.Step>();
        List<Json> items = file.needList("steps");
        for (int i = 0; i < items.size(); i++) {
            Fields fields = Fields.of("steps[%d]".formatted(i), items.get(i));
            int step = (int) fields.needWhole("step", i, i);
            int nfe = (int) fields.needWhole("nfe", 0, Integer.MAX_VALUE);
            long rows = fields.needWhole("rows", 0, Long.MAX_VALUE);
            steps.add(new MaskedRunFile.Step(step, nfe, rows, positions(fields, rows * length),
                Fields.real(fields.path("seconds"), fields.need("seconds"), 0, 1e9), RunFileReader.sha256(fields),
                moves(fields, length)));
            fields.nothingElse();
        }
        return steps;
    }

    /// Files from before keys and values were kept do not tell: all positions of all rows were computed.
    private static long positions(Fields step, long all) {
        return step.object().get("positions").isPresent() ? step.needWhole("positions", 0, Long.MAX_VALUE) : all;
    }

    private static List<MaskedRunFile.Moves> moves(Fields step, int length) {
        var all = new ArrayList<MaskedRunFile.Moves>();
        List<Json> items = step.needList("moves");
        int next = 0;
        for (int i = 0; i < items.size(); i++) {
            Fields fields = Fields.of("%s[%d]".formatted(step.path("moves"), i), items.get(i));
            int sequence = (int) fields.needWhole("sequence", next, RunSpec.MOST_SAMPLES);
            next = sequence + 1;
            all.add(new MaskedRunFile.Moves(sequence, (int) fields.needWhole("passes", 0, Integer.MAX_VALUE),
                commits(fields, length), fields.object().get("remasked").isPresent() ? positions(fields, length) : List.of()));
            fields.nothingElse();
        }
        return all;
    }

    private static List<Commit> commits(Fields moves, int length) {
        var commits = new ArrayList<Commit>();
        List<Json> items = moves.needList("committed");
        for (int i = 0; i < items.size(); i++) {
            String path = "%s[%d]".formatted(moves.path("committed"), i);
            List<Json> parts = Fields.list(path, items.get(i));
            if (parts.size() != 3) {
                throw Fields.wrong(path, items.get(i), "must be a position, a token and a probability");
            }
            commits.add(new Commit((int) Fields.whole(path + "[0]", parts.get(0), 0, length - 1L),
                (int) Fields.whole(path + "[1]", parts.get(1), 0, Integer.MAX_VALUE),
                Fields.real(path + "[2]", parts.get(2), 0, 1)));
        }
        return commits;
    }

    private static List<Integer> positions(Fields fields, int length) {
        List<Integer> positions = wholes(fields, "remasked", 0);
        if (positions.stream().anyMatch(i -> i >= length)) {
            throw Fields.wrong(fields.path("remasked"), fields.need("remasked"),
                "must hold positions from 0 to %d".formatted(length - 1));
        }
        return positions;
    }

    private static List<Integer> wholes(Fields fields, String name, int least) {
        var values = new ArrayList<Integer>();
        List<Json> items = fields.needList(name);
        for (int i = 0; i < items.size(); i++) {
            values.add((int) Fields.whole("%s[%d]".formatted(fields.path(name), i), items.get(i), least, Integer.MAX_VALUE));
        }
        return values;
    }
}
