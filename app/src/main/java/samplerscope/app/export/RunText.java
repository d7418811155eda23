package samplerscope.app.export;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.Services;
import samplerscope.metric.Estimate;
import samplerscope.run.Trajectory;
import samplerscope.spec.Catalog;
import samplerscope.spec.Engine;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.Resolved;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunFileWriter;

/// The run file of a lane, to be made when it is needed: fingerprints of every state take a moment.
record RunText(Resolved run, Engine engine, Trajectory trajectory, Map<String, Estimate> metrics, Catalog catalog,
               Path base) {

    /// Empty for a lane that has not run.
    static Optional<RunText> of(Services services, LaneModel lane) {
        if (lane.trajectory().isEmpty() || lane.ran().get().isEmpty() || lane.ranOn().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Estimate> metrics = lane.errors().get().isEmpty() ? Map.of()
            : Map.of("path-error", lane.errors().get().getLast().rms());
        return Optional.of(new RunText(lane.ran().get().get(), lane.ranOn().get(), lane.trajectory().get(), metrics,
            services.resolver().catalog(), services.base()));
    }

    RunFile file() {
        return RunFile.of(run, engine, trajectory, ModelFiles.checksums(run, catalog, base), metrics);
    }

    String text() {
        return RunFileWriter.text(file());
    }
}
