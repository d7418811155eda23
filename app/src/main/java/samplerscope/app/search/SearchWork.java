package samplerscope.app.search;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import samplerscope.SamplerscopeException;
import samplerscope.app.kit.Courtesy;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.Services;
import samplerscope.search.Evaluation;
import samplerscope.search.ScheduleSearch;
import samplerscope.search.SearchControl;
import samplerscope.search.SearchListener;
import samplerscope.search.SearchProblem;
import samplerscope.search.plan.CellResult;
import samplerscope.search.plan.SearchFolder;
import samplerscope.search.plan.SearchPlan;

/// Does the cells of a plan, one after the other, each on all cores; tells what happens on its own thread. Cells that
/// are done are read from their files. Gives way to the window.
final class SearchWork {

    private static final long PATIENCE_SECONDS = 5;

    private final Services services;
    private final FileThread files;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Courtesy.threads("schedule-search"));

    SearchWork(Services services, FileThread files) {
        this.services = services;
        this.files = files;
    }

    /// @param folder  opened first, on the thread of the work
    /// @param tell    hears everything, on the thread of the work; the last is {@link Heard.Rested}
    /// @param look    whether to read what there is and search nothing
    Future<?> begin(Supplier<SearchFolder> folder, SearchControl control, Consumer<Heard> tell, Doing look) {
        return thread.submit(() -> {
            try {
                SearchFolder opened = folder.get();
                tell.accept(new Heard.Opened(opened));
                tell.accept(pinned(opened));
                switch (look) {
                    case READ -> inOrder(opened.plan()).forEach(cell -> read(opened, cell, tell));
                    case SEARCH -> search(opened, control, tell);
                }
            } catch (CancellationException e) {
                // Whoever cancelled knows; the logs keep what was done.
            } catch (RuntimeException | OutOfMemoryError e) {
                tell.accept(new Heard.Refused(Problem.of(e)));
            } finally {
                tell.accept(new Heard.Rested());
            }
        });
    }

    private Heard pinned(SearchFolder folder) {
        try {
            return new Heard.Pinned(files.ask(folder::pinned));
        } catch (SamplerscopeException e) {
            return new Heard.Missed(Problem.of(e));
        }
    }

    enum Doing { READ, SEARCH }

    /// Seed by seed, so that all methods have a curve before one has its band.
    private static List<SearchPlan.Cell> inOrder(SearchPlan plan) {
        return plan.cells().stream()
            .sorted(Comparator.comparingInt((SearchPlan.Cell c) -> plan.seeds().indexOf(c.seed()))).toList();
    }

    private void search(SearchFolder folder, SearchControl control, Consumer<Heard> tell) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (var search = new ScheduleSearch(services.resolver(), services.references(), threads)) {
            for (SearchPlan.Cell cell : inOrder(folder.plan())) {
                if (folder.result(cell).isPresent()) {
                    read(folder, cell, tell);
                } else if (!control.stopped()) {
                    search(folder, cell, search, control, tell);
                }
            }
        }
    }

    private void read(SearchFolder folder, SearchPlan.Cell cell, Consumer<Heard> tell) {
        tell.accept(new Heard.Began(cell.number()));
        List<Evaluation> log = folder.evaluated(cell);
        log.forEach(listener(folder, cell, tell)::evaluated);
        Optional<CellResult> result = folder.result(cell);
        tell.accept(result.<Heard>map(r -> new Heard.Ended(cell.number(), r))
            .orElse(new Heard.BrokenOff(cell.number())));
    }

    private void search(SearchFolder folder, SearchPlan.Cell cell, ScheduleSearch search, SearchControl control,
                        Consumer<Heard> tell) {
        tell.accept(new Heard.Began(cell.number()));
        try {
            tell.accept(folder.run(cell, search, listener(folder, cell, tell), control)
                .<Heard>map(result -> new Heard.Ended(cell.number(), result))
                .orElseGet(() -> new Heard.Failed(cell.number(), new Problem("another window or process searches this",
                    "wait until it has ended, then go on here", cell.name()))));
        } catch (CancellationException e) {
            tell.accept(new Heard.BrokenOff(cell.number()));
            throw e;
        } catch (SamplerscopeException e) {
            tell.accept(new Heard.Failed(cell.number(), Problem.of(e))); // other methods may still do
        }
    }

    private SearchListener listener(SearchFolder folder, SearchPlan.Cell cell, Consumer<Heard> tell) {
        int number = cell.number();
        return new SearchListener() {
            @Override
            public void evaluated(Evaluation e) {
                tell.accept(new Heard.Evaluated(number, e,
                    e.isFinite() ? Optional.empty() : Optional.of(why(folder.path(), cell, e))));
            }

            @Override
            public void at(String stage, int done, int total) {
                tell.accept(new Heard.Stage(number, stage, done, total));
            }

            @Override
            public void population(List<Evaluation> members) {
                tell.accept(new Heard.Population(number, List.copyOf(members)));
            }
        };
    }

    /// The words of what went wrong, without the numbers that tell one case from the next.
    private String why(Path base, SearchPlan.Cell cell, Evaluation e) {
        if (e.cost() > 0) {
            return "the run left the finite numbers";
        }
        try {
            new SearchProblem(cell.request(), services.resolver(), base).resolve(e.candidate(), 0, 1);
            return "no plan";
        } catch (SamplerscopeException reason) {
            return reason.happened().replaceAll("[0-9]+([.][0-9]+)?(e-?[0-9]+)?", "\u2026");
        }
    }

    /// Interrupts what is under way and waits a moment for it.
    void close() {
        thread.shutdownNow();
        try {
            boolean _ = thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
