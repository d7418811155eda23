/// Every run that was kept, beside its arrays: found again, marked, restored, deleted and brought back.
///
/// A run is a folder, written under another name and moved into place when it is whole, and a row of an SQLite
/// database, which is no more than an index of the folders: it can be made anew from them. The only package that knows
/// SQL. Start reading at {@link samplerscope.history.History}.
@NullMarked
package samplerscope.history;

import org.jspecify.annotations.NullMarked;
