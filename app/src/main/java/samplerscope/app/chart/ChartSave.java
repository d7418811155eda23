package samplerscope.app.chart;

import javafx.event.Event;
import javafx.event.EventTarget;
import javafx.event.EventType;

/// A chart asks whoever holds files to save it. Bubbles up from the chart, so that charts need not know of files.
public final class ChartSave extends Event {

    public static final EventType<ChartSave> SAVE = new EventType<>(Event.ANY, "CHART_SAVE");

    private static final long serialVersionUID = 1;

    private final transient ChartPicture picture;
    private final String name;

    ChartSave(EventTarget target, ChartPicture picture, String name) {
        super(target, target, SAVE);
        this.picture = picture;
        this.name = name;
    }

    /// What is shown, with its numbers.
    public ChartPicture picture() {
        return picture;
    }

    /// What the chart shows, in a few words.
    public String name() {
        return name;
    }
}
