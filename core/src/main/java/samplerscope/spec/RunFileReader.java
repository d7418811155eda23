package samplerscope.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import samplerscope.metric.Estimate;
import samplerscope.schedule.InvalidLevelException;
import samplerscope.schedule.NoiseLevel;

/// From JSON to a run file, as strictly as {@link SpecReader}.
public final class RunFileReader {

    private final SpecReader specs;

    public RunFileReader(Catalog catalog) {
        specs = new SpecReader(catalog);
    }

    /// @throws SpecException       if the content is wrong, or a spec without a run
    /// @throws FileAccessException if the file cannot be read
    public RunFile read(Path file) {
        return read(FileAccess.readText(file), file.getFileName().toString());
    }

    /// @param name how messages call the text: a file name, or `the picture`
    public RunFile read(String text, String name) {
        Json json = JsonReader.read(text, name);
        Json.Obj object = Fields.of("", json).object();
        if (!SpecReader.kind(object).equals(RunFile.KIND)) {
            throw new SpecException(json.at(), "kind", "this is a spec, not the file of a finished run",
                "run it first");
        }
        Fields fields = Fields.of("", Migrations.RUN_FILE.migrate(object));
        fields.take("kind");
        fields.take("version");
        var run = new RunFile(specs.read(fields.need("spec")), environment(fields.needFields("environment")),
            plan(fields.needFields("plan")), checksums(fields.needFields("modelFiles")),
            state(fields.needFields("initial")), steps(fields), ending(fields.needFields("ending")),
            metrics(fields.needFields("metrics")));
        fields.nothingElse();
        return run;
    }

    static RunFile.Environment environment(Fields fields) {
        var environment = new RunFile.Environment(fields.needText("program"), fields.needText("backend"),
            fields.needText("precision"), (int) fields.needWhole("threads", 1, 1 << 20), fields.needText("java"),
            fields.needText("os"));
        fields.nothingElse();
        return environment;
    }

    private static RunFile.PlanFacts plan(Fields fields) {
        var levels = new ArrayList<NoiseLevel>();
        List<Json> items = fields.needList("levels");
        for (int i = 0; i < items.size(); i++) {
            levels.add(level(Fields.of("plan.levels[%d]".formatted(i), items.get(i))));
        }
        var plan = new RunFile.PlanFacts(sha256(fields), (int) fields.needWhole("nfe", 0, Integer.MAX_VALUE), levels);
        fields.nothingElse();
        return plan;
    }

    private static NoiseLevel level(Fields fields) {
        double time = fields.needReal("time");
        double alpha = fields.needReal("alpha");
        double sigma = fields.needReal("sigma");
        fields.nothingElse();
        try {
            return new NoiseLevel(time, alpha, sigma);
        } catch (InvalidLevelException e) {
            throw new SpecException(fields.object().at(), fields.path(), e.happened(), e.remedy());
        }
    }

    static String sha256(Fields fields) {
        return checksum(fields, "sha256");
    }

    private static String checksum(Fields fields, String name) {
        String digits = fields.needText(name);
        if (!digits.matches("[0-9a-f]{64}")) {
            throw Fields.wrong(fields.path(name), fields.need(name), "must be 64 hexadecimal digits");
        }
        return digits;
    }

    static Map<String, String> checksums(Fields fields) {
        var checksums = new TreeMap<String, String>();
        fields.object().fields().keySet().forEach(name -> checksums.put(name, checksum(fields, name)));
        return checksums;
    }

    private static RunFile.StateFacts state(Fields fields) {
        var head = new ArrayList<Double>();
        List<Json> items = fields.needList("head");
        for (int i = 0; i < items.size(); i++) {
            head.add(Fields.real("%s[%d]".formatted(fields.path("head"), i), items.get(i),
                -Double.MAX_VALUE, Double.MAX_VALUE));
        }
        var state = new RunFile.StateFacts(sha256(fields), head);
        fields.nothingElse();
        return state;
    }

    private static List<RunFile.StepFacts> steps(Fields file) {
        var steps = new ArrayList<RunFile.StepFacts>();
        int next = 0;
        List<Json> items = file.needList("steps");
        for (int i = 0; i < items.size(); i++) {
            Fields fields = Fields.of("steps[%d]".formatted(i), items.get(i));
            int step = (int) fields.needWhole("step", next, Integer.MAX_VALUE - 1);
            next = step + 1;
            int nfe = (int) fields.needWhole("nfe", 0, Integer.MAX_VALUE);
            double seconds = Fields.real(fields.path("seconds"), fields.need("seconds"), 0, 1e9);
            steps.add(new RunFile.StepFacts(step, nfe, seconds, state(fields.needFields("state"))));
            fields.nothingElse();
        }
        return steps;
    }

    static RunFile.Ending ending(Fields fields) {
        String how = fields.needText("how");
        RunFile.Ending ending = switch (how) {
            case "completed" -> new RunFile.Ending.Completed();
            case "cancelled" -> new RunFile.Ending.Cancelled();
            case "failed" -> new RunFile.Ending.Failed(fields.needText("happened"), fields.needText("remedy"));
            default -> throw Fields.wrong(fields.path("how"), fields.need("how"),
                "must be 'completed', 'cancelled' or 'failed'");
        };
        fields.nothingElse();
        return ending;
    }

    static Map<String, Estimate> metrics(Fields fields) {
        var metrics = new TreeMap<String, Estimate>();
        for (String id : fields.object().fields().keySet()) {
            metrics.put(id, estimate(fields.needFields(id)));
        }
        return metrics;
    }

    private static Estimate estimate(Fields fields) {
        var estimate = new Estimate(orNaN(fields, "value"), orNaN(fields, "standardError"),
            fields.needWhole("count", 0, Long.MAX_VALUE), fields.needText("unit"));
        fields.nothingElse();
        return estimate;
    }

    /// A number, or null for one that is not known.
    private static double orNaN(Fields fields, String name) {
        return fields.need(name) instanceof Json.Null ? Double.NaN : fields.needReal(name);
    }
}
