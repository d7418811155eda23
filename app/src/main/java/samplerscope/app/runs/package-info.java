/// The run table: every run of the session, sorted, pinned, renamed, deleted, compared.
@NullMarked
package samplerscope.app.runs;

import org.jspecify.annotations.NullMarked;
