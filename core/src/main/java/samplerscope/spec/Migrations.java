package samplerscope.spec;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The way from an old file format to the present one, one version at a time, on the JSON itself.
///
/// @param steps element `i` takes version `current - steps.size() + i` to the next; it need not touch `version`
record Migrations(int current, List<UnaryOperator<Json.Obj>> steps) {

    /// Version 1 was the first to be released.
    static final Migrations SPEC = new Migrations(RunSpec.CURRENT_VERSION, List.of());
    static final Migrations RUN_FILE = new Migrations(RunFile.CURRENT_VERSION, List.of());

    Migrations {
        steps = List.copyOf(steps);
    }

    /// @throws SpecException if the version is missing, no number, or none that this program knows
    Json.Obj migrate(Json.Obj file) {
        int oldest = current - steps.size();
        int version = version(file, oldest);
        Json.Obj migrated = file;
        for (UnaryOperator<Json.Obj> step : steps.subList(version - oldest, steps.size())) {
            migrated = step.apply(migrated);
        }
        Json.Num now = new Json.Num(Integer.toString(current), file.at());
        return migrated.with("version", now);
    }

    private int version(Json.Obj file, int oldest) {
        Json found = file.get("version").orElseThrow(() -> new SpecException(file.at(), "version",
            "version is missing", "add \"version\": %d".formatted(current)));
        Optional<Long> number = found instanceof Json.Num n ? n.whole() : Optional.empty();
        long version = number.orElseThrow(() -> unknown(found, oldest));
        if (version > current) {
            throw new SpecException(found.at(), "version",
                "version is %d, but this program reads up to %d".formatted(version, current),
                "open the file with a newer program");
        }
        if (version < oldest) {
            throw unknown(found, oldest);
        }
        return (int) version;
    }

    private SpecException unknown(Json found, int oldest) {
        return Fields.wrong("version", found, oldest == current ? "must be " + current
            : "must be from %d to %d".formatted(oldest, current));
    }
}
