package samplerscope.search;

/// A way to look for good schedules. Adding one is a file, a line in {@link BuiltInMethods}, and a test.
///
/// Written as straight code: it asks for scores and gets them, whether they are computed or were known from an earlier,
/// interrupted search. It must do the same again when it gets the same scores again: its choices come from
/// {@link Trials#random}, never from a clock, a thread or an order of hashes.
@FunctionalInterface
public interface SearchMethod {

    /// Searches until it has nothing more to try. Where the budget ends, {@link Trials#scores} does not return.
    void search(Trials trials);
}
