package samplerscope.app.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samplerscope.app.image.Pictures.Part;
import samplerscope.app.study.Frame;
import samplerscope.model.LatentPreview;
import samplerscope.run.Snapshot;

/// One lane of the filmstrip: its frames from left to right, as many as fit.
///
/// @param frames shown, oldest first
/// @param places index of each in the lane's recording
/// @param look   how the frames are shown
record FilmRow(String letter, int style, List<Frame> frames, List<Integer> places, Look look) {

    /// @param shape   of the states
    /// @param latent  whether the states are latents, of which only sketches are shown: a film has many small pictures
    /// @param preview sketches latents; empty until one is known
    record Look(PictureShape shape, boolean latent, Optional<LatentPreview> preview) {}

    FilmRow {
        frames = List.copyOf(frames);
        places = List.copyOf(places);
    }

    /// Picks at most `most` frames, evenly, the first and the last among them.
    static FilmRow of(String letter, int style, List<Frame> all, Look look, int most) {
        var frames = new ArrayList<Frame>();
        var places = new ArrayList<Integer>();
        int count = Math.min(all.size(), Math.max(2, most));
        for (int i = 0; i < count; i++) {
            int place = count == 1 ? 0 : (int) Math.round((double) i * (all.size() - 1) / (count - 1));
            frames.add(all.get(place));
            places.add(place);
        }
        return new FilmRow(letter, style, frames, places, look);
    }

    /// The pictures of a frame.
    ///
    /// @param tone of a state that is no latent
    Source source(Snapshot state, Tone tone) {
        return look.latent() ? new Source.Latents(state, look.shape(), List.of(), look.preview())
            : new Part(state, look.shape(), tone);
    }

    /// Column of the frame nearest to one of the recording.
    int columnOf(int place) {
        int best = 0;
        for (int i = 1; i < places.size(); i++) {
            if (Math.abs(places.get(i) - place) < Math.abs(places.get(best) - place)) {
                best = i;
            }
        }
        return best;
    }
}
