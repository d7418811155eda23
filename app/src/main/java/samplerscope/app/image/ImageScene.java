package samplerscope.app.image;

import java.util.List;
import samplerscope.app.kit.Raster;
import samplerscope.app.kit.RasterPane;

/// A grid of pictures, scrolled to a place; paints itself. Immutable.
///
/// @param parts    drawn side by side in each cell: state and data, or one of them
/// @param scrolled pixels of the content above the top edge, logical
/// @param paper    background, opaque ARGB
record ImageScene(List<Source> parts, PictureGrid grid, double scrolled, int paper) implements RasterPane.Painter {

    ImageScene {
        parts = List.copyOf(parts);
    }

    @Override
    public void paint(Raster into) {
        into.fill(paper);
        for (int picture = 0; picture < grid.pictures(); picture++) {
            double top = grid.yOf(picture) - scrolled;
            if (top + grid.cellHigh() >= 0 && top * into.scale() < into.height()) {
                cell(into, picture, top);
            }
        }
    }

    private void cell(Raster into, int picture, double top) {
        double wide = grid.cellWide() / parts.size();
        for (int p = 0; p < parts.size(); p++) {
            int left = pixel(grid.xOf(picture) + p * wide, into);
            int right = pixel(grid.xOf(picture) + (p + 1) * wide, into);
            int above = pixel(top, into);
            int below = pixel(top + grid.cellHigh(), into);
            parts.get(p).of(picture).ifPresent(place ->
                Pictures.draw(into, place.part(), place.sample(), left, above, right - left, below - above));
        }
    }

    private static int pixel(double logical, Raster into) {
        return (int) Math.round(logical * into.scale());
    }
}
