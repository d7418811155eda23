package samplerscope.app.image;

import java.util.Optional;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import samplerscope.app.image.Pictures.Part;
import samplerscope.model.Model;
import samplerscope.run.Snapshot;

/// One sample of a model of pictures as a picture, pixel by pixel.
public final class SamplePicture {

    private SamplePicture() {}

    /// @param data clean samples, shape [B, C, H, W]
    /// @return empty for anything but pictures, and for latents, which look like nothing
    public static Optional<Image> of(Model model, Snapshot data, int sample) {
        return model.decoder().isPresent() || sample >= data.samples() ? Optional.empty()
            : PictureShape.of(model.card()).map(shape -> {
                int[] colours = Pictures.colours(new Part(data, shape, new Tone.Data()), sample);
                var image = new WritableImage(shape.columns(), shape.rows());
                image.getPixelWriter().setPixels(0, 0, shape.columns(), shape.rows(), PixelFormat.getIntArgbInstance(),
                    colours, 0, shape.columns());
                return image;
            });
    }
}
