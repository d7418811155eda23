package samplerscope.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.model.Binding;
import samplerscope.model.Denoiser;
import samplerscope.model.GaussianMixture;
import samplerscope.run.ReferencePath;
import samplerscope.run.Snapshot;
import samplerscope.schedule.VpLinear;
import samplerscope.spec.Json;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// How the error of published programs falls with the number of steps, as they printed it and as we repeat it: those that
/// their authors released, on the continuous variance-preserving schedule.
class ConvergenceTest {

    private static final List<String> PROGRAMS = List.of("dpm-solver", "UniPC", "deis");
    private static final VpLinear VP = new VpLinear(0.1, 20);

    @Test
    void errorsFallAsThoseOfTheProgramsDid() throws URISyntaxException {
        Path file = Path.of(ConvergenceTest.class.getResource("/golden/convergence.json.gz").toURI());
        Problems problems = Problems.of(file.getParent());
        double[] start = problems.init("M1");
        double[] truth = truth(problems.model("M1"), start);
        int rows = 0;
        for (Json json : ((Json.Arr) RecordedFile.read(file).get("cases").orElseThrow()).items()) {
            var row = new Options("row", (Json.Obj) json);
            if (row.text("schedule", "").equals("S6") && PROGRAMS.contains(row.text("peer", ""))) {
                assertFalls(row, problems, start, truth);
                rows++;
            }
        }
        assertTrue(rows >= 40, rows + " rows");
    }

    private static void assertFalls(Options row, Problems problems, double[] start, double[] truth) {
        double[] steps = row.numbers("nfe").orElseThrow();
        double[] errors = row.numbers("rms_error").orElseThrow();
        for (int i = 0; i < steps.length; i++) {
            var run = RecordedRun.of(row.fields().with("id", "convergence").with("nfe", (int) steps[i]));
            var stage = new Stage(problems.model("M1"), Shape.of(start.length / 2, 2), start, new double[0][]);
            double[] end = Peers.of(run.program(), run.sampler()).playable(run, problems).states(stage).getLast();
            // Six digits are printed, against a reference that is good to about 1e-10.
            assertEquals(errors[i], rms(end, truth), 1e-5 * errors[i] + 1e-9,
                run.sampler() + " " + run.options().fields() + " " + run.steps());
        }
    }

    private static double[] truth(GaussianMixture model, double[] start) {
        try (var backend = new Float64Backend(1); Denoiser denoiser = model.denoiser(new Binding(backend))) {
            var levels = List.of(VP.at(1), VP.at(1e-3));
            return ReferencePath.solve(denoiser, backend, VP, Snapshot.of(Shape.of(start.length / 2, 2),
                Arrays.copyOf(start, start.length)), levels, 1e-11).at(levels.getLast()).orElseThrow().toDoubles();
        }
    }

    private static double rms(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum / a.length);
    }
}
