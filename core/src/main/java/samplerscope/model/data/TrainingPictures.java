package samplerscope.model.data;

import org.jspecify.annotations.Nullable;
import samplerscope.model.DataSet;
import samplerscope.model.DataSetModel;
import samplerscope.model.ExactLaw;
import samplerscope.model.ModelCard;

/// The pictures that a bundled network was trained on, as an exact law. Read when first asked for, then kept.
public final class TrainingPictures {

    private final ModelCard card;
    private final AssetFile images;
    private final AssetFile labels;
    private @Nullable DataSetModel law;

    /// @param card   of the exact law
    /// @param images [N, H, W] or [N, C, H, W], uint8
    /// @param labels [N], int64
    public TrainingPictures(ModelCard card, AssetFile images, AssetFile labels) {
        this.card = card;
        this.images = images;
        this.labels = labels;
    }

    public ModelCard card() {
        return card;
    }

    /// @throws AssetException if a file is missing or changed
    /// @throws DataException  if a file is not what the card says
    public synchronized ExactLaw law() {
        if (law == null) {
            law = read();
        }
        return law;
    }

    private DataSetModel read() {
        images.read();
        labels.read();
        NpyArray pictures = NpyArray.pictures(images.path());
        int[] classes = NpyArray.labels(labels.path());
        int size = card.sampleShape().stream().reduce(1, (a, b) -> a * b);
        if (classes.length * size != pictures.values().length) {
            throw new DataException(images.path(), "", "it has the shape %s, which is not %d pictures of %s".formatted(
                pictures.shape(), classes.length, card.sampleShape()), "restore the folder of the manifest");
        }
        for (int label : classes) {
            if (label < 0 || label >= card.classes().size()) {
                throw new DataException(labels.path(), "", "it has the class %d of %d".formatted(label,
                    card.classes().size()), "restore the folder of the manifest");
            }
        }
        return new DataSetModel(card, new DataSet(pictures.values(), classes, card.classes().size(), size), 0);
    }
}
