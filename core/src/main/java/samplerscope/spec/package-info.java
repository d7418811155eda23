/// Everything a run needs as one immutable value, its JSON, and the way from ids to objects.
///
/// The only package that imports Jackson. Start reading at {@link samplerscope.spec.RunSpec} and
/// {@link samplerscope.spec.Resolver}.
@NullMarked
package samplerscope.spec;

import org.jspecify.annotations.NullMarked;
