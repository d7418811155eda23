package samplerscope.app.image;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import samplerscope.app.image.Pictures.Part;
import samplerscope.app.study.LatentPictures;
import samplerscope.model.LatentPreview;
import samplerscope.run.Snapshot;
import samplerscope.store.DecodedStates;

/// Where the pictures of a scene come from. Immutable: painters read it on their thread.
public interface Source {

    /// One sample of a part.
    record Place(Part part, int sample) {}

    /// How many can be shown.
    int samples();

    /// Empty for a picture that is still to come.
    Optional<Place> of(int sample);

    /// Latents, each decoded, else sketched, else empty. What is decoded or sketched is a picture, whatever its noise.
    ///
    /// @param state    the latents
    /// @param shape    of one of them
    /// @param pictures as far as they are decoded; of the first samples
    record Latents(Snapshot state, PictureShape shape, List<Optional<Snapshot>> pictures,
                   Optional<LatentPreview> preview) implements Source {

        private static final int COLOURS = 3;

        public Latents {
            pictures = List.copyOf(pictures);
        }

        /// As far as they are known now.
        static Latents of(Snapshot state, PictureShape shape, LatentPictures known, int most) {
            var pictures = IntStream.range(0, Math.min(most, state.samples()))
                .mapToObj(sample -> known.of(state, sample)).toList();
            return new Latents(state, shape, pictures, known.preview());
        }

        @Override
        public int samples() {
            return state.samples();
        }

        @Override
        public Optional<Place> of(int sample) {
            Optional<Snapshot> decoded = sample < pictures.size() ? pictures.get(sample) : Optional.empty();
            return decoded.or(() -> preview.map(p -> DecodedStates.sketch(p, state, sample)))
                .map(this::place);
        }

        /// A picture is the latent's size or some times as large along both sides.
        private Place place(Snapshot picture) {
            double pixels = (double) picture.sampleSize() / COLOURS;
            int times = (int) Math.round(Math.sqrt(pixels / shape.pixels()));
            var size = new PictureShape(COLOURS, shape.rows() * times, shape.columns() * times);
            return new Place(new Part(picture, size, new Tone.Data()), 0);
        }
    }
}
