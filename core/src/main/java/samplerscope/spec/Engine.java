package samplerscope.spec;

import samplerscope.registry.Registry;
import samplerscope.run.DenoisingRun;
import samplerscope.tensor.BackendProvider;
import samplerscope.tensor.TensorBackend;

/// Where runs are executed: a backend by id and a number of host threads. A value; each run gets a backend of its own.
///
/// @param provider of the backend
/// @param threads  host threads per run, `>= 1`; never changes a result
public record Engine(BackendProvider provider, int threads) {

    /// The backend that is used when nothing is said.
    public static final String STANDARD_BACKEND = "cpu-float32";

    /// @throws BackendUnavailableException if the backend cannot be used on this machine
    public static Engine of(Registry<BackendProvider> backends, String id, int threads) {
        BackendProvider provider = backends.get(id);
        provider.unavailable().ifPresent(reason -> {
            throw new BackendUnavailableException(id, reason);
        });
        return new Engine(provider, threads);
    }

    /// A run on a backend of its own, which is closed with the run.
    public DenoisingRun open(Resolved run) {
        TensorBackend backend = provider.open(threads);
        return run.open(backend).alsoClosing(backend::close);
    }
}
