package samplerscope.sweep;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import samplerscope.spec.Fields;
import samplerscope.spec.Fingerprint;
import samplerscope.spec.Json;
import samplerscope.spec.SpecReader;
import samplerscope.spec.SpecWriter;

/// The plan of a sweep that outlives the program. Its results are found again cell by cell, see {@link CellFolder}.
///
/// @param spec    what is compared
/// @param metrics ids of what every cell is measured by besides its error
/// @param engine  id of the one that ran it
/// @param base    absolute; relative paths in the spec start there
/// @param at      when it was begun last
public record KeptSweep(SweepSpec spec, List<String> metrics, String engine, Path base, Instant at) {

    private static final String KIND = "sweep";
    private static final int VERSION = 1;

    public KeptSweep {
        metrics = List.copyOf(metrics);
        base = base.toAbsolutePath().normalize();
    }

    /// Equal plans have equal names, whenever they were begun.
    public String name() {
        return Fingerprint.ofText(json().without("at").compact());
    }

    /// `solver x nfe on moons, 16 cells`.
    public String words() {
        return "%s on %s, %d cell%s".formatted(
            spec.axes().reversed().stream().map(SweepAxis::field).collect(Collectors.joining(" \u00d7 ")),
            spec.base().model().id(), spec.size(), spec.size() == 1 ? "" : "s");
    }

    Json.Obj json() {
        Json.Obj baseline = Json.object();
        for (var entry : new TreeMap<>(spec.baseline()).entrySet()) {
            baseline = baseline.with(entry.getKey(), entry.getValue());
        }
        return Json.object().with("kind", KIND).with("version", VERSION).with("at", at.toString())
            .with("base", base.toString()).with("engine", engine).with("metrics", Json.texts(metrics))
            .with("axes", Json.array(spec.axes().stream().map(axis -> Json.object().with("field", axis.field())
                .with("values", Json.texts(axis.values()))).toList()))
            .with("baseline", baseline).with("spec", SpecWriter.json(spec.base()));
    }

    /// @throws samplerscope.spec.SpecException    for a field that is missing, unknown or of the wrong kind
    /// @throws samplerscope.SamplerscopeException for a sweep that cannot be run
    static KeptSweep read(Json json, SpecReader reader) {
        Fields fields = Fields.of("", json);
        Fields.word("kind", fields.need("kind"), new String[] {KIND}, Function.identity());
        fields.needWhole("version", 1, VERSION);
        Instant at = instant(fields);
        Path base = Path.of(fields.needText("base"));
        String engine = fields.needText("engine");
        List<String> metrics = texts("metrics", fields.needList("metrics"));
        var axes = new ArrayList<SweepAxis>();
        for (Json one : fields.needList("axes")) {
            Fields axis = Fields.of(fields.path("axes[%d]".formatted(axes.size())), one);
            axes.add(new SweepAxis(axis.needText("field"), texts(axis.path("values"), axis.needList("values"))));
            axis.nothingElse();
        }
        Fields pairs = fields.needFields("baseline");
        var baseline = new TreeMap<String, String>();
        pairs.object().fields().keySet().forEach(field -> baseline.put(field, pairs.needText(field)));
        var spec = new SweepSpec(reader.read(fields.need("spec")), axes, baseline);
        fields.nothingElse();
        return new KeptSweep(spec, metrics, engine, base, at);
    }

    private static Instant instant(Fields fields) {
        try {
            return Instant.parse(fields.needText("at"));
        } catch (DateTimeParseException e) {
            throw Fields.wrong(fields.path("at"), fields.need("at"), "must be an instant, as in 2026-03-01T12:00:00Z");
        }
    }

    private static List<String> texts(String path, List<Json> items) {
        var texts = new ArrayList<String>();
        for (Json item : items) {
            texts.add(Fields.text("%s[%d]".formatted(path, texts.size()), item));
        }
        return texts;
    }
}
