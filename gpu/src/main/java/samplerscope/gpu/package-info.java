/// TornadoVM as a backend: the only package that knows it.
///
/// The module joins the build when an SDK is found and reaches the program as one more jar, through `ServiceLoader`.
/// All registers of all runs on a device live in one arena there, and most of what a step does is one program that one
/// kernel reads. Start reading at {@link samplerscope.gpu.TornadoBackend}; the kernels are in `kernel`.
@NullMarked
package samplerscope.gpu;

import org.jspecify.annotations.NullMarked;
