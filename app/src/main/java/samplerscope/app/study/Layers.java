package samplerscope.app.study;

/// What a plane lane draws.
///
/// @param points   particles, as a density-toned splat
/// @param paths    trajectories of the first particles
/// @param contours exact density at the cursor
/// @param field    arrows of the score at the cursor
/// @param errors   line from each shown particle to where the exact ODE would have it
/// @param mode     how particles become pixels
/// @param onion    how many steps back earlier states shine through, and paths reach; 0 for no such skin and whole paths
public record Layers(boolean points, boolean paths, boolean contours, boolean field, boolean errors, Mode mode, int onion) {

    public enum Mode { DOTS, DENSITY }

    /// Steps of an onion skin when it is turned on.
    public static final int USUAL_ONION = 4;

    public static final Layers STANDARD = new Layers(true, true, true, false, false, Mode.DENSITY);

    /// Without an onion skin.
    public Layers(boolean points, boolean paths, boolean contours, boolean field, boolean errors, Mode mode) {
        this(points, paths, contours, field, errors, mode, 0);
    }

    public Layers withPoints(boolean on) {
        return new Layers(on, paths, contours, field, errors, mode, onion);
    }

    public Layers withPaths(boolean on) {
        return new Layers(points, on, contours, field, errors, mode, onion);
    }

    public Layers withContours(boolean on) {
        return new Layers(points, paths, on, field, errors, mode, onion);
    }

    public Layers withField(boolean on) {
        return new Layers(points, paths, contours, on, errors, mode, onion);
    }

    public Layers withErrors(boolean on) {
        return new Layers(points, paths, contours, field, on, mode, onion);
    }

    public Layers withMode(Mode changed) {
        return new Layers(points, paths, contours, field, errors, changed, onion);
    }

    public Layers withOnion(int steps) {
        return new Layers(points, paths, contours, field, errors, mode, Math.max(0, steps));
    }
}
