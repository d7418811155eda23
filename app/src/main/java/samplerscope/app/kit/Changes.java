package samplerscope.app.kit;

import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;

/// Listening to several values at once.
///
/// With change listeners, not invalidation listeners: those fall silent until somebody reads the value.
public final class Changes {

    private Changes() {}

    /// Does something whenever one of the values has changed, until unsubscribed.
    public static Subscription of(Runnable then, ObservableValue<?>... values) {
        return Stream.of(values).map(value -> value.subscribe((_, _) -> then.run()))
            .reduce(Subscription.EMPTY, Subscription::and);
    }
}
