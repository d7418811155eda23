/// Light and dark: AtlantaFX themes, our own style sheets, and following the system.
@NullMarked
package samplerscope.app.theme;

import org.jspecify.annotations.NullMarked;
