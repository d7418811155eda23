package samplerscope.app;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import samplerscope.app.theme.Theme;
import samplerscope.registry.Registry;
import samplerscope.spec.Engine;
import samplerscope.tensor.BackendProvider;

/// The settings while the program runs: where runs go, and the theme.
public final class Preferences {

    private final ObjectProperty<BackendProvider> backend = new SimpleObjectProperty<>(this, "backend");
    private final IntegerProperty threads = new SimpleIntegerProperty(this, "threads");
    private final Theme theme;
    private volatile Engine engine;

    /// A backend that has gone since the last time is replaced by the standard one.
    public Preferences(Settings settings, Registry<BackendProvider> backends) {
        boolean usable = backends.contains(settings.backend())
            && backends.get(settings.backend()).unavailable().isEmpty();
        backend.set(backends.get(usable ? settings.backend() : Engine.STANDARD_BACKEND));
        threads.set(settings.threads());
        theme = new Theme(settings.theme());
        engine = Engine.preferred(backend.get(), threads.get());
        backend.addListener((_, _, _) -> engine = Engine.preferred(backend.get(), threads.get()));
        threads.addListener((_, _, _) -> engine = Engine.preferred(backend.get(), threads.get()));
    }

    public ObjectProperty<BackendProvider> backend() {
        return backend;
    }

    public IntegerProperty threads() {
        return threads;
    }

    public Theme theme() {
        return theme;
    }

    /// Where the next run goes; safe to ask from any thread.
    public Engine engine() {
        return engine;
    }
}
