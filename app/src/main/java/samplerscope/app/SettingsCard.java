package samplerscope.app;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import samplerscope.app.history.HistoryDesk;
import samplerscope.app.kit.Names;
import samplerscope.app.kit.WholeNumbers;
import samplerscope.app.theme.Theme;
import samplerscope.history.History;
import samplerscope.spec.DeviceChoice;

/// Theme, device, threads, history; changes apply at once.
final class SettingsCard extends VBox {

    private static final double GIB = 1 << 30;
    private static final double LABELS = 110;

    /// @param devices opens the page on which the device is chosen
    SettingsCard(Preferences preferences, HistoryDesk history, Runnable devices, Runnable close) {
        setId("settings");
        getStyleClass().add("card");
        setMaxSize(520, Region.USE_PREF_SIZE);
        var title = new Label("Settings");
        title.getStyleClass().add("card-title");
        var grid = new GridPane(16, 10);
        grid.getColumnConstraints().setAll(new ColumnConstraints(LABELS), new ColumnConstraints());
        grid.addRow(0, new Label("Theme"), theme(preferences.theme()));
        grid.addRow(1, new Label("Device"), device(preferences, devices));
        grid.addRow(2, new Label("Threads per run"), threads(preferences));
        grid.addRow(3, new Label("History"), history(preferences));
        grid.addRow(4, new Label("History at most"), budget(history));
        var note = new Label("The number of threads never changes a result. A device may.");
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

    private static HBox device(Preferences preferences, Runnable devices) {
        var name = new Label();
        name.setId("settings-device");
        name.textProperty().bind(preferences.devices().current().map(
            current -> current.map(DeviceChoice::title).orElse("looking for it\u2026")));
        var change = new Button("Change\u2026");
        change.setId("settings-devices");
        change.setOnAction(_ -> devices.run());
        var row = new HBox(12, name, change);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static CheckBox history(Preferences preferences) {
        var box = new CheckBox("Keep every run");
        box.setId("settings-history");
        box.selectedProperty().bindBidirectional(preferences.history());
        return box;
    }

    /// Empty until the history has said what its budget is.
    private static HBox budget(HistoryDesk history) {
        var spinner = WholeNumbers.spinner(1, 100_000, 4);
        spinner.setId("settings-history-budget");
        spinner.setDisable(true);
        spinner.setPrefWidth(110);
        spinner.setMinWidth(USE_PREF_SIZE);
        history.look(History::budget, budget -> {
            budget.ifPresent(bytes -> spinner.getValueFactory().setValue((int) Math.max(1, Math.round(bytes / GIB))));
            spinner.setDisable(false);
            spinner.valueProperty().addListener((_, _, n) -> history.change(h -> {
                h.keepAtMost((long) (n * GIB));
                return n;
            }, _ -> {}));
        }, _ -> {});
        var unit = new Label("GiB; beyond that, samples of the oldest runs go, of favourites never");
        unit.getStyleClass().add("hint");
        unit.setWrapText(true);
        var row = new HBox(8, spinner, unit);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Spinner<Integer> threads(Preferences preferences) {
        var spinner = WholeNumbers.spinner(1, Math.max(64, Runtime.getRuntime().availableProcessors()),
            preferences.threads().get());
        spinner.setId("settings-threads");
        spinner.valueProperty().addListener((_, _, n) -> preferences.threads().set(n));
        return spinner;
    }
}
