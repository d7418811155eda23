package samplerscope.peer;

import java.util.Map;
import java.util.TreeMap;
import samplerscope.spec.Json;

/// One run of a published program, as a file of recorded runs holds it.
///
/// @param id       unique within the file
/// @param program  that was run
/// @param sampler  of the program
/// @param problem  name of the exact model
/// @param schedule name of the noise schedule, `S1` or `flow`
/// @param steps    that the sampler was asked for
/// @param fields   everything that the file says of the run
public record RecordedRun(String id, String program, String sampler, String problem, String schedule, int steps,
                          Json.Obj fields) {

    public static RecordedRun of(Json.Obj fields) {
        var all = new Options("the case", fields);
        return new RecordedRun(all.text("id", ""), all.text("peer", ""), all.text("sampler", ""),
            all.text("problem", ""), all.text("schedule", ""), all.whole("nfe", 0), fields);
    }

    /// What the file says of the run beside the options of the sampler.
    public Options all() {
        return new Options(id, fields);
    }

    /// The constructor arguments of the sampler that were given.
    public Options options() {
        return new Options(sampler, fields.get("options").map(json -> (Json.Obj) json).orElse(Json.object()));
    }

    /// The states that were recorded, by their index in the whole trajectory, each [B, D] row-major.
    public Map<Integer, double[]> states() {
        var rows = all().rows("trajectory").orElse(new double[0][]);
        var states = new TreeMap<Integer, double[]>();
        double[] index = all().numbers("trajectory_index").orElse(null);
        for (int i = 0; i < rows.length; i++) {
            states.put(index == null ? i : (int) index[i], rows[i]);
        }
        return states;
    }

    /// The last state, shape [B, D] row-major.
    public double[] end() {
        return all().numbers("final").orElseThrow(() -> new UnknownOptionException(
            "case %s has no final state".formatted(id), "restore the file"));
    }

    @Override
    public String toString() {
        return id;
    }
}
