package samplerscope.search.plan;

import java.util.List;
import samplerscope.SamplerscopeException;

/// A result is asked for of a search that is not done.
public final class UnfinishedSearchException extends SamplerscopeException {

    UnfinishedSearchException(List<SearchPlan.Cell> missing, int all) {
        super("%d of %d cells are not done, the first is %s".formatted(missing.size(), all, missing.getFirst().name()),
            "run the shards that have them, or merge what there is with --partial");
    }
}
