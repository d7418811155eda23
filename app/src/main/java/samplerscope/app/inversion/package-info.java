/// How well data come back from their latents: the tab beside the other charts.
@NullMarked
package samplerscope.app.inversion;

import org.jspecify.annotations.NullMarked;
