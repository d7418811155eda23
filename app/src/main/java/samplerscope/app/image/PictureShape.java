package samplerscope.app.image;

import java.util.List;
import java.util.Optional;
import samplerscope.model.ModelCard;

/// Sizes of a picture, [C, H, W].
///
/// @param channels 1 for grey, 3 for red, green and blue
public record PictureShape(int channels, int rows, int columns) {

    /// The pictures of a model; empty when it makes something else.
    public static Optional<PictureShape> of(ModelCard card) {
        List<Integer> shape = card.sampleShape();
        return card.isImage() ? Optional.of(new PictureShape(shape.get(0), shape.get(1), shape.get(2))) : Optional.empty();
    }

    public int pixels() {
        return rows * columns;
    }
}
