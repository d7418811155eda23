package samplerscope.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The program in a process of its own, without a display, whose settings and history go to a folder of the test.
///
/// @param ended  whether it did so by itself
/// @param exit   its exit code
/// @param output what it printed
record OwnProcess(boolean ended, int exit, String output) {

    private static final long PATIENCE_SECONDS = 90;

    /// Runs it to its end.
    ///
    /// @param home   where it finds its assets
    /// @param main   starts the program
    static OwnProcess of(Path folder, Path home, Class<?> main) throws IOException, InterruptedException {
        Path printed = folder.resolve("output");
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Dglass.platform=Headless",
            "-Dprism.order=sw", "-Djava.awt.headless=true", "-Duser.home=" + folder, "-Dsamplerscope.home=" + home,
            "-cp", System.getProperty("java.class.path"), main.getName())
            .redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().put("XDG_CONFIG_HOME", folder.toString());
        builder.environment().put("APPDATA", folder.toString());
        builder.environment().put("SAMPLERSCOPE_DATA", folder.toString());
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        int exit = process.destroyForcibly().waitFor();
        return new OwnProcess(ended, exit, Files.readString(printed));
    }
}
