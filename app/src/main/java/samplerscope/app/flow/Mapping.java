package samplerscope.app.flow;

import samplerscope.app.flow.View2D.Window;

/// Places in the picture to pixels, both axes alike: `y` grows upwards in the picture, downwards in pixels.
///
/// @param unit pixels per unit of the picture
record Mapping(double left, double top, double unit) {

    static Mapping of(Window window, double width, double height) {
        double unit = Math.min(width, height) / 2 / window.half();
        return new Mapping(window.centreX() - width / 2 / unit, window.centreY() + height / 2 / unit, unit);
    }

    double toX(double x) {
        return (x - left) * unit;
    }

    double toY(double y) {
        return (top - y) * unit;
    }

    double fromX(double px) {
        return left + px / unit;
    }

    double fromY(double py) {
        return top - py / unit;
    }
}
