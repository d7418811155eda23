package samplerscope.search.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import samplerscope.SamplerscopeException;
import samplerscope.search.Candidate;
import samplerscope.search.CandidateText;
import samplerscope.spec.Fields;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// Schedules of a search that somebody keeps in sight, in `pinned.json` of its folder. No part of what the search comes
/// to: merged results never have them.
final class Pins {

    private static final String FILE = "pinned.json";
    private static final String KIND = "pinned-schedules";
    private static final int VERSION = 1;

    private Pins() {}

    static List<Candidate> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = FileAccess.readText(file);
        try {
            return schedules(JsonReader.read(text, FILE));
        } catch (SamplerscopeException e) {
            throw new DamagedLogException(file, "these are no pinned schedules",
                "delete it; the next pin writes it anew", e);
        }
    }

    private static List<Candidate> schedules(Json json) {
        Fields fields = Fields.of("", json);
        Fields.word("kind", fields.need("kind"), new String[] {KIND}, Function.identity());
        fields.needWhole("version", 1, VERSION);
        var schedules = new ArrayList<Candidate>();
        for (Json one : fields.needList("schedules")) {
            schedules.add(CandidateText.candidate("schedules[%d]".formatted(schedules.size()), one));
        }
        fields.nothingElse();
        return List.copyOf(schedules);
    }

    static void write(Path folder, List<Candidate> schedules) {
        FileAccess.writeText(folder.resolve(FILE), Json.object().with("kind", KIND).with("version", VERSION)
            .with("schedules", Json.array(schedules.stream().map(CandidateText::json).toList())).pretty() + "\n");
    }
}
