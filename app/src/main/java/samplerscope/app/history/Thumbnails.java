package samplerscope.app.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import samplerscope.history.HistoryPlace;

/// Pictures of runs, read in the background and remembered for as many lines as anybody scrolls back. On the FX thread.
final class Thumbnails {

    private static final int MOST = 400;
    /// Twice what a line shows, for screens with two pixels per unit.
    private static final double SIZE = 96;

    private final HistoryPlace place;
    private final Map<String, Image> images = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Image> eldest) {
            return size() > MOST;
        }
    };

    Thumbnails(HistoryPlace place) {
        this.place = place;
    }

    /// @param then called on the FX thread once the picture is there; not at all when there is none
    void of(String id, Consumer<Image> then) {
        Image image = images.computeIfAbsent(id, _ -> new Image(place.thumbnail(id).toUri().toString(), SIZE, SIZE,
            true, true, true));
        if (image.getProgress() == 1 && !image.isError()) {
            then.accept(image);
        } else {
            image.progressProperty().addListener((_, _, progress) -> {
                if (progress.doubleValue() == 1 && !image.isError()) {
                    then.accept(image);
                }
            });
        }
    }
}
