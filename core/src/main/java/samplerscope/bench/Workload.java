package samplerscope.bench;

import java.util.function.Function;
import samplerscope.spec.Json;
import samplerscope.tensor.TensorBackend;

/// Work that is the same on every backend.
///
/// @param id      stable, lower case with hyphens
/// @param name    with its sizes, for people
/// @param bytes   that must be read and written at least, with everything else in caches
/// @param flops   floating-point operations of the formula, an exponential counted as one; the same for everybody, so
///                that who needs more is slower and not busier
/// @param prepare puts the data in place and returns what is timed
/// @param peer    what the script of the peer is told; its `kind` names the function there
public record Workload(String id, String name, double bytes, double flops, Function<TensorBackend, Runnable> prepare,
                       Json.Obj peer) {}
