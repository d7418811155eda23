package samplerscope.tensor;

import java.util.List;
import java.util.Optional;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;

/// Service interface: something that may bring a backend. Found by `ServiceLoader`; one that cannot start says why.
public interface BackendProvider extends Family {

    /// Why the backend cannot be used here and what to do about it, in words; empty when it can.
    Optional<String> unavailable();

    /// @param threads host threads to use, `>= 1`
    TensorBackend open(int threads);

    @Override
    default List<Parameter> parameters() {
        return List.of();
    }
}
