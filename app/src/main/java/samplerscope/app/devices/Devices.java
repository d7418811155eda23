package samplerscope.app.devices;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import samplerscope.SamplerscopeException;
import samplerscope.registry.Registry;
import samplerscope.spec.DeviceChoice;
import samplerscope.spec.Engine;
import samplerscope.tensor.BackendProvider;

/// The device that the next run goes to, and, once somebody asks, all there are. Lives on the FX thread and looks in
/// the background.
public final class Devices {

    /// What came of looking for a device: itself, or the standard one and why.
    private record Found(DeviceChoice choice, String remark) {}

    private final Registry<BackendProvider> backends;
    private final ReadOnlyStringWrapper wanted;
    private final ReadOnlyObjectWrapper<Optional<DeviceChoice>> current =
        new ReadOnlyObjectWrapper<>(this, "current", Optional.empty());
    private final ReadOnlyStringWrapper remark = new ReadOnlyStringWrapper(this, "remark", "");
    private final ReadOnlyObjectWrapper<Optional<Listing>> listing =
        new ReadOnlyObjectWrapper<>(this, "listing", Optional.empty());
    private volatile CompletableFuture<Found> next;
    private boolean looking;

    /// @param id of a device as {@link Engine#of} takes it; one that has gone is replaced by the standard one
    public Devices(Registry<BackendProvider> backends, String id) {
        this.backends = backends;
        this.wanted = new ReadOnlyStringWrapper(this, "wanted", id);
        this.next = inBackground(() -> find(id), this::took);
    }

    /// Id of what the user chose last: what is saved, though it may have gone for now.
    public ReadOnlyStringProperty wanted() {
        return wanted.getReadOnlyProperty();
    }

    /// Where the next run goes; empty until that is known.
    public ReadOnlyObjectProperty<Optional<DeviceChoice>> current() {
        return current.getReadOnlyProperty();
    }

    /// Why the next run does not go where the user wanted, in one sentence; empty when it does.
    public ReadOnlyStringProperty remark() {
        return remark.getReadOnlyProperty();
    }

    /// What there is; empty until {@link #look} has found out.
    ReadOnlyObjectProperty<Optional<Listing>> listing() {
        return listing.getReadOnlyProperty();
    }

    /// Where the next run goes; waits until that is known, so not for the FX thread.
    public DeviceChoice choice() {
        return next.join().choice();
    }

    /// Sends the next run to a device; runs that go on keep theirs.
    ///
    /// @param choice one that can be used
    void use(DeviceChoice choice) {
        wanted.set(choice.id());
        next = CompletableFuture.completedFuture(new Found(choice, ""));
        took(next.join());
    }

    /// Finds out what there is, once: within one process the answer never changes.
    void look() {
        if (!looking) {
            looking = true;
            inBackground(() -> Listing.of(backends), found -> listing.set(Optional.of(found)));
        }
    }

    private void took(Found found) {
        if (next.isDone() && next.join() == found) { // nobody chose another one meanwhile
            current.set(Optional.of(found.choice()));
            remark.set(found.remark());
        }
    }

    private Found find(String id) {
        try {
            return new Found(Engine.of(backends, id, 1).choice(), "");
        } catch (SamplerscopeException e) {
            return new Found(Engine.of(backends, Engine.STANDARD_BACKEND, 1).choice(), e.happened());
        }
    }

    private static <T> CompletableFuture<T> inBackground(Supplier<T> work, Consumer<T> then) {
        var result = CompletableFuture.supplyAsync(work,
            task -> Thread.ofPlatform().daemon().name("devices").start(task));
        result.thenAccept(made -> Platform.runLater(() -> then.accept(made)));
        return result;
    }
}
