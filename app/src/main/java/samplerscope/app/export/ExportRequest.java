package samplerscope.app.export;

/// What the user wants as a file.
///
/// @param scale  pixels per unit of the screen, for pictures
/// @param fps    frames per second, for animations
/// @param lanes  which lanes an animation shows
/// @param inside whether pictures carry the run file
public record ExportRequest(Target target, Target.Format format, int scale, int fps, Lanes lanes, Inside inside) {

    public enum Lanes { FOCUSED, ALL }

    public enum Inside { RUN_FILE, NOTHING }

    public static ExportRequest of(Target target) {
        return new ExportRequest(target, target.formats().getFirst(), 2, 5, Lanes.ALL, Inside.RUN_FILE);
    }

    public ExportRequest as(Target.Format changed) {
        return new ExportRequest(target, changed, scale, fps, lanes, inside);
    }

    public ExportRequest at(int changedScale, int changedFps) {
        return new ExportRequest(target, format, changedScale, changedFps, lanes, inside);
    }

    public ExportRequest with(Lanes changed) {
        return new ExportRequest(target, format, scale, fps, changed, inside);
    }

    public ExportRequest with(Inside changed) {
        return new ExportRequest(target, format, scale, fps, lanes, changed);
    }
}
