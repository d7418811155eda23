package samplerscope.app;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import javafx.geometry.Dimension2D;
import samplerscope.app.theme.Theme;
import samplerscope.spec.Engine;

/// What the user has set, read once at the start and written at the end. Unreadable entries take their defaults.
///
/// @param theme     light, dark or the system's
/// @param backend   id of the device for new runs, as {@link Engine#of} takes it
/// @param threads   host threads per run
/// @param width     of the window
/// @param maximised whether it fills the screen
/// @param recent    the user's own models, as {@link samplerscope.app.study.OwnModels#lines} writes them
/// @param used      models used lately, as {@link samplerscope.app.study.UsedModels#lines} writes them
/// @param history   whether every run goes into the history
/// @param files     opened lately, as {@link RecentFiles#lines} writes them
/// @param layout    of the window, as its parts name and write themselves
public record Settings(Theme.Choice theme, String backend, int threads, double width, double height,
                       boolean maximised, List<String> recent, List<String> used, boolean history,
                       List<String> files, Map<String, String> layout) {

    private static final String LAYOUT = "layout.";
    /// What most window managers put above a window, which is not known before it stands.
    private static final double TITLE_BAR = 36;

    private static final System.Logger LOG = System.getLogger(Settings.class.getName());

    public Settings {
        recent = List.copyOf(recent);
        used = List.copyOf(used);
        files = List.copyOf(files);
        layout = Map.copyOf(layout);
    }

    public static Settings standard() {
        return new Settings(Theme.Choice.SYSTEM, Engine.STANDARD_BACKEND, Runtime.getRuntime().availableProcessors(),
            1440, 900, false, List.of(), List.of(), true, List.of(), Map.of());
    }

    /// The same with a window that a screen has room for.
    ///
    /// @param room of the screen that programs may use, in the units of the window
    Settings within(Dimension2D room) {
        return new Settings(theme, backend, threads, Math.min(width, room.getWidth()),
            Math.min(height, room.getHeight() - TITLE_BAR), maximised, recent, used, history, files, layout);
    }

    /// The user's file, by the custom of the system.
    public static Path file() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home", "."));
        String xdg = System.getenv("XDG_CONFIG_HOME");
        String appData = System.getenv("APPDATA");
        Path folder = os.contains("win") && appData != null ? Path.of(appData)
            : os.contains("mac") ? home.resolve("Library/Application Support")
            : xdg != null && !xdg.isBlank() ? Path.of(xdg) : home.resolve(".config");
        return folder.resolve("samplerscope").resolve("settings.properties");
    }

    /// What the file says, with defaults for what it does not.
    public static Settings read(Path file) {
        Settings standard = standard();
        var properties = new Properties();
        if (Files.isReadable(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                LOG.log(System.Logger.Level.WARNING, "settings could not be read; defaults are used", e);
            }
        }
        return new Settings(theme(properties.getProperty("theme", "")),
            properties.getProperty("backend", standard.backend()),
            (int) number(properties, "threads", standard.threads(), 1, 1024),
            number(properties, "width", standard.width(), 640, 16_384),
            number(properties, "height", standard.height(), 480, 16_384),
            Boolean.parseBoolean(properties.getProperty("maximised")), lines(properties, "recent."),
            lines(properties, "used."), !"false".equals(properties.getProperty("history")),
            lines(properties, "files."), entries(properties, LAYOUT));
    }

    /// Saves all of them; a folder that cannot be written is logged, since nobody can be asked at the end.
    public void write(Path file) {
        var properties = new Properties();
        properties.setProperty("theme", theme.name());
        properties.setProperty("backend", backend);
        properties.setProperty("threads", String.valueOf(threads));
        properties.setProperty("width", String.valueOf(width));
        properties.setProperty("height", String.valueOf(height));
        properties.setProperty("maximised", String.valueOf(maximised));
        put(properties, "recent.", recent);
        put(properties, "used.", used);
        properties.setProperty("history", String.valueOf(history));
        put(properties, "files.", files);
        layout.forEach((name, value) -> properties.setProperty(LAYOUT + name, value));
        try {
            Files.createDirectories(file.getParent());
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, "Samplerscope settings");
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "settings could not be saved", e);
        }
    }

    private static void put(Properties properties, String key, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            properties.setProperty(key + i, lines.get(i));
        }
    }

    private static List<String> lines(Properties properties, String key) {
        var lines = new ArrayList<String>();
        for (int i = 0; properties.containsKey(key + i); i++) {
            lines.add(properties.getProperty(key + i));
        }
        return List.copyOf(lines);
    }

    private static Map<String, String> entries(Properties properties, String key) {
        return properties.stringPropertyNames().stream().filter(name -> name.startsWith(key))
            .collect(Collectors.toMap(name -> name.substring(key.length()), properties::getProperty));
    }

    private static Theme.Choice theme(String name) {
        for (Theme.Choice choice : Theme.Choice.values()) {
            if (choice.name().equals(name)) {
                return choice;
            }
        }
        return Theme.Choice.SYSTEM;
    }

    private static double number(Properties properties, String key, double standard, double min, double max) {
        try {
            double value = Double.parseDouble(properties.getProperty(key, ""));
            return value >= min && value <= max ? value : standard;
        } catch (NumberFormatException e) {
            return standard;
        }
    }
}
