package samplerscope.app.image;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import samplerscope.app.image.Pictures.Part;
import samplerscope.app.study.LatentPictures;
import samplerscope.model.LatentPreview;
import samplerscope.run.Snapshot;
import samplerscope.tensor.Shape;

/// Where the pictures of a scene come from. Immutable: painters read it on their thread.
interface Source {

    /// One sample of a part.
    record Place(Part part, int sample) {}

    /// How many can be shown.
    int samples();

    /// Empty for a picture that is still to come.
    Optional<Place> of(int sample);

    /// Latents, each decoded, else sketched, else empty. What is decoded or sketched is a picture, whatever its noise.
    ///
    /// @param state    the latents
    /// @param pictures as far as they are decoded; of the first samples
    record Latents(Snapshot state, List<Optional<Snapshot>> pictures, Optional<LatentPreview> preview)
        implements Source {

        public Latents {
            pictures = List.copyOf(pictures);
        }

        /// As far as they are known now.
        static Latents of(Snapshot state, LatentPictures known, int most) {
            var pictures = IntStream.range(0, Math.min(most, state.samples()))
                .mapToObj(sample -> known.of(state, sample)).toList();
            return new Latents(state, pictures, known.preview());
        }

        @Override
        public int samples() {
            return state.samples();
        }

        @Override
        public Optional<Place> of(int sample) {
            Optional<Snapshot> decoded = sample < pictures.size() ? pictures.get(sample) : Optional.empty();
            return decoded.or(() -> preview.map(p -> sketch(p, sample))).map(Latents::place);
        }

        private Snapshot sketch(LatentPreview preview, int sample) {
            var latent = new float[state.sampleSize()];
            state.copyTo(sample * latent.length, latent);
            float[] picture = preview.of(latent);
            var numbers = new double[picture.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = picture[i];
            }
            List<Integer> shape = state.shape().sample();
            return Snapshot.of(new Shape(1, List.of(3, shape.get(1), shape.get(2))), numbers);
        }

        private static Place place(Snapshot picture) {
            List<Integer> shape = picture.shape().sample();
            var size = new PictureShape(shape.get(0), shape.get(1), shape.get(2));
            return new Place(new Part(picture, size, new Tone.Data()), 0);
        }
    }
}
