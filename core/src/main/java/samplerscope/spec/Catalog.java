package samplerscope.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import samplerscope.metric.BuiltInMetrics;
import samplerscope.metric.MetricFamily;
import samplerscope.model.ModelFamily;
import samplerscope.model.BuiltInModels;
import samplerscope.random.BuiltInNoises;
import samplerscope.random.NoiseFamily;
import samplerscope.registry.Registry;
import samplerscope.schedule.BuiltInGrids;
import samplerscope.schedule.BuiltInSchedules;
import samplerscope.schedule.GridFamily;
import samplerscope.schedule.ScheduleFamily;
import samplerscope.solver.SolverCatalog;
import samplerscope.solver.SolverFamily;
import samplerscope.spec.folder.FolderModel;
import samplerscope.tensor.BackendProvider;
import samplerscope.tensor.simd.CpuBackends;

/// Everything that can be chosen by id.
public record Catalog(Registry<ModelFamily> models, Registry<ScheduleFamily> schedules, Registry<GridFamily> grids,
                      Registry<SolverFamily> solvers, Registry<MetricFamily> metrics,
                      Registry<BackendProvider> backends) {

    private static final Registry<NoiseFamily> NOISES = new Registry<>("noise", BuiltInNoises.families());

    /// What ships with the program, what jars on the class path bring, and the bundled networks.
    ///
    /// @param assets the folder with the manifest; a missing one leaves only the exact models
    public static Catalog standard(Path assets) {
        var solvers = new ArrayList<SolverFamily>();
        ServiceLoader.load(SolverCatalog.class).forEach(catalog -> solvers.addAll(catalog.families()));
        var backends = new ArrayList<>(CpuBackends.all());
        ServiceLoader.load(BackendProvider.class).forEach(backends::add);
        var models = new ArrayList<>(BuiltInModels.families());
        models.add(FolderModel.FAMILY);
        models.add(Sidecar.FAMILY);
        models.addAll(Manifest.families(assets, List.copyOf(models)));
        return new Catalog(
            new Registry<>("model", models),
            new Registry<>("schedule", BuiltInSchedules.families()),
            new Registry<>("grid", BuiltInGrids.families()),
            new Registry<>("solver", solvers),
            new Registry<>("metric", BuiltInMetrics.families()),
            new Registry<>("backend", backends));
    }

    /// Sources of initial noise: a closed set, since a run that names one must be the same everywhere.
    public static Registry<NoiseFamily> noises() {
        return NOISES;
    }

    /// Ids and names of one registry, for lists.
    public static List<String> ids(Registry<?> registry) {
        return registry.all().stream().map(f -> f.id()).toList();
    }
}
