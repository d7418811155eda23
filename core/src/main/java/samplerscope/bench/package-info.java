/// How fast the backends are, measured: the same work on each of them and in PyTorch, against what their memory can do.
@NullMarked
package samplerscope.bench;

import org.jspecify.annotations.NullMarked;
