package samplerscope.app.search;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import samplerscope.SamplerscopeException;
import samplerscope.app.kit.Courtesy;

/// Does what concerns the files of kept searches, one after the other: a search that is opened has what was pinned just
/// before, and the last of two quick clicks is what stays.
final class FileThread {

    private static final long PATIENCE_SECONDS = 5;

    /// At the end of the program the page may still ask for work; nobody waits for it any more.
    private final ExecutorService thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(), Courtesy.threads("search-files"), new ThreadPoolExecutor.DiscardPolicy());

    void begin(Runnable work) {
        thread.execute(work);
    }

    /// Blocks for a moment.
    ///
    /// @throws SamplerscopeException if the work does
    /// @throws CancellationException when the thread that asks is interrupted
    <T> T ask(Callable<T> work) {
        try {
            return thread.submit(work).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the files are not waited for");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SamplerscopeException known ? known
                : new IllegalStateException("the files cannot be used", e.getCause());
        }
    }

    /// Does what is left to do.
    void close() {
        thread.shutdown();
        try {
            boolean _ = thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
