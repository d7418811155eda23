/// k-diffusion: samplers in the exploding form, `x = x0 + rho eps`, on a given list of rho.
@NullMarked
package samplerscope.peer.kdiffusion;

import org.jspecify.annotations.NullMarked;
