package samplerscope.app.sweep;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javafx.geometry.Rectangle2D;
import samplerscope.app.kit.Argb;
import samplerscope.app.kit.Ground;
import samplerscope.app.kit.Palette;
import samplerscope.app.kit.Raster;
import samplerscope.app.kit.RasterPane;

/// Some tiles on paper. Immutable, painted on another thread.
///
/// @param paper opaque ARGB
record TileScene(List<Tile> tiles, Set<Integer> chosen, Ground ground, int paper) implements RasterPane.Painter {

    private static final double QUIET = 0.06;

    /// @param at      of the picture, in logical pixels of the pane
    /// @param strip   height of what stands below it, 0 for nothing
    /// @param colour  of the strip; empty where there is no value yet
    /// @param isWhole whether the colour fills the picture too
    record Tile(Rectangle2D at, double strip, Optional<TileContent> content, OptionalInt colour, boolean isWhole) {}

    TileScene {
        tiles = List.copyOf(tiles);
        chosen = Set.copyOf(chosen);
    }

    @Override
    public void paint(Raster into) {
        into.fill(paper);
        for (Tile tile : tiles) {
            Rectangle2D at = scaled(tile.at(), into.scale());
            int blank = Argb.mix(paper, Argb.of(Palette.ink(ground)), QUIET);
            box(into, at, tile.isWhole() && tile.colour().isPresent() ? tile.colour().getAsInt() : blank);
            if (tile.strip() > 0) {
                box(into, new Rectangle2D(at.getMinX(), at.getMaxY(), at.getWidth(), tile.strip() * into.scale()),
                    tile.colour().orElse(blank));
            }
            if (!tile.isWhole()) {
                tile.content().ifPresent(content -> content.paint(into, at, chosen, ground));
            }
        }
    }

    private static void box(Raster into, Rectangle2D at, int argb) {
        into.box((int) Math.round(at.getMinX()), (int) Math.round(at.getMinY()), (int) Math.round(at.getWidth()),
            (int) Math.round(at.getHeight()), argb);
    }

    private static Rectangle2D scaled(Rectangle2D at, double scale) {
        return new Rectangle2D(at.getMinX() * scale, at.getMinY() * scale, at.getWidth() * scale, at.getHeight() * scale);
    }
}
