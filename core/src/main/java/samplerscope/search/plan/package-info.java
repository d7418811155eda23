/// Searches as files: what is to be searched, by which methods and from which seeds, cut into cells that any number of
/// machines can share; their logs, and the one result that all of them give together.
@NullMarked
package samplerscope.search.plan;

import org.jspecify.annotations.NullMarked;
