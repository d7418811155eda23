package samplerscope.search;

import samplerscope.SamplerscopeException;

/// Leaves a method when its search is over; never seen outside.
final class Ended extends SamplerscopeException {

    private final SearchResult.Ending ending;

    Ended(SearchResult.Ending ending) {
        super("the search is over", "look at its result");
        this.ending = ending;
    }

    SearchResult.Ending ending() {
        return ending;
    }
}
