/// Trained networks through ONNX Runtime: the only package that imports it.
///
/// A network is described by a manifest, checked when it is opened, and asked in calls of a fixed number of rows. Start
/// reading at {@link samplerscope.model.onnx.OnnxModel}.
@NullMarked
package samplerscope.model.onnx;

import org.jspecify.annotations.NullMarked;
