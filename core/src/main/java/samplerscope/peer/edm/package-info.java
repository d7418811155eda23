/// The samplers of EDM's own code: deterministic and stochastic, and the superset that its ablations are made with.
@NullMarked
package samplerscope.peer.edm;

import org.jspecify.annotations.NullMarked;
