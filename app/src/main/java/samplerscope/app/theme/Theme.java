package samplerscope.app.theme;

import java.util.List;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;

/// The look of all windows: one choice, applied at once.
public final class Theme {

    /// What the user chose.
    public enum Choice {
        SYSTEM("Follow system"), LIGHT("Light"), DARK("Dark");

        private final String words;

        Choice(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    private static final List<String> SHEETS = List.of("modena-bridge.css", "app.css", "canvas.css");

    private final ObjectProperty<Choice> choice = new SimpleObjectProperty<>(this, "choice", Choice.SYSTEM);
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper(this, "dark", false);

    public Theme(Choice start) {
        choice.set(start);
        choice.addListener((_, _, _) -> apply());
        Platform.getPreferences().colorSchemeProperty().addListener((_, _, _) -> apply());
        apply();
    }

    public ObjectProperty<Choice> choice() {
        return choice;
    }

    /// Whether the dark theme is showing now; painters of pixels listen to it.
    public ReadOnlyBooleanProperty dark() {
        return dark.getReadOnlyProperty();
    }

    /// Dresses a scene in what the user agent's sheet does not have.
    public static void style(Scene scene) {
        for (String sheet : SHEETS) {
            var url = Theme.class.getResource("/samplerscope/app/" + sheet);
            if (url != null) {
                scene.getStylesheets().add(url.toExternalForm());
            }
        }
    }

    private void apply() {
        boolean isDark = switch (choice.get()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
        Application.setUserAgentStylesheet(Sheets.of(isDark));
        dark.set(isDark);
    }
}
