package samplerscope.spec;

import java.nio.file.Path;
import java.util.Locale;

/// Where the program keeps what it can make again.
public final class CacheFolder {

    private static final String PROPERTY = "samplerscope.cache";
    private static final String VARIABLE = "SAMPLERSCOPE_CACHE";

    private CacheFolder() {}

    /// The folder of `-Dsamplerscope.cache` or of the variable `SAMPLERSCOPE_CACHE`, else by the custom of the system.
    /// Need not exist yet.
    public static Path root() {
        String property = System.getProperty(PROPERTY);
        String variable = System.getenv(VARIABLE);
        if (property != null || variable != null && !variable.isBlank()) {
            return Path.of(property != null ? property : variable);
        }
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home", "."));
        String xdg = System.getenv("XDG_CACHE_HOME");
        String appData = System.getenv("LOCALAPPDATA");
        Path folder = os.contains("win") && appData != null ? Path.of(appData)
            : os.contains("mac") ? home.resolve("Library/Caches")
            : xdg != null && !xdg.isBlank() ? Path.of(xdg) : home.resolve(".cache");
        return folder.resolve("samplerscope");
    }
}
