/// Samplers as the authors of papers released them.
///
/// One file a sampler. The grid is built from the options as the program builds it; the steps are our own solvers.
@NullMarked
package samplerscope.peer.official;

import org.jspecify.annotations.NullMarked;
