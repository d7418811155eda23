package samplerscope.app.diagnostics;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.stage.Screen;

/// The state of the window in words and numbers, for the page and for a report of a fault.
///
/// @param sections in the order of the page
/// @param blocks   of the FX thread
public record DiagnosticsReport(List<Section> sections, Blocks blocks) {

    private static final double MIB = 1 << 20;
    /// Lines of a stack that say where somebody was.
    private static final int STACK_LINES = 60;

    /// Facts of one kind.
    public record Section(String title, List<Fact> facts) {
        public Section {
            facts = List.copyOf(facts);
        }
    }

    public record Fact(String label, String value) {}

    public DiagnosticsReport {
        sections = List.copyOf(sections);
    }

    /// @param runs facts about runs and caches, from whoever knows them
    static DiagnosticsReport of(Diagnostics diagnostics, List<Fact> runs) {
        Blocks blocks = diagnostics.blocks();
        return new DiagnosticsReport(List.of(new Section("Frames", frames(diagnostics.frames())),
            new Section("Blocks of the FX thread", blocks(blocks)), new Section("Memory and threads", memory()),
            new Section("Runs and caches", runs), new Section("Environment", environment())), blocks);
    }

    private static List<Fact> frames(FrameTimes frames) {
        return List.of(new Fact("Frames a second", number("%.1f", frames.perSecond())),
            new Fact("Median", number("%.1f ms", frames.quantile(0.5))),
            new Fact("95 % under", number("%.1f ms", frames.quantile(0.95))),
            new Fact("Longest", number("%.1f ms", frames.quantile(1))));
    }

    private static List<Fact> blocks(Blocks blocks) {
        return List.of(new Fact("Questions asked", number("%,d", blocks.total())),
            new Fact("99 % answered in", number("%.0f ms", blocks.quantileMillis(0.99))),
            new Fact("Over %.0f ms".formatted(Blocks.LIMIT_MILLIS), number("%,d", blocks.overLimit())),
            new Fact("Longest", words(blocks.worst())),
            new Fact("Longest by itself", words(blocks.worstOwn())));
    }

    /// A block in one line.
    public static String words(Block block) {
        if (block == Block.NONE) {
            return "none yet";
        }
        return String.format(Locale.ROOT, "%.1f ms at %tT: computing %.1f, waiting for a core %.1f, collecting garbage %d",
            block.millis(), block.when(), block.cpuNanos() * 1e-6, block.queuedNanos() * 1e-6, block.gcMillis());
    }

    private static List<Fact> memory() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        var threads = ManagementFactory.getThreadMXBean();
        var collectors = ManagementFactory.getGarbageCollectorMXBeans();
        return List.of(
            new Fact("Heap", number("%.0f MiB used, %.0f taken, %.0f at most", heap.getUsed() / MIB,
                heap.getCommitted() / MIB, heap.getMax() / MIB)),
            new Fact("Garbage", number("%d collections, %.1f s in all", collectors.stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount).sum(), collectors.stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime).sum() * 1e-3)),
            new Fact("Threads", "%d, at most %d so far".formatted(threads.getThreadCount(), threads.getPeakThreadCount())),
            new Fact("By name", threadNames()));
    }

    /// `background 2, painter 3, solving 2`: numbers behind names left out.
    private static String threadNames() {
        var beans = ManagementFactory.getThreadMXBean(); // without stacks, for which all threads would be stopped
        return Stream.of(beans.getThreadInfo(beans.getAllThreadIds())).filter(Objects::nonNull).collect(Collectors.groupingBy(
            t -> t.getThreadName().replaceAll("[-_ #]*\\d[-\\d]*$", ""), TreeMap::new, Collectors.counting()))
            .entrySet().stream().map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + " \u00d7 " + e.getValue())
            .collect(Collectors.joining(", "));
    }

    private static List<Fact> environment() {
        Screen screen = Screen.getPrimary();
        return List.of(
            new Fact("Java", "%s, %s".formatted(System.getProperty("java.vm.version"), System.getProperty("java.vm.name"))),
            new Fact("JavaFX", System.getProperty("javafx.runtime.version", "unknown")),
            new Fact("System", "%s %s, %s".formatted(System.getProperty("os.name"), System.getProperty("os.version"),
                System.getProperty("os.arch"))),
            new Fact("Cores", String.valueOf(Runtime.getRuntime().availableProcessors())),
            new Fact("Screen", number("%.0f \u00d7 %.0f at scale %.2f", screen.getBounds().getWidth(),
                screen.getBounds().getHeight(), screen.getOutputScaleX())),
            new Fact("Uptime", number("%.0f s", ManagementFactory.getRuntimeMXBean().getUptime() * 1e-3)));
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values).replace("NaN", "\u2013");
    }

    /// All of it, with the stacks of the longest blocks.
    public String text() {
        var lines = new ArrayList<String>();
        for (Section section : sections) {
            lines.add(section.title());
            section.facts().forEach(f -> lines.add("  %-18s %s".formatted(f.label(), f.value())));
            lines.add("");
        }
        lines.add("Answers of the FX thread");
        long[] counts = blocks.counts();
        for (int i = 0; i < counts.length; i++) {
            lines.add(String.format(Locale.ROOT, "  %-18s %,d", Blocks.words(i), counts[i]));
        }
        blocks.longest().forEach(block -> {
            lines.add("");
            lines.add(words(block));
            lines.add(stack(block));
        });
        return String.join("\n", lines) + "\n";
    }

    /// Where the thread was in a block.
    public static String stack(Block block) {
        return block.stack().isEmpty() ? "  it answered before anybody looked"
            : block.stack().stream().limit(STACK_LINES).map(e -> "  at " + e).collect(Collectors.joining("\n"));
    }
}
