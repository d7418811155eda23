package samplerscope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import samplerscope.spec.Engine;
import samplerscope.tensor.DeviceException;
import samplerscope.tensor.TensorBackend;

/// Workloads on one backend.
public final class BackendBench {

    private BackendBench() {}

    /// One measurement.
    ///
    /// @param workload what was done
    /// @param where    the backend or peer, for people
    /// @param seconds  of one call; NaN when it failed
    /// @param copy     bytes per second of a plain copy at the same place
    /// @param failure  why it could not be measured; empty when it could
    public record Row(Workload workload, String where, double seconds, double copy, String failure) {

        /// Useful bytes per second.
        public double bandwidth() {
            return workload.bytes() / seconds;
        }

        /// Of what a copy reaches; above 1 when the data fit into a cache.
        public double shareOfCopy() {
            return bandwidth() / copy;
        }

        public double flops() {
            return workload.flops() / seconds;
        }
    }

    /// Measures one workload after the other, each on a backend of its own.
    ///
    /// @param progress is told what is measured next
    public static List<Row> run(Engine engine, List<Workload> workloads, Consumer<String> progress) {
        progress.accept("copy on " + engine.id());
        Row copied = row(engine, Workloads.copy(), Double.NaN);
        if (!copied.failure().isEmpty()) {
            return workloads.stream().map(w -> new Row(w, engine.id(), Double.NaN, Double.NaN, copied.failure())).toList();
        }
        double copy = copied.bandwidth();
        var rows = new ArrayList<Row>();
        for (Workload workload : workloads) {
            progress.accept(workload.name() + " on " + engine.id());
            rows.add(row(engine, workload, copy));
        }
        return List.copyOf(rows);
    }

    private static Row row(Engine engine, Workload workload, double copy) {
        try {
            return new Row(workload, engine.id(), seconds(engine, workload), copy, "");
        } catch (RuntimeException e) {
            return new Row(workload, engine.id(), Double.NaN, copy, DeviceException.in(e).orElseThrow(() -> e).happened());
        }
    }

    private static double seconds(Engine engine, Workload workload) {
        try (TensorBackend backend = engine.provider().open(engine.device(), engine.threads())) {
            Runnable once = workload.prepare().apply(backend);
            return Timing.seconds(() -> {
                once.run();
                backend.settle();
            });
        }
    }
}
