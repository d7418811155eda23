package samplerscope.app.history;

import javafx.scene.control.TableCell;
import javafx.scene.image.ImageView;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.history.HistoryEntry;

/// The picture of a run, or a sign in its place until there is one.
final class PictureCell extends TableCell<HistoryEntry, HistoryEntry> {

    private static final double SIZE = 44;

    private final Thumbnails thumbnails;
    private final ImageView view = new ImageView();
    private final FontIcon none = new FontIcon(Feather.IMAGE);

    PictureCell(Thumbnails thumbnails) {
        this.thumbnails = thumbnails;
        getStyleClass().add("history-picture");
        view.setFitWidth(SIZE);
        view.setFitHeight(SIZE);
        view.setPreserveRatio(true);
    }

    @Override
    protected void updateItem(HistoryEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        if (empty || entry == null) {
            setGraphic(null);
            return;
        }
        setGraphic(none);
        thumbnails.of(entry.id(), image -> {
            if (getItem() != null && getItem().id().equals(entry.id())) {
                view.setImage(image);
                setGraphic(view);
            }
        });
    }
}
