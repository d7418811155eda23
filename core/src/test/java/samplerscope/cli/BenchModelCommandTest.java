package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.samplerscope;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import samplerscope.bench.ModelHealth;
import samplerscope.cli.TestCommands.Result;
import samplerscope.registry.Settings;
import samplerscope.run.Progress;
import samplerscope.schedule.VpLinear;
import samplerscope.spec.Engine;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

class BenchModelCommandTest {

    @Test
    void everyBatchIsTimedWithEveryNumberOfThreads() {
        Json.Obj health = json(samplerscope("bench", "model", "two-modes", "--batch", "1,3", "--threads", "1,2",
            "--json"));

        List<Json> speeds = items(health, "speeds");
        assertEquals(List.of("1x1", "1x3", "2x1", "2x3"), speeds.stream().map(s -> "%.0fx%.0f".formatted(
            number(s, "threads"), number(s, "batch"))).toList());
        for (Json speed : speeds) {
            assertTrue(number(speed, "seconds") > 0);
            assertEquals(number(speed, "batch"), number(speed, "samplesPerSecond") * number(speed, "seconds"), 1e-9);
        }
    }

    @Test
    void levelsGoFromNoiseToData() {
        List<Json> levels = items(json(samplerscope("bench", "model", "two-modes", "--batch", "1", "--threads", "1",
            "--json")), "levels");

        double[] lambdas = levels.stream().mapToDouble(l -> number(l, "lambda")).toArray();
        for (int i = 1; i < lambdas.length; i++) {
            assertTrue(lambdas[i] > lambdas[i - 1]);
        }
        assertTrue(lambdas[0] < -4 && lambdas[lambdas.length - 1] > 3);
    }

    /// It is finite at the noisy end only.
    @Test
    void aModelWithoutFiniteAnswersIsNotTimed() {
        Result result = samplerscope("bench", "model", "explosive", "--json");

        assertTrue(result.code() != ExitCode.DONE);
        assertTrue(items(json(result), "speeds").isEmpty());
        List<Boolean> finite = items(json(result), "levels").stream()
            .map(l -> ((Json.Obj) l).get("finite").orElseThrow())
            .map(f -> ((Json.Flag) f).value()).toList();
        assertTrue(finite.getFirst());
        assertTrue(!finite.getLast());
    }

    @Test
    void wrongNumbersAreSaid() {
        Result result = samplerscope("bench", "model", "two-modes", "--batch", "0");

        assertEquals(ExitCode.BAD_INPUT, result.code());
        assertTrue(result.err().contains("--batch has 0"), result.err());
    }

    @Test
    void anInterruptEndsIt() {
        var family = TestCommands.CATALOG.models().get("two-modes");
        var model = family.open().open(Settings.of("model", family.parameters(),
            Map.of()), Path.of(""));
        var engine = Engine.of(TestCommands.CATALOG.backends(), Engine.STANDARD_BACKEND, 1);
        Progress interrupts = (stage, _, _) -> {
            if (stage.equals("time")) {
                Thread.currentThread().interrupt();
            }
        };
        try {
            assertThrows(CancellationException.class, () -> ModelHealth.check(model, new VpLinear(0.1, 20),
                List.of(engine), List.of(1), interrupts));
        } finally {
            Thread.interrupted();
        }
    }

    private static Json.Obj json(Result result) {
        return (Json.Obj) JsonReader.read(result.out(), "output");
    }

    private static List<Json> items(Json.Obj object, String name) {
        return ((Json.Arr) object.get(name).orElseThrow()).items();
    }

    private static double number(Json object, String name) {
        return ((Json.Num) ((Json.Obj) object).get(name).orElseThrow()).value();
    }
}
