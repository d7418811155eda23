package samplerscope.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import samplerscope.search.plan.SearchFolder;
import samplerscope.spec.SpecReader;

/// `samplerscope search merge`.
@Command(name = "merge", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Put the parts of a search together: the best schedule of each number of evaluations, what it is worth "
        + "on noises held out, and how the methods did.",
    footer = {"", "Examples:", "  samplerscope search merge /shared/found",
        "  samplerscope search merge found --partial --json",
        "", "The same results give the same files, byte for byte, however the search was shared."})
final class MergeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The folder that the parts wrote to.")
    private Path folder = Path.of("");

    @Option(names = "--partial", description = "Do with the parts that are there.")
    private boolean partial;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    private final Session session;

    MergeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        SearchFolder place = session.input(() -> SearchFolder.open(folder, new SpecReader(session.catalog())));
        return SearchCommand.report(session, place, partial, json);
    }
}
