package samplerscope.app.models;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import samplerscope.app.study.Services;
import samplerscope.spec.UserFolder;
import samplerscope.spec.Choice;
import samplerscope.store.Portrait;
import samplerscope.store.Portraits;

/// Pictures of models, made in the background when somebody looks, the last one asked for first, and kept while the
/// program runs. Lives on the FX thread.
public final class ModelPictures {

    private static final System.Logger LOG = System.getLogger(ModelPictures.class.getName());

    /// What is wanted, and by whom.
    private record Wanted(Choice model, Consumer<Image> then) {}

    private final Services services;
    private final Portraits portraits;
    private final Map<Choice, Optional<Image>> known = new HashMap<>();
    private final Deque<Wanted> waiting = new ArrayDeque<>();
    private boolean busy;

    public ModelPictures(Services services) {
        this(services, new Portraits(services.resolver(), services.engine(), UserFolder.CACHE.root().resolve("pictures")));
    }

    ModelPictures(Services services, Portraits portraits) {
        this.services = services;
        this.portraits = portraits;
    }

    /// @param then called on the FX thread with the picture, at once where it is known; not called for a model without
    void show(Choice model, Consumer<Image> then) {
        if (known.containsKey(model)) {
            known.get(model).ifPresent(then);
            return;
        }
        waiting.push(new Wanted(model, then));
        next();
    }

    private void next() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        Wanted wanted = waiting.pop();
        if (known.containsKey(wanted.model())) { // asked for again while it was made
            known.get(wanted.model()).ifPresent(wanted.then());
            next();
            return;
        }
        busy = true;
        services.solving().submit(() -> {
            Optional<Image> made = make(wanted.model());
            Platform.runLater(() -> {
                busy = false;
                known.put(wanted.model(), made);
                made.ifPresent(wanted.then());
                next();
            });
        });
    }

    /// A model that cannot be opened has no picture; its card says why when it is used.
    private Optional<Image> make(Choice model) {
        try {
            return portraits.of(model, services.base()).map(ModelPictures::image);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.log(System.Logger.Level.DEBUG, "no picture of a model", e);
            return Optional.empty();
        }
    }

    private static Image image(Portrait portrait) {
        var image = new WritableImage(portrait.width(), portrait.height());
        int[] argb = portrait.rgb().clone();
        for (int i = 0; i < argb.length; i++) {
            argb[i] |= 0xFF000000;
        }
        image.getPixelWriter().setPixels(0, 0, portrait.width(), portrait.height(), PixelFormat.getIntArgbInstance(),
            argb, 0, portrait.width());
        return image;
    }
}
