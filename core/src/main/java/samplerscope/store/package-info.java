/// Runs that are carried out without a window, and the folder that each leaves behind.
///
/// Knows no command line. Start reading at {@link samplerscope.store.RunExecutor} and
/// {@link samplerscope.store.RunFolder}.
@NullMarked
package samplerscope.store;

import org.jspecify.annotations.NullMarked;
