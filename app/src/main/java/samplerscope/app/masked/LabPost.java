package samplerscope.app.masked;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import samplerscope.app.masked.LabWork.Heard;

/// Takes news from the thread of the work to the FX thread, many at a time.
final class LabPost {

    /// The work is over.
    static final Heard END = new Heard.Ended();

    /// Hears the news on the FX thread.
    interface Reader {
        void hear(int round, List<Heard> news);
    }

    private final Reader reader;
    private List<Heard> waiting = new ArrayList<>();
    private int round;

    LabPost(Reader reader) {
        this.reader = reader;
    }

    /// News of an older round are dropped.
    synchronized void send(int of, Heard heard) {
        if (of < round) {
            return;
        }
        if (of > round) {
            round = of;
            waiting = new ArrayList<>();
        }
        waiting.add(heard);
        if (waiting.size() == 1) {
            Platform.runLater(this::deliver);
        }
    }

    private void deliver() {
        List<Heard> news;
        int of;
        synchronized (this) {
            news = waiting;
            of = round;
            waiting = new ArrayList<>();
        }
        if (!news.isEmpty()) {
            reader.hear(of, news);
        }
    }
}
