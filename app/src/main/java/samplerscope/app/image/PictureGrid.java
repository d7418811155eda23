package samplerscope.app.image;

/// Where the cells of a grid of pictures are, in pixels. All cells are alike.
///
/// @param columns  cells in a row
/// @param rows     rows in all, visible or not
/// @param cellWide width of a cell without the gap
/// @param cellHigh height of a cell without the gap
/// @param gap      between cells and around them
/// @param left     of the first column: the grid stands in the middle
record PictureGrid(int pictures, int columns, int rows, double cellWide, double cellHigh, double gap, double left) {

    /// From this scale on only whole ones are used, so that the pixels of a picture are equal squares; below, that would
    /// leave half of the area empty, and quarters are used too.
    private static final int WHOLE_FROM = 2;

    /// As large as fits. Pictures that would be less than `least` high stay that high, and the grid is higher than the
    /// area.
    ///
    /// @param wide  width of a cell at scale 1, in picture pixels
    /// @param high  height of a cell at scale 1
    /// @param least height of the smallest readable cell
    static PictureGrid fitting(int pictures, int wide, int high, double areaWide, double areaHigh, double gap,
                               double least) {
        int smallest = Math.max(1, (int) Math.ceil(least / high));
        int largest = (int) Math.max(smallest, Math.floor((areaWide - 2 * gap) / wide));
        for (int quarters = 4 * largest; quarters > 4 * smallest; quarters -= quarters > 4 * WHOLE_FROM ? 4 : 1) {
            PictureGrid grid = at(pictures, wide * quarters / 4.0, high * quarters / 4.0, areaWide, gap);
            if (grid.contentHigh() <= areaHigh) {
                return grid;
            }
        }
        double scale = Math.min(smallest, Math.max(1, areaWide - 2 * gap) / wide);
        return at(pictures, wide * scale, high * scale, areaWide, gap);
    }

    private static PictureGrid at(int pictures, double cellWide, double cellHigh, double areaWide, double gap) {
        int most = Math.max(1, (int) ((areaWide - gap) / (cellWide + gap)));
        int columns = Math.clamp(pictures, 1, most);
        double used = columns * (cellWide + gap) - gap;
        return new PictureGrid(pictures, columns, Math.ceilDiv(pictures, columns), cellWide, cellHigh, gap,
            Math.max(0, Math.floor((areaWide - used) / 2)));
    }

    double contentHigh() {
        return rows * (cellHigh + gap) + gap;
    }

    double xOf(int picture) {
        return left + picture % columns * (cellWide + gap);
    }

    /// From the top of the content, not of what is scrolled to.
    double yOf(int picture) {
        return gap + picture / columns * (cellHigh + gap);
    }

    /// The picture at a place of the content; -1 between pictures and beyond them.
    int at(double x, double y) {
        int column = (int) Math.floor((x - left) / (cellWide + gap));
        int row = (int) Math.floor((y - gap) / (cellHigh + gap));
        int picture = row * columns + column;
        boolean inside = column >= 0 && column < columns && row >= 0 && picture < pictures
            && x - xOf(picture) <= cellWide && y - yOf(picture) <= cellHigh;
        return inside ? picture : -1;
    }
}
