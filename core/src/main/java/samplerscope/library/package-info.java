/// What the program knows of its solvers beyond running them: how published programs run them, by name, and what was
/// measured of both. Start reading at {@link samplerscope.library.Preset}.
@NullMarked
package samplerscope.library;

import org.jspecify.annotations.NullMarked;
