package samplerscope.sweep;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import samplerscope.spec.Catalog;
import samplerscope.spec.Fingerprint;
import samplerscope.spec.Json;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.Program;
import samplerscope.spec.Resolved;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecWriter;
import samplerscope.store.RunExecutor.Measure;

/// What the numbers of a cell depend on: equal keys mean equal numbers, but for the wall time.
///
/// Files of a model count by what is in them, wherever they lie. Solvers, schedules and grids count by the coefficients
/// that are executed, so that a formula that was changed since gives another key.
///
/// @param about canonical JSON, on one line
record CellKey(String about) {

    /// @param engine     by its id, since another device rounds otherwise
    /// @param metrics    ids
    /// @param modelFiles SHA-256 of each file of the model
    static CellKey of(Resolved run, Catalog catalog, String engine, Measure measure, List<String> metrics,
                      Map<String, String> modelFiles) {
        RunSpec.Denoise spec = run.spec();
        return new CellKey(Json.object()
            .with("program", Program.VERSION)
            .with("spec", SpecWriter.json(spec.withModel(ModelFiles.withoutPaths(spec.model(), catalog))))
            .with("modelFiles", Json.texts(modelFiles.values().stream().sorted().toList()))
            .with("plan", Fingerprint.of(run.plan()))
            .with("engine", engine)
            .with("measure", measure.name().toLowerCase(Locale.ROOT))
            .with("metrics", Json.texts(metrics)).compact());
    }

    /// 64 hexadecimal digits.
    String name() {
        return Fingerprint.ofText(about);
    }
}
