package samplerscope.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import samplerscope.spec.Program;
import samplerscope.tensor.simd.CpuBackends;

/// Where numbers were measured: without it they mean nothing.
final class Machine {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Machine() {}

    /// Facts by name, in the order in which they are read.
    ///
    /// @param threads host threads of the measurement
    static Map<String, String> facts(int threads) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("program", Program.NAME + " " + Program.VERSION);
        facts.put("processor", processor());
        facts.put("device", CpuBackends.all().getFirst().devices().getFirst().name());
        facts.put("threads", Integer.toString(threads));
        facts.put("system", "%s %s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version"),
            System.getProperty("os.arch")));
        facts.put("java", "%s, %s".formatted(System.getProperty("java.vm.name"), Runtime.version()));
        facts.put("heap", "%.1f GiB".formatted(Runtime.getRuntime().maxMemory() / (double) (1 << 30)));
        facts.put("load", load());
        return facts;
    }

    /// Where Linux says it.
    private static String processor() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown");
        } catch (IOException _) {
            return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "unknown");
        }
    }

    /// What else ran when the measurement began.
    private static String load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? "unknown" : Unit.format("%.2f", load);
    }
}
