package samplerscope.app.study;

/// What a plane lane draws.
///
/// @param points   particles, as a density-toned splat
/// @param paths    trajectories of the first particles
/// @param contours exact density at the cursor
/// @param field    arrows of the score at the cursor
/// @param errors   line from each shown particle to where the exact ODE would have it
/// @param mode     how particles become pixels
public record Layers(boolean points, boolean paths, boolean contours, boolean field, boolean errors, Mode mode) {

    public enum Mode { DOTS, DENSITY }

    public static final Layers STANDARD = new Layers(true, true, true, false, false, Mode.DENSITY);

    public Layers withPoints(boolean on) {
        return new Layers(on, paths, contours, field, errors, mode);
    }

    public Layers withPaths(boolean on) {
        return new Layers(points, on, contours, field, errors, mode);
    }

    public Layers withContours(boolean on) {
        return new Layers(points, paths, on, field, errors, mode);
    }

    public Layers withField(boolean on) {
        return new Layers(points, paths, contours, on, errors, mode);
    }

    public Layers withErrors(boolean on) {
        return new Layers(points, paths, contours, field, on, mode);
    }

    public Layers withMode(Mode changed) {
        return new Layers(points, paths, contours, field, errors, changed);
    }
}
