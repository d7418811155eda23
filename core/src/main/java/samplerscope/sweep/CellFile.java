package samplerscope.sweep;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jetbrains.bio.npy.NpyArray;
import org.jetbrains.bio.npy.NpzEntry;
import org.jetbrains.bio.npy.NpzFile;
import samplerscope.metric.PathError;
import samplerscope.run.Outcome;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.Catalog;
import samplerscope.spec.Fields;
import samplerscope.spec.FileAccessException;
import samplerscope.spec.Fingerprint;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.spec.PendingFile;
import samplerscope.spec.Resolved;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunFileReader;
import samplerscope.spec.RunFileWriter;
import samplerscope.store.Curve;
import samplerscope.store.Executed;
import samplerscope.tensor.Shape;

/// A finished cell in one file of NumPy's `.npz`, there as a whole or not at all: `about`, bytes of a JSON object with the
/// key, and `run`, those of the run file; `samples`, in the precision of the run, shape [B, ...]; and `errors`, float64
/// [B'], the final error of each sample that was measured, which a stochastic run does not have.
final class CellFile {

    private static final String ABOUT = "about";
    private static final String RUN = "run";
    private static final String SAMPLES = "samples";
    private static final String ERRORS = "errors";
    private static final String ERROR_STEP = "errorStep";
    private static final int BUFFER = 1 << 16;

    private CellFile() {}

    /// @param run completed
    /// @throws FileAccessException if it cannot be written; nothing is left behind then
    static void write(Path file, CellKey key, Executed run) {
        Optional<Curve.Point> last = lastMeasured(run.curve());
        int errorStep = last.map(Curve.Point::step).orElse(-1);
        Optional<double[]> errors = last.flatMap(Curve.Point::error).map(PathError::perSample);
        String kept = RunFileWriter.text(run.file());
        try (var pending = PendingFile.beside(file)) {
            try (var npz = NpzFile.write(pending.path(), false)) {
                npz.write(ABOUT, bytes(about(key, errorStep, kept, errors).compact()));
                npz.write(RUN, bytes(kept));
                write(npz, run.end());
                errors.ifPresent(e -> npz.write(ERRORS, e, new int[] {e.length}, ByteOrder.LITTLE_ENDIAN));
            } catch (Exception e) { // of the library, which is written in a language that declares none
                throw FileAccessException.writing(file, e instanceof IOException known ? known : new IOException(e));
            }
            pending.commit();
        }
    }

    /// With a checksum over all but the samples, whose own is in the run file; the library checks none.
    private static Json.Obj about(CellKey key, int errorStep, String run, Optional<double[]> errors) {
        String ofErrors = errors.map(e -> Fingerprint.of(Snapshot.of(new Shape(e.length, List.of()), e)).sha256()).orElse("");
        return Json.object().with("kind", "sweep-cell").with("version", 1).with("key", key.about())
            .with(ERROR_STEP, errorStep)
            .with("sha256", Fingerprint.ofText(String.join("\n", key.about(), ofErrors, Integer.toString(errorStep), run)));
    }

    private static Optional<Curve.Point> lastMeasured(Curve curve) {
        return curve.points().reversed().stream().filter(p -> p.error().isPresent()).findFirst();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(NpzFile.Writer npz, Snapshot end) {
        int[] shape = IntStream.concat(IntStream.of(end.samples()),
            end.shape().sample().stream().mapToInt(Integer::intValue)).toArray();
        switch (end.precision()) {
            case FLOAT64 -> npz.write(SAMPLES, end.toDoubles(), shape, ByteOrder.LITTLE_ENDIAN);
            case FLOAT32 -> {
                var numbers = new float[end.shape().size()];
                end.copyTo(0, numbers);
                npz.write(SAMPLES, numbers, shape, ByteOrder.LITTLE_ENDIAN);
            }
        }
    }

    /// A file that is damaged, or about something else, is as good as none.
    ///
    /// @param run what the key was made of
    static Optional<Executed> read(Path file, CellKey key, Resolved run, Catalog catalog) {
        try (var npz = NpzFile.read(file)) {
            String about = text(npz, ABOUT);
            String kept = text(npz, RUN);
            Optional<double[]> errors = npz.introspect().stream().map(NpzEntry::getName).anyMatch(ERRORS::equals)
                ? Optional.of(npz.get(ERRORS, BUFFER).asDoubleArray()) : Optional.empty();
            int errorStep = (int) Fields.of("", JsonReader.read(about, ABOUT)).needWhole(ERROR_STEP, -1, Integer.MAX_VALUE);
            RunFile ran = new RunFileReader(catalog).read(kept, RUN);
            Snapshot end = samples(npz.get(SAMPLES, BUFFER), run);
            boolean whole = about.equals(about(key, errorStep, kept, errors).compact())
                && Fingerprint.of(end).sha256().equals(ran.end().sha256());
            return whole ? Optional.of(executed(ran, run, end, points(ran, run, errorStep, errors))) : Optional.empty();
        } catch (Exception e) { // of the library as well
            System.getLogger(CellFile.class.getName()).log(System.Logger.Level.DEBUG, "no cell in " + file, e);
            return Optional.empty();
        }
    }

    private static Executed executed(RunFile ran, Resolved run, Snapshot end, List<Curve.Point> points) {
        return new Executed(run, ran.with(run.spec(), ran.modelFiles()), new Curve(points), end,
            new Outcome.Completed(points.size()));
    }

    private static String text(NpzFile.Reader npz, String name) {
        return new String(npz.get(name, BUFFER).asByteArray(), StandardCharsets.UTF_8);
    }

    private static Snapshot samples(NpyArray array, Resolved run) {
        List<Integer> sizes = Arrays.stream(array.getShape()).boxed().toList();
        var shape = new Shape(sizes.getFirst(), sizes.subList(1, sizes.size()));
        if (!shape.sample().equals(run.model().card().sampleShape())) {
            throw new IllegalArgumentException("samples of shape " + shape);
        }
        return array.getData() instanceof float[] singles ? Snapshot.of(shape, singles)
            : Snapshot.of(shape, array.asDoubleArray());
    }

    private static List<Curve.Point> points(RunFile kept, Resolved run, int errorStep, Optional<double[]> errors) {
        var points = new ArrayList<Curve.Point>();
        for (RunFile.StepFacts step : kept.steps()) {
            NoiseLevel at = run.plan().steps().get(step.step()).to();
            points.add(new Curve.Point(step.step(), step.nfe(), step.seconds(), at,
                errors.filter(_ -> step.step() == errorStep).map(e -> PathError.of(e, at, step.nfe())), Optional.empty()));
        }
        return points;
    }
}
