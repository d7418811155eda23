package samplerscope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samplerscope.spec.Json;

/// From the start of the launcher to the first picture that moves, without a display and with whatever caches there are: the
/// warm-up starts the program once, so that the disk is warm.
final class StartRow {

    private static final String MEASURED = "-Dsamplerscope.exitAfterMovingPicture=true";
    private static final String MOVING = "movingPictureMillis";
    private static final double MILLI = 1e-3;

    private StartRow() {}

    static BenchRow row() {
        return new BenchRow("start", "start", "start of the window to the first moving picture, warm disk", "", Unit.SECONDS,
            BenchRow.Scale.STANDARD, Optional.of(Goal.atMost(2.5, 1.5)), place -> new Started(LaunchedWindow.of(place)));
    }

    private static final class Started implements BenchRow.Measured {

        private final LaunchedWindow window;
        private final List<Double> firstFrames = new ArrayList<>();

        Started(LaunchedWindow window) {
            this.window = window;
        }

        @Override
        public double warmUp() {
            window.measured(MEASURED, MOVING);
            return PeerProcess.number(window.measured(MEASURED, MOVING), MOVING) * MILLI;
        }

        @Override
        public BenchRow.Round round() {
            Json.Obj times = window.measured(MEASURED, MOVING);
            firstFrames.add(PeerProcess.number(times, "firstFrameMillis") * MILLI);
            return BenchRow.Round.alone(PeerProcess.number(times, MOVING) * MILLI);
        }

        @Override
        public List<BenchResult.Figure> figures(Spread ours) {
            return List.of(new BenchResult.Figure("first frame",
                Spread.of(firstFrames.stream().mapToDouble(Double::doubleValue).toArray()).median(), "s"));
        }
    }
}
