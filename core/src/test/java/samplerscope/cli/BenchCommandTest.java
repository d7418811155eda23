package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.samplerscope;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.cli.TestCommands.Result;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

class BenchCommandTest {

    private static final String[] SMALL = {"bench", "gpu", "--only", "combination-2", "--json", "--backend",
        "cpu-float32"};

    @Test
    void ratesAreBytesAndOperationsOverTime() {
        Json.Obj row = (Json.Obj) rows(samplerscope(with("--no-torch"))).items().getFirst();

        double seconds = number(row, "seconds");
        assertTrue(seconds > 0);
        assertEquals(3 * 4 * 64 * 3 * 64 * 64 / seconds, number(row, "bytesPerSecond"), 1);
        assertEquals(4 * 64 * 3 * 64 * 64 / seconds, number(row, "flopsPerSecond"), 1);
        assertEquals(number(row, "bytesPerSecond") / number(row, "copyBytesPerSecond"), number(row, "shareOfCopy"), 1e-9);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void thePeerStandsBesideIt(@TempDir Path folder) throws Exception {
        Path python = folder.resolve("python");
        Files.writeString(python, """
            #!/bin/sh
            [ "$1" = -c ] && exit 0
            grep -q '"kind": *"combination"' || exit 3
            echo '{"workload": "combination-2", "device": "cpu", "seconds": 0.5, "torch": "9.9"}'
            """);
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));

        Json.Obj row = (Json.Obj) rows(samplerscope(with("--python", python.toString()))).items().get(1);

        assertEquals(Json.text("torch 9.9, cpu").value(), ((Json.Text) row.get("where").orElseThrow()).value());
        assertEquals(0.5, number(row, "seconds"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPeerThatFailsIsSaid(@TempDir Path folder) throws Exception {
        Path python = folder.resolve("python");
        Files.writeString(python, "#!/bin/sh\n[ \"$1\" = -c ] && exit 0\nexit 7\n");
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));

        Result result = samplerscope(with("--python", python.toString()));

        assertTrue(result.code() != ExitCode.DONE);
        assertTrue(result.err().contains("code 7") && result.err().contains("--no-torch"), result.err());
    }

    @Test
    void aPythonWithoutTorchIsLeftOut() {
        Result result = samplerscope(with("--python", "/nowhere/python"));

        assertEquals(1, rows(result).items().size());
        assertTrue(result.err().contains("no Python with torch"), result.err());
    }

    /// The catalog of the tests has a device that fails when it is opened.
    @Test
    void aDeviceThatFailsStandsBesideTheOthers() {
        var rows = rows(samplerscope("bench", "gpu", "--only", "combination-2", "--json", "--no-torch")).items();

        assertEquals(2, rows.size());
        assertTrue(((Json.Text) ((Json.Obj) rows.get(1)).get("failure").orElseThrow()).value().contains("bus"));
    }

    @Test
    void anUnknownWorkloadNamesThoseThereAre() {
        Result result = samplerscope("bench", "gpu", "--only", "nothing");

        assertEquals(ExitCode.BAD_INPUT, result.code());
        assertTrue(result.err().contains("ideal-denoiser"), result.err());
    }

    private static Object[] with(String... more) {
        var all = new Object[SMALL.length + more.length];
        System.arraycopy(SMALL, 0, all, 0, SMALL.length);
        System.arraycopy(more, 0, all, SMALL.length, more.length);
        return all;
    }

    private static Json.Arr rows(Result result) {
        return (Json.Arr) JsonReader.read(result.out(), "output");
    }

    private static double number(Json.Obj row, String name) {
        return ((Json.Num) row.get(name).orElseThrow()).value();
    }
}
