package samplerscope.history;

import java.nio.file.Path;
import samplerscope.spec.UserFolder;

/// Where a history lies: `index.db`, its write-ahead log, `budget.json`, and a folder per run under `runs`.
///
/// @param root need not exist yet
public record HistoryPlace(Path root) {

    public HistoryPlace {
        root = root.toAbsolutePath().normalize();
    }

    /// In the folder of `-Dsamplerscope.data` or of the variable `SAMPLERSCOPE_DATA`, else where the system keeps what
    /// belongs to a user.
    public static HistoryPlace standard() {
        return new HistoryPlace(UserFolder.DATA.root().resolve("history"));
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
