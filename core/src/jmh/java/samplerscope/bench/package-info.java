/// Benchmarks, compiled with `-Pbench` only. Each class asks one question, and has a baseline to answer it against.
///
/// Any number that is published comes with hardware, JVM and the command that gave it.
@NullMarked
package samplerscope.bench;

import org.jspecify.annotations.NullMarked;
