package samplerscope.app.kit;

/// A view that listens to models which outlive it.
public interface Disposable {

    /// Stops listening; called once, on the FX thread, when the view has left the window for good.
    void dispose();
}
