/// The left side of the window: what a lane runs. Forms are generated from the registries.
@NullMarked
package samplerscope.app.setup;

import org.jspecify.annotations.NullMarked;
