package samplerscope.gpu;

import samplerscope.SamplerscopeException;

/// A run was asked of TornadoVM, for which this release has no kernels.
public final class NoKernelsException extends SamplerscopeException {

    NoKernelsException() {
        super("backend \"tornado\" cannot run: this release has no GPU kernels", "choose the backend cpu-float32");
    }
}
