package samplerscope.app.image;

import java.util.List;
import samplerscope.app.kit.Raster;
import samplerscope.app.kit.RasterPane;
import samplerscope.app.study.Frame;

/// The filmstrip: per lane a row of states over a row of predictions; paints itself. Immutable.
///
/// @param side   of a picture, logical pixels
/// @param left   of the first picture
/// @param paper  background, opaque ARGB
record FilmScene(List<FilmRow> rows, int sample, double side, double left, int paper) implements RasterPane.Painter {

    static final double GAP = 2;
    /// Between the lanes.
    static final double BREAK = 8;

    FilmScene {
        rows = List.copyOf(rows);
    }

    static double rowHigh(double side) {
        return 2 * side + GAP + BREAK;
    }

    double xOf(int column) {
        return left + column * (side + GAP);
    }

    double yOf(int row) {
        return BREAK / 2 + row * rowHigh(side);
    }

    @Override
    public void paint(Raster into) {
        into.fill(paper);
        for (int row = 0; row < rows.size(); row++) {
            FilmRow film = rows.get(row);
            for (int column = 0; column < film.frames().size(); column++) {
                Frame frame = film.frames().get(column);
                Source state = film.source(frame.state(), Tone.State.at(frame.at()));
                Source data = frame.step() == 0 ? state : film.source(frame.data(), new Tone.Data());
                draw(into, state, xOf(column), yOf(row));
                draw(into, data, xOf(column), yOf(row) + side + GAP);
            }
        }
    }

    private void draw(Raster into, Source source, double x, double y) {
        int wide = (int) Math.round(side * into.scale());
        source.of(sample).ifPresent(place -> Pictures.draw(into, place.part(), place.sample(),
            (int) Math.round(x * into.scale()), (int) Math.round(y * into.scale()), wide, wide));
    }
}
