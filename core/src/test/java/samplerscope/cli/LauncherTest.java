package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher between a checkout and a JDK that are both made up: that "JDK" prints what it is started with.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is bash's; samplerscope.cmd makes no cache")
class LauncherTest {

    private static final List<String> MODULE = List.of("--add-modules", "jdk.incubator.vector");
    private static final Instant BUILT = Instant.now().minusSeconds(100);

    private static final String JAVA = """
        #!/usr/bin/env bash
        case " $* " in
            *' --describe-module '*)
                echo 'exports java.lang'
                echo 'qualified exports jdk.internal.misc to java.desktop jdk.incubator.vector'
                echo 'qualified exports jdk.internal.loader to java.instrument' ;;
            *' -XX:AOTMode=record '*)
                for word in "$@"; do [[ $word != -XX:AOTConfiguration=* ]] || : > "${word#*=}"; done
                cat "$(dirname "$0")/recording"
                printf '%s\\n' "$@" > "$(dirname "$0")/recorded" ;;
            *' -XX:AOTMode=create '*)
                for word in "$@"; do [[ $word != -XX:AOTCache=* ]] || echo cache > "${word#*=}"; done ;;
            *) printf '%s\\n' "$@" ;;
        esac
        """;
    private static final String JIMAGE = """
        #!/usr/bin/env bash
        mkdir -p "$3/jdk.incubator.vector"
        : > "$3/jdk.incubator.vector/module-info.class"
        """;
    private static final String JAR = """
        #!/usr/bin/env bash
        [[ $3 == --file ]] && : > "$4"
        """;

    @TempDir
    private Path folder;
    private Path home;
    private Path tools;

    @BeforeEach
    void makeCheckoutAndJdk() throws IOException {
        home = folder.resolve("a checkout");
        tools = folder.resolve("jdk/bin");
        write(tools.resolveSibling("release"), "JAVA_VERSION=\"25.0.3\"\n");
        script(tools.resolve("java"), JAVA);
        script(tools.resolve("javac"), JAVA);
        script(tools.resolve("jimage"), JIMAGE);
        script(tools.resolve("jar"), JAR);
        write(tools.resolve("recording"), "{\"firstFrameMillis\": 1, \"movingPictureMillis\": 2}\n");
        script(home.resolve("samplerscope"),
            Files.readString(Path.of(System.getProperty("samplerscope.home"), "samplerscope")));
        for (String file : List.of("pom.xml", "core/pom.xml", "app/pom.xml", "core/src/main/Core", "app/src/main/App",
                "core/target/core.jar", "app/target/app.jar", "target/launch/built")) {
            write(home.resolve(file), "");
        }
        write(home.resolve("target/launch/libraries"), home.resolve("core/target/core.jar").toString());
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(BUILT));
            }
        }
    }

    @Test
    void theFirstStartTakesTheVectorApiAsAModule() throws IOException, InterruptedException {
        List<String> options = started("list");
        assertTrue(has(options, MODULE), options.toString());
        assertFalse(options.stream().anyMatch(option -> option.contains("AOTCache") || option.contains("vector-")));
        assertEquals(List.of("samplerscope.cli.Main", "list"), options.subList(options.size() - 2, options.size()));
    }

    @Test
    void aStartWithACacheTakesTheVectorApiAsAJar() throws IOException, InterruptedException {
        train();
        List<String> options = started("list");
        assertFalse(options.contains("jdk.incubator.vector"), options.toString());
        assertTrue(options.contains("-XX:AOTCache=" + only("classes-*.aot")), options.toString());
        assertTrue(options.contains("-Xbootclasspath/a:" + only("vector-*.jar")), options.toString());
        assertTrue(options.contains("-XX:+EnableVectorSupport"), options.toString());
        assertTrue(has(options, List.of("--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED")));
        assertFalse(options.stream().anyMatch(option -> option.contains("jdk.internal.loader")), options.toString());
    }

    /// What that start compiles by the optimising compiler, every later one would compile before its first frame.
    @Test
    void theOptimisingCompilerHasNoPartInTheRecordedStart() throws IOException, InterruptedException {
        train();
        List<String> recorded = Files.readAllLines(tools.resolve("recorded"));
        for (String threshold : List.of("Tier4InvocationThreshold", "Tier4MinInvocationThreshold",
                "Tier4CompileThreshold", "Tier4BackEdgeThreshold")) {
            assertTrue(recorded.stream().anyMatch(o -> o.matches("-XX:" + threshold + "=\\d{7,}")), recorded.toString());
            assertFalse(started("list").stream().anyMatch(o -> o.contains(threshold)), "a command computes at once");
        }
    }

    @Test
    void aCacheOfAnEarlierBuildIsNotUsed() throws IOException, InterruptedException {
        train();
        Files.setLastModifiedTime(home.resolve("core/target/core.jar"), FileTime.from(Instant.now().plusSeconds(9)));
        List<String> options = started("list");
        assertTrue(has(options, MODULE), options.toString());
        assertFalse(options.stream().anyMatch(option -> option.contains("AOTCache")), options.toString());
    }

    @Test
    void aCacheWithoutItsJarIsNotUsed() throws IOException, InterruptedException {
        train();
        Files.delete(only("vector-*.jar"));
        List<String> options = started("list");
        assertTrue(has(options, MODULE), options.toString());
        assertFalse(options.stream().anyMatch(option -> option.contains("AOTCache")), options.toString());
    }

    @Test
    void aRecordedStartInWhichNoPictureMovedMakesNoCache() throws IOException, InterruptedException {
        write(tools.resolve("recording"), "no picture\n");
        started();
        await(() -> Files.exists(tools.resolve("recorded")) && found("*.record").isEmpty());
        assertEquals(List.of(), found("classes-*.aot"));
        assertTrue(has(started("list"), MODULE));
    }

    @Test
    void trainingTakesAwayWhatEarlierBuildsAndOtherJdksLeft() throws IOException, InterruptedException {
        Path launch = home.resolve("target/launch");
        write(launch.resolve("classes-1-2.jsa"), "old");
        write(launch.resolve("vector-1-2.jar"), "old");
        train();
        assertFalse(Files.exists(launch.resolve("classes-1-2.jsa")));
        assertEquals(1, found("vector-*.jar").size());
        assertEquals(List.of(), found("vector-*.classes"));
    }

    private void train() throws IOException, InterruptedException {
        started();
        await(() -> !found("classes-*.aot").isEmpty() && found("*.record").isEmpty());
    }

    private List<String> started(String... words) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        var builder = new ProcessBuilder(Stream.concat(
            Stream.of(home.resolve("samplerscope").toString()), Stream.of(words)).toList())
            .redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeAll(List.of("TORNADOVM_HOME", "SDKMAN_DIR", "SAMPLERSCOPE_JAVA_OPTS"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("SAMPLERSCOPE_JAVA_HOME", tools.getParent().toString());
        Process process = builder.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended && process.exitValue() == 0, Files.readString(output));
        return Files.readAllLines(output);
    }

    private Path only(String glob) throws IOException {
        List<Path> files = found(glob);
        assertEquals(1, files.size(), files.toString());
        return files.getFirst();
    }

    private List<Path> found(String glob) throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(home.resolve("target/launch"), glob)) {
            files.forEach(found::add);
        }
        return found;
    }

    private interface Condition {

        boolean holds() throws IOException;
    }

    /// Training goes on behind the start that began it.
    private static void await(Condition condition) throws IOException, InterruptedException {
        for (int i = 0; i < 600 && !condition.holds(); i++) {
            Thread.sleep(100);
        }
        assertTrue(condition.holds());
    }

    private static boolean has(List<String> options, List<String> pair) {
        return Collections.indexOfSubList(options, pair) >= 0;
    }

    private static void script(Path file, String text) throws IOException {
        write(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
