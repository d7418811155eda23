package samplerscope.app.kit;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.util.concurrent.ThreadFactory;

/// Threads that give way to the window, so that it stays smooth when there are more of them than cores.
///
/// On Linux a JVM ignores priorities, so the thread asks the system itself: it becomes nicer, and every thread that it
/// starts later is as nice. Other systems take the priority of Java.
///
/// Source: Linux, setpriority(2), "C library/kernel differences": the nice value is that of a thread, not of a process.
public final class Courtesy {

    /// For work that somebody waits for: less than half the share of a core that the window gets when both want it.
    private static final int NICE = 4;
    private static final int PRIO_PROCESS = 0;
    private static final int THIS_THREAD = 0;
    private static final boolean LINUX = System.getProperty("os.name", "").startsWith("Linux");

    private static final System.Logger LOG = System.getLogger(Courtesy.class.getName());

    private Courtesy() {}

    /// Daemon threads of this kind.
    public static ThreadFactory threads(String name) {
        ThreadFactory factory = Thread.ofPlatform().daemon().name(name + "-", 0).priority(Thread.NORM_PRIORITY - 2).factory();
        return work -> factory.newThread(() -> {
            giveWay();
            work.run();
        });
    }

    /// Makes the thread that asks one of this kind; where the system refuses, it stays as it was.
    public static void giveWay() {
        if (LINUX) {
            try {
                int answer = setPriority(PRIO_PROCESS, THIS_THREAD, NICE);
                LOG.log(System.Logger.Level.TRACE, "setpriority answers {0}", answer);
            } catch (Throwable e) { // what a method handle declares
                LOG.log(System.Logger.Level.DEBUG, "threads stay as they are", e);
            }
        }
    }

    @SuppressWarnings("restricted") // a function of the C library with plain numbers
    private static int setPriority(int which, int who, int nice) throws Throwable {
        var linker = Linker.nativeLinker();
        return (int) linker.downcallHandle(linker.defaultLookup().findOrThrow("setpriority"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT)).invokeExact(which, who, nice);
    }
}
