package samplerscope.app.image;

import java.util.List;
import samplerscope.app.kit.Raster;
import samplerscope.app.kit.RasterPane;

/// A grid of pictures, scrolled to a place; paints itself. Immutable.
///
/// @param parts    drawn side by side in each cell: state and data, or one of them
/// @param skins    of each part the earlier ones that shine through, newest first; none, or as many lists as parts
/// @param scrolled pixels of the content above the top edge, logical
/// @param paper    background, opaque ARGB
record ImageScene(List<Source> parts, List<List<Source>> skins, PictureGrid grid, double scrolled, int paper) implements RasterPane.Painter {

    ImageScene {
        parts = List.copyOf(parts);
        skins = skins.stream().map(List::copyOf).toList();
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
            List<Source> earlier = skins.isEmpty() ? List.of() : skins.get(p);
            parts.get(p).of(picture).ifPresent(place -> Pictures.draw(into, place, earlier.stream()
                .flatMap(skin -> skin.of(picture).stream()).toList(), left, above, right - left, below - above));
        }
    }

    private static int pixel(double logical, Raster into) {
        return (int) Math.round(logical * into.scale());
    }
}
