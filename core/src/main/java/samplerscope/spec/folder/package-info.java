/// Models that users already have: folders in the layout of Hugging Face, exported to ONNX.
///
/// Start reading at {@link samplerscope.spec.folder.FolderModel}.
@NullMarked
package samplerscope.spec.folder;

import org.jspecify.annotations.NullMarked;
