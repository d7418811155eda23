package samplerscope.app.export;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import samplerscope.app.kit.Ground;
import samplerscope.app.kit.Palette;
import samplerscope.app.study.ClockAxis;
import samplerscope.app.study.Frame;
import samplerscope.app.study.Labels;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;
import samplerscope.export.PictureGrid;
import samplerscope.export.PlanePicture;
import samplerscope.export.PlanePicture.Window;
import samplerscope.model.Model;
import samplerscope.store.DecodedStates;

/// The runs of some lanes side by side under one clock, as pictures made from their frames. Immutable; any thread.
///
/// @param strips one per lane
/// @param clock  positions in [0, 1] of the study's clock, one per picture
/// @param size   of one lane's picture in pixels
record Film(List<Strip> strips, List<Double> clock, int size) {

    private static final int HEAD = 28;
    private static final int GAP = 6;
    private static final int MOST_IMAGES = 64;
    /// In units of the noise: holds all but a few of the first frame's particles.
    private static final double NOISE_RADIUS = 2.6;

    /// One lane.
    ///
    /// @param shown index of the frame to show, by picture
    record Strip(String badge, String name, int style, Model model, List<Frame> frames, List<Integer> shown) {}

    /// The recorded frames of lanes, as they are now.
    static Film of(StudyModel study, List<LaneModel> lanes, int size) {
        ClockAxis axis = study.axis().get();
        List<Double> clock = lanes.stream().flatMap(l -> l.moments().stream().limit(l.frames().size())
            .map(m -> axis.positionOf(m, l.steps()))).distinct().sorted().toList();
        var catalog = study.services().resolver().catalog();
        List<Strip> strips = lanes.stream().map(l -> {
            String name = l.lane().get().name();
            return new Strip(study.study().get().letterOf(l.id()),
                name.isEmpty() ? Labels.ofSolvers(catalog, l.lane().get().spec().solvers()) : name,
                l.lane().get().style(), l.ran().get().orElseThrow().model(), List.copyOf(l.frames()),
                clock.stream().map(p -> l.frameAt(axis, p, false)).toList());
        }).toList();
        return new Film(strips, clock, size);
    }

    int length() {
        return clock.size();
    }

    int width() {
        return strips.size() * (size + GAP) + GAP;
    }

    int height() {
        return size + HEAD + GAP;
    }

    BufferedImage picture(int index) {
        var picture = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(awt(Palette.paper(Ground.DARK)));
        g.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        for (int i = 0; i < strips.size(); i++) {
            paint(g, strips.get(i), index, GAP + i * (size + GAP));
        }
        g.dispose();
        return picture;
    }

    private void paint(Graphics2D g, Strip strip, int index, int left) {
        Frame frame = strip.frames().get(strip.shown().get(index));
        g.drawImage(picture(strip, frame), left, HEAD, size, size, null);
        int base = HEAD - 9;
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        g.setColor(awt(Palette.lane(strip.style(), Ground.DARK)));
        g.drawString(strip.badge(), left + 2, base);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        g.setColor(awt(Palette.ink(Ground.DARK)));
        g.drawString(strip.name(), left + 18, base);
        String where = "step %d, NFE %d".formatted(frame.step(), frame.nfe());
        g.setColor(awt(Palette.muted(Ground.DARK)));
        g.drawString(where, left + size - g.getFontMetrics().stringWidth(where) - 2, base);
    }

    private BufferedImage picture(Strip strip, Frame frame) {
        if (!strip.model().card().isPlane()) {
            return new PictureGrid(MOST_IMAGES, 2).paint(strip.model().decoder()
                .map(d -> DecodedStates.of(d, frame.state(), MOST_IMAGES)).orElse(frame.state()));
        }
        // Exploding paths are shown at the size of the data, so that the picture does not shrink to a dot.
        return new PlanePicture(size, window()).paint(frame.state(), 1 / Math.hypot(frame.at().alpha(), frame.at().sigma()));
    }

    /// One window for all lanes, or nobody could compare them: that of the widest samples.
    private Window window() {
        return strips.stream().map(s -> Window.around(s.frames().getLast().data()).including(NOISE_RADIUS))
            .max(Comparator.comparingDouble(Window::halfWidth)).orElseThrow();
    }

    private static Color awt(javafx.scene.paint.Color c) {
        return new Color((float) c.getRed(), (float) c.getGreen(), (float) c.getBlue());
    }
}
