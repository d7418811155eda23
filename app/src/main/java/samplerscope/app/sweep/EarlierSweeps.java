package samplerscope.app.sweep;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.kit.Changes;
import samplerscope.sweep.KeptSweep;

/// The sweeps of earlier starts, to be shown or forgotten.
final class EarlierSweeps extends MenuButton {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
        .withZone(ZoneId.systemDefault());

    private final SweepModel model;
    private List<KeptSweep> listed = List.of();

    EarlierSweeps(SweepModel model) {
        super("Earlier sweeps", new FontIcon(Feather.CLOCK));
        this.model = model;
        setId("sweep-earlier");
        setMinWidth(USE_PREF_SIZE);
        setTooltip(new Tooltip("Shows a sweep as far as it came; Go on then runs what it has left"));
        Changes.of(this::refresh, model.files().earlier(), model.running());
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                model.files().look();
            }
        });
        refresh();
    }

    private void refresh() {
        setDisable(model.running().get() || model.files().earlier().get().isEmpty());
        if (!model.files().earlier().get().equals(listed)) { // an open menu stays as it is
            listed = model.files().earlier().get();
            getItems().setAll(listed.stream().map(this::menu).toList());
        }
    }

    private Menu menu(KeptSweep sweep) {
        var menu = new Menu("%s   %s".formatted(words(sweep.at()), sweep.words()));
        menu.getItems().setAll(item("Show", () -> model.show(sweep)),
            item("Take off the list", () -> model.files().forget(sweep)));
        return menu;
    }

    private static String words(Instant at) {
        return WHEN.format(at);
    }

    private static MenuItem item(String words, Runnable action) {
        var item = new MenuItem(words);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
