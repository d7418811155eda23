package samplerscope.app;

import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import samplerscope.app.devices.Devices;
import samplerscope.app.study.OwnModels;
import samplerscope.app.study.UsedModels;
import samplerscope.app.theme.Theme;
import samplerscope.registry.Registry;
import samplerscope.spec.Engine;
import samplerscope.tensor.BackendProvider;

/// The settings while the program runs: where runs go, and the theme.
public final class Preferences {

    private final Devices devices;
    private final IntegerProperty threads = new SimpleIntegerProperty(this, "threads");
    private final BooleanProperty history = new SimpleBooleanProperty(this, "history");
    private final Theme theme;
    private final OwnModels recent;
    private final UsedModels used;
    private final RecentFiles files;
    private final Map<String, String> layout;
    /// What {@link #engine} reads on other threads.
    private volatile int threadsNow;

    public Preferences(Settings settings, Registry<BackendProvider> backends) {
        devices = new Devices(backends, settings.backend());
        threads.subscribe(count -> threadsNow = count.intValue());
        threads.set(settings.threads());
        theme = new Theme(settings.theme());
        recent = new OwnModels(settings.recent());
        used = new UsedModels(settings.used());
        files = new RecentFiles(settings.files());
        layout = settings.layout();
        history.set(settings.history());
    }

    public Devices devices() {
        return devices;
    }

    public IntegerProperty threads() {
        return threads;
    }

    /// Whether every run goes into the history.
    public BooleanProperty history() {
        return history;
    }

    public Theme theme() {
        return theme;
    }

    public OwnModels recent() {
        return recent;
    }

    public UsedModels used() {
        return used;
    }

    /// Files and folders opened lately.
    public RecentFiles files() {
        return files;
    }

    /// How the window was arranged when it was last closed.
    Map<String, String> layout() {
        return layout;
    }

    /// Where the next run goes. Waits while a device saved in the settings is still looked for, so not for the FX
    /// thread.
    public Engine engine() {
        return devices.choice().engine(threadsNow);
    }
}
