package samplerscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatentPreviewTest {

    private static final List<Integer> LATENT = List.of(2, 3, 4);
    private static final List<Integer> PICTURE = List.of(3, 6, 8);

    /// What is linear in the latents up to a pattern within each position is found again, from any latent.
    @Test
    void aLinearDecoderIsFoundAgain() {
        float[] seen = random(1);
        LatentPreview preview = LatentPreview.fitted(seen, LATENT, decoded(seen), PICTURE);
        float[] other = random(2);
        assertArrayEquals(means(other), preview.of(other), 1e-4F);
    }

    @Test
    void aLatentOfZerosGivesTheMeanOfThePicture() {
        var picture = new float[3 * 6 * 8];
        Arrays.fill(picture, 0.25F);
        float[] shown = LatentPreview.fitted(new float[24], LATENT, picture, PICTURE).of(new float[24]);
        assertEquals(0.25, shown[5], 1e-4);
    }

    private static float[] random(long seed) {
        var random = new SplittableRandom(seed);
        var latent = new float[24];
        for (int i = 0; i < latent.length; i++) {
            latent[i] = (float) random.nextGaussian();
        }
        return latent;
    }

    /// [3, 3, 4]
    private static float[] means(float[] z) {
        var means = new float[36];
        for (int p = 0; p < 12; p++) {
            means[p] = 0.5F * z[p] - 0.25F;
            means[12 + p] = 0.1F * z[p] + 0.3F * z[12 + p];
            means[24 + p] = -0.4F * z[12 + p] + 0.5F;
        }
        return means;
    }

    /// Each position as two by two pixels around its mean.
    private static float[] decoded(float[] z) {
        float[] means = means(z);
        var picture = new float[3 * 6 * 8];
        for (int i = 0; i < picture.length; i++) {
            int column = i % 8;
            int row = i / 8;
            picture[i] = means[row / 2 * 4 + column / 2] + (row % 2 == column % 2 ? 0.2F : -0.2F);
        }
        return picture;
    }
}
