package samplerscope.app.chart;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What every chart offers on a click of the other button: the same everywhere, so that nobody has to look for it.
final class ChartMenu {

    private ChartMenu() {}

    static ContextMenu of(ChartPane chart, Runnable save) {
        var menu = new ContextMenu(
            item(chart, "reset", "Show everything", Feather.MAXIMIZE, chart::resetZoom),
            item(chart, "log-x", "Logarithmic or linear x axis", Feather.BAR_CHART, chart::toggleX),
            item(chart, "log-y", "Logarithmic or linear y axis", Feather.BAR_CHART_2, chart::toggleY),
            new SeparatorMenuItem(),
            item(chart, "copy-data", "Copy data as CSV", Feather.CLIPBOARD, chart::copyData),
            item(chart, "copy-picture", "Copy picture", Feather.COPY, chart::copyPicture),
            item(chart, "save", "Save as SVG, PNG or CSV\u2026", Feather.DOWNLOAD, save));
        menu.setId(chart.getId() + "-menu");
        return menu;
    }

    private static MenuItem item(ChartPane chart, String id, String words, Feather icon, Runnable action) {
        var item = new MenuItem(words, new FontIcon(icon));
        item.setId(chart.getId() + "-menu-" + id);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
