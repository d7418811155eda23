package samplerscope.spec;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Where the program keeps what belongs to a user, by the custom of the system.
public enum UserFolder {
    /// What can be made again.
    CACHE("Library/Caches", "XDG_CACHE_HOME", ".cache"),
    /// What nothing can bring back.
    DATA("Library/Application Support", "XDG_DATA_HOME", ".local/share");

    private final String mac;
    private final String xdg;
    private final String elsewhere;

    UserFolder(String mac, String xdg, String elsewhere) {
        this.mac = mac;
        this.xdg = xdg;
        this.elsewhere = elsewhere;
    }

    /// The folder of `-Dsamplerscope.cache` or of the variable `SAMPLERSCOPE_CACHE` (`data`, `DATA`), else the program's
    /// own among those of the system. Need not exist yet.
    public Path root() {
        String kind = name().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(System.getProperty("samplerscope." + kind))
            .or(() -> variable("SAMPLERSCOPE_" + name())).map(Path::of)
            .orElseGet(() -> ofSystem().resolve("samplerscope"));
    }

    private Path ofSystem() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home", "."));
        if (os.contains("win") && variable("LOCALAPPDATA").isPresent()) {
            return Path.of(variable("LOCALAPPDATA").get());
        }
        return os.contains("mac") ? home.resolve(mac)
            : variable(xdg).map(Path::of).orElseGet(() -> home.resolve(elsewhere));
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
