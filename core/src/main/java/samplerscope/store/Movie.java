package samplerscope.store;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import samplerscope.export.FrameSink;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.Resolved;

/// Turns the states of a run into the frames of animations; the last is held.
public final class Movie implements StateWatcher, AutoCloseable {

    private static final int LENGTH_MILLIS = 4000;
    private static final int SHORTEST_MILLIS = 40;
    private static final int LONGEST_MILLIS = 400;
    private static final int HOLD_MILLIS = 1500;

    private final StatePictures pictures;
    private final List<FrameSink> sinks;
    private final int millis;
    /// Not yet written: only the next frame tells whether it is the last.
    private Optional<BufferedImage> waiting = Optional.empty();

    /// @param sinks closed with the movie; where there are none, nothing is painted
    public Movie(Resolved run, List<FrameSink> sinks) {
        this.pictures = new StatePictures(run);
        this.sinks = List.copyOf(sinks);
        int frames = run.plan().steps().size() / run.spec().recording().every() + 1;
        this.millis = StrictMath.clamp(LENGTH_MILLIS / frames, SHORTEST_MILLIS, LONGEST_MILLIS);
    }

    @Override
    public void see(NoiseLevel at, Snapshot state) {
        if (sinks.isEmpty()) {
            return;
        }
        waiting.ifPresent(frame -> sinks.forEach(sink -> sink.add(frame, millis)));
        waiting = Optional.of(pictures.frame(at, state));
    }

    /// Writes what there is, however far the run came.
    ///
    /// @param runFile text that the animations carry
    public void finish(String runFile) {
        waiting.ifPresent(frame -> sinks.forEach(sink -> {
            sink.add(frame, HOLD_MILLIS);
            sink.finish(Optional.of(runFile));
        }));
    }

    @Override
    public void close() {
        sinks.forEach(FrameSink::close);
    }
}
