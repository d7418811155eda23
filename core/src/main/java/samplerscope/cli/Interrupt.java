package samplerscope.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Turns Ctrl-C and a polite kill into an interrupt of the working thread, which then saves what it has; the second
/// one ends the process at once.
///
/// Not a shutdown hook: hooks run side by side, and ONNX Runtime's own would free the network under the run. The signal
/// classes are reached by reflection, since naming them is a compiler warning that cannot be switched off; where they
/// are missing, Ctrl-C ends the process as usual.
final class Interrupt {

    private Interrupt() {}

    static void aimAt(Thread worker) {
        var again = new AtomicBoolean();
        Runnable stop = () -> {
            if (again.getAndSet(true)) {
                Runtime.getRuntime().halt(ExitCode.CANCELLED);
            }
            worker.interrupt();
        };
        List.of("INT", "TERM").forEach(name -> handle(name, stop));
    }

    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler call = (_, _, _) -> {
                action.run();
                return null;
            };
            var proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call);
            signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            System.getLogger(Interrupt.class.getName()).log(System.Logger.Level.DEBUG, "no signals here", e);
        }
    }
}
