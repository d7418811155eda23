/// The library of solvers as pages: what each is, where it comes from, what it can be set to, how published programs
/// differ, and which point of the unified space it is.
@NullMarked
package samplerscope.app.library;

import org.jspecify.annotations.NullMarked;
