package samplerscope.app.flow;

import java.util.List;

/// What the exact law looks like at one noise level, in picture coordinates.
///
/// @param contours lines of equal density, from low to high
/// @param arrows   the score on a regular mesh; empty when not asked for
record ExactPicture(List<Contour> contours, List<Arrow> arrows) {

    /// Arrows along the shorter side.
    static final int ARROWS = 24;

    static final ExactPicture NONE = new ExactPicture(List.of(), List.of());

    ExactPicture {
        contours = List.copyOf(contours);
        arrows = List.copyOf(arrows);
    }

    /// @param rank 0 for the lowest density, 1 for the highest
    /// @param xy   `x0 y0 x1 y1 ...`; not to be written to
    record Contour(double rank, float[] xy) {}

    /// @param length square root of the score's length relative to the longest on the mesh, [0, 1]
    /// @param angle  in radians, counter-clockwise from the x axis
    record Arrow(double x, double y, double length, double angle) {}
}
