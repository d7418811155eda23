/// Models of masked diffusion whose joint law is known, and those that ship.
@NullMarked
package samplerscope.masked.world;

import org.jspecify.annotations.NullMarked;
