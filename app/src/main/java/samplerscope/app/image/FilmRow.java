package samplerscope.app.image;

import java.util.ArrayList;
import java.util.List;
import samplerscope.app.study.Frame;

/// One lane of the filmstrip: its frames from left to right, as many as fit.
///
/// @param frames shown, oldest first
/// @param places index of each in the lane's recording
record FilmRow(String letter, int style, List<Frame> frames, List<Integer> places, PictureShape shape) {

    FilmRow {
        frames = List.copyOf(frames);
        places = List.copyOf(places);
    }

    /// Picks at most `most` frames, evenly, the first and the last among them.
    static FilmRow of(String letter, int style, List<Frame> all, PictureShape shape, int most) {
        var frames = new ArrayList<Frame>();
        var places = new ArrayList<Integer>();
        int count = Math.min(all.size(), Math.max(2, most));
        for (int i = 0; i < count; i++) {
            int place = count == 1 ? 0 : (int) Math.round((double) i * (all.size() - 1) / (count - 1));
            frames.add(all.get(place));
            places.add(place);
        }
        return new FilmRow(letter, style, frames, places, shape);
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
