package samplerscope.history;

import java.nio.file.Path;
import java.util.Locale;

/// Where a history lies: `index.db`, its write-ahead log, `budget.json`, and a folder per run under `runs`.
///
/// @param root need not exist yet
public record HistoryPlace(Path root) {

    private static final String PROPERTY = "samplerscope.data";
    private static final String VARIABLE = "SAMPLERSCOPE_DATA";

    public HistoryPlace {
        root = root.toAbsolutePath().normalize();
    }

    /// In the folder of `-Dsamplerscope.data` or of the variable `SAMPLERSCOPE_DATA`, else where the system keeps what
    /// belongs to a user.
    public static HistoryPlace standard() {
        return new HistoryPlace(data().resolve("history"));
    }

    private static Path data() {
        String property = System.getProperty(PROPERTY);
        String variable = System.getenv(VARIABLE);
        if (property != null || variable != null && !variable.isBlank()) {
            return Path.of(property != null ? property : variable);
        }
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home", "."));
        String xdg = System.getenv("XDG_DATA_HOME");
        String appData = System.getenv("LOCALAPPDATA");
        Path folder = os.contains("win") && appData != null ? Path.of(appData)
            : os.contains("mac") ? home.resolve("Library/Application Support")
            : xdg != null && !xdg.isBlank() ? Path.of(xdg) : home.resolve(".local/share");
        return folder.resolve("samplerscope");
    }

    Path database() {
        return root.resolve("index.db");
    }

    Path budget() {
        return root.resolve("budget.json");
    }

    Path runs() {
        return root.resolve("runs");
    }

    /// The small picture of a run; it need not be there.
    public Path thumbnail(String id) {
        return runs().resolve(id).resolve(RunFolders.THUMBNAIL);
    }
}
