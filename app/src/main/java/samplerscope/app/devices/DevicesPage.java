package samplerscope.app.devices;

import atlantafx.base.theme.Styles;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.kit.Changes;

/// A card with every device, the one in use, and what stands in the way of the others.
public final class DevicesPage extends BorderPane {

    private static final double WIDTH = 720;
    private static final Insets BETWEEN = new Insets(12, 0, 12, 0);

    private final Devices devices;
    private final VBox rows = new VBox();
    private final Label networks = hint("", "devices-networks");
    private Subscription life = Subscription.EMPTY;

    /// @param guide opens the text that tells how to get a GPU
    public DevicesPage(Devices devices, Runnable guide, Runnable close) {
        this.devices = devices;
        setId("devices");
        getStyleClass().add("card");
        setMaxSize(WIDTH, USE_PREF_SIZE);
        var title = new Label("Devices");
        title.getStyleClass().add("card-title");
        setTop(new VBox(6, title, hint("The next run goes to the device in use; runs that go on keep theirs. "
            + "Samplerscope looks for devices once per start: restart it to look again.", "devices-hint")));
        rows.setId("devices-rows");
        rows.getStyleClass().add("device-rows");
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("device-scroll");
        BorderPane.setMargin(scroll, BETWEEN);
        setCenter(scroll);
        setBottom(new VBox(12, networks, buttons(guide, close)));
        sceneProperty().subscribe(scene -> {
            life.unsubscribe();
            life = scene == null ? Subscription.EMPTY : Changes.of(this::refresh, devices.listing(), devices.current());
        });
        devices.look();
        refresh();
    }

    private static HBox buttons(Runnable guide, Runnable close) {
        var how = new Button("How to get a GPU", new FontIcon(Feather.BOOK_OPEN));
        how.setId("devices-guide");
        how.setOnAction(_ -> guide.run());
        var shut = new Button("Close");
        shut.setId("devices-close");
        shut.getStyleClass().add(Styles.ACCENT);
        shut.setDefaultButton(true);
        shut.setOnAction(_ -> close.run());
        var row = new HBox(8, how, shut);
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    private void refresh() {
        var listing = devices.listing().get();
        if (listing.isEmpty()) {
            rows.getChildren().setAll(looking());
            return;
        }
        var current = devices.current().get();
        rows.getChildren().setAll(listing.get().choices().stream().map(choice -> DeviceRow.of(choice,
            current.filter(choice::equals).isPresent(), () -> devices.use(choice))).toList());
        listing.get().missing().ifPresent(obstacle -> rows.getChildren().add(DeviceRow.missing(obstacle)));
        networks.setText(DeviceRow.sentence(listing.get().networks()));
    }

    private static Node looking() {
        var wheel = new ProgressIndicator();
        wheel.setPrefSize(24, 24);
        var words = new Label("Looking for devices; a driver may take some seconds to start\u2026");
        words.getStyleClass().add("hint");
        var row = new HBox(12, wheel, words);
        row.setId("devices-looking");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Label hint(String text, String id) {
        var label = new Label(text);
        label.setId(id);
        label.getStyleClass().add("hint");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
