/// Ways of uncovering a canvas: orders, counts, thresholds, corrections.
@NullMarked
package samplerscope.masked.sampler;

import org.jspecify.annotations.NullMarked;
