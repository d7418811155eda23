/// TornadoVM as a backend: the only package that knows it.
///
/// The module joins the build when an SDK is found and reaches the program as one more jar, through `ServiceLoader`.
/// It looks for a device and says what it finds; kernels are not part of this release. Start reading at
/// {@link samplerscope.gpu.TornadoBackendProvider}.
@NullMarked
package samplerscope.gpu;

import org.jspecify.annotations.NullMarked;
