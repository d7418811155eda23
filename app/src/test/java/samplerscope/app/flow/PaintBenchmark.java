package samplerscope.app.flow;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import samplerscope.app.kit.Argb;
import samplerscope.app.kit.Ground;
import samplerscope.app.kit.Palette;
import samplerscope.app.kit.Raster;
import samplerscope.app.study.Frame;
import samplerscope.app.study.Layers;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Shape;

/// Milliseconds per picture of a plane lane: `PaintBenchmark`. Prints the median of 40 after 20 that warm up.
public final class PaintBenchmark {

    private PaintBenchmark() {}

    public static void main(String[] args) {
        for (int particles : new int[] {20_000, 100_000, 1_000_000}) {
            for (Layers.Mode mode : Layers.Mode.values()) {
                FlowScene scene = scene(particles, mode);
                System.out.println(String.format(Locale.ROOT, "%,10d particles, %-7s 640 x 640: %6.2f ms",
                    particles, mode, median(scene)));
            }
        }
    }

    private static double median(FlowScene scene) {
        var painter = new FlowPainter();
        Raster raster = Raster.of(640, 640);
        var times = new double[40];
        for (int i = -20; i < times.length; i++) {
            long began = System.nanoTime();
            painter.paint(scene, raster);
            if (i >= 0) {
                times[i] = (System.nanoTime() - began) * 1e-6;
            }
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private static FlowScene scene(int particles, Layers.Mode mode) {
        var random = new Random(1);
        var values = new double[2 * particles];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        Snapshot state = Snapshot.of(Shape.of(particles, 2), values);
        Frame frame = new Frame(0, 0, new NoiseLevel(0.5, 0.6, 0.8), state, state, 0);
        return new FlowScene(List.of(frame, frame, frame, frame, frame, frame), Optional.empty(), ExactPicture.NONE,
            Layers.STANDARD.withMode(mode), new View2D.Window(0, 0, 3.2), 0, Ground.DARK,
            Argb.of(Palette.paper(Ground.DARK)), Set.of());
    }
}
