package samplerscope.app;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Spinner;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import samplerscope.app.kit.Names;
import samplerscope.app.theme.Theme;
import samplerscope.registry.Registry;
import samplerscope.tensor.BackendProvider;

/// Theme, backend, threads; changes apply at once.
final class SettingsCard extends VBox {

    SettingsCard(Preferences preferences, Registry<BackendProvider> backends, Runnable close) {
        setId("settings");
        getStyleClass().add("card");
        setMaxSize(520, Region.USE_PREF_SIZE);
        var title = new Label("Settings");
        title.getStyleClass().add("card-title");
        var grid = new GridPane(16, 10);
        grid.addRow(0, new Label("Theme"), theme(preferences.theme()));
        var reason = new Label();
        reason.getStyleClass().add("hint");
        reason.setWrapText(true);
        grid.addRow(1, new Label("Backend"), backend(preferences, backends, reason));
        grid.add(reason, 1, 2);
        grid.addRow(3, new Label("Threads per run"), threads(preferences));
        var note = new Label("The number of threads never changes a result. The precision of a backend does.");
        note.getStyleClass().add("hint");
        note.setWrapText(true);
        var ok = new Button("Close");
        ok.getStyleClass().add(Styles.ACCENT);
        ok.setDefaultButton(true);
        ok.setId("settings-close");
        ok.setOnAction(_ -> close.run());
        var buttons = new HBox(ok);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren().setAll(title, grid, note, buttons);
    }

    private static ComboBox<Theme.Choice> theme(Theme theme) {
        var box = new ComboBox<Theme.Choice>();
        box.setId("settings-theme");
        box.getItems().setAll(Theme.Choice.values());
        box.setConverter(new Names<>(Theme.Choice::words));
        box.valueProperty().bindBidirectional(theme.choice());
        return box;
    }

    /// Backends that cannot be used are listed too, greyed, with the reason below.
    private static ComboBox<BackendProvider> backend(Preferences preferences, Registry<BackendProvider> backends,
                                                     Label reason) {
        var box = new ComboBox<BackendProvider>();
        box.setId("settings-backend");
        box.getItems().setAll(backends.all());
        box.setConverter(new Names<>(BackendProvider::name));
        box.setCellFactory(_ -> new ListCell<>() {
            @Override
            protected void updateItem(BackendProvider provider, boolean empty) {
                super.updateItem(provider, empty);
                boolean missing = !empty && provider != null && provider.unavailable().isPresent();
                setText(empty || provider == null ? "" : provider.name() + (missing ? " (not available)" : ""));
                setDisable(missing);
            }
        });
        box.valueProperty().bindBidirectional(preferences.backend());
        var reasons = backends.all().stream().flatMap(p -> p.unavailable().map(r -> p.name() + ": " + r).stream()).toList();
        reason.setText(String.join("\n", reasons));
        reason.setManaged(!reasons.isEmpty());
        return box;
    }

    private static Spinner<Integer> threads(Preferences preferences) {
        var spinner = new Spinner<Integer>(1, Math.max(64, Runtime.getRuntime().availableProcessors()),
            preferences.threads().get());
        spinner.setId("settings-threads");
        spinner.setEditable(true);
        spinner.valueProperty().addListener((_, _, n) -> preferences.threads().set(n));
        return spinner;
    }
}
