package samplerscope.spec;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;

/// Names a model on a schedule under its guidance so that equal names mean equal numbers: ids with all settings, and
/// the checksums of files in place of their names.
final class ModelIdentity {

    private ModelIdentity() {}

    /// @param bundled SHA-256 of files that came with the program
    /// @throws FileAccessException if a file of the model cannot be read
    static Json.Obj of(RunSpec.Denoise spec, Catalog catalog, Path base, Map<String, String> bundled) {
        var files = new TreeMap<>(bundled);
        // The names of files may change, and the folder that they start from; what is in them may not.
        for (Path file : ModelFiles.of(spec, catalog, base).values()) {
            files.put("file " + files.size(), Fingerprint.of(file));
        }
        Json.Obj sums = Json.object();
        for (var entry : files.entrySet()) {
            sums = sums.with(entry.getKey(), entry.getValue());
        }
        return Json.object()
            .with("model", choice(catalog.models().get(spec.model().id()), spec.model())).with("files", sums)
            .with("schedule", choice(catalog.schedules().get(spec.schedule().id()), spec.schedule()))
            .with("condition", spec.guidance().condition().toString()).with("guidance", spec.guidance().scale());
    }

    private static String choice(Family family, Choice choice) {
        var settings = new TreeMap<String, Setting>();
        for (Parameter p : family.parameters()) {
            if (!(p.kind() instanceof Parameter.Kind.Path)) {
                Setting given = choice.settings().get(p.id());
                (given == null ? p.standard() : Optional.of(given)).ifPresent(s -> settings.put(p.id(), s));
            }
        }
        return family.id() + " " + settings;
    }
}
