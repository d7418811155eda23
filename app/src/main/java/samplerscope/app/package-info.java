/// The window: start-up, shell and commands. Holds no numerics.
@NullMarked
package samplerscope.app;

import org.jspecify.annotations.NullMarked;
