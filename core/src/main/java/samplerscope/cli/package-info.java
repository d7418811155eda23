/// The command line: one class per command, parsed by picocli, which only this package imports.
///
/// Results go to standard output, progress and errors to standard error. Start reading at
/// {@link samplerscope.cli.Main}.
@NullMarked
package samplerscope.cli;

import org.jspecify.annotations.NullMarked;
