package samplerscope.spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Op;
import samplerscope.solver.Plan;
import samplerscope.tensor.Precision;

/// SHA-256 of states, plans and files, as lower-case hexadecimal digits.
public final class Fingerprint {

    /// Numbers of a state that are kept readable.
    private static final int HEAD = 16;
    private static final int CHUNK = 1 << 13;

    private Fingerprint() {}

    /// Of the numbers in their own precision, little endian, row-major.
    public static RunFile.StateFacts of(Snapshot state) {
        MessageDigest digest = sha256();
        int size = state.shape().size();
        int width = state.precision() == Precision.FLOAT64 ? Double.BYTES : Float.BYTES;
        var buffer = ByteBuffer.allocate(CHUNK * width).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < size; from += CHUNK) {
            buffer.clear();
            for (int i = from; i < StrictMath.min(size, from + CHUNK); i++) {
                switch (state.precision()) {
                    case FLOAT64 -> buffer.putDouble(state.at(i));
                    case FLOAT32 -> buffer.putFloat((float) state.at(i));
                }
            }
            digest.update(buffer.flip());
        }
        var head = new ArrayList<Double>();
        for (int i = 0; i < StrictMath.min(size, HEAD); i++) {
            head.add(state.at(i));
        }
        return new RunFile.StateFacts(hex(digest), head);
    }

    /// Of canvases of tokens, in their order: 4 bytes a position, little endian, the mask as -1.
    public static String ofCanvases(List<int[]> canvases) {
        MessageDigest digest = sha256();
        for (int[] canvas : canvases) {
            var bytes = ByteBuffer.allocate(canvas.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asIntBuffer().put(canvas);
            digest.update(bytes);
        }
        return hex(digest);
    }

    /// Of the canonical text of a plan: every level and every coefficient, full precision, in order.
    public static String of(Plan plan) {
        var text = new StringBuilder();
        for (var step : plan.steps()) {
            text.append("step ").append(level(step.from())).append(" to ").append(level(step.to())).append('\n');
            step.ops().forEach(op -> text.append(line(op)).append('\n'));
        }
        return ofText(text.toString());
    }

    /// Of a text in UTF-8.
    public static String ofText(String text) {
        return of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Of what is left in a buffer.
    static String of(ByteBuffer bytes) {
        MessageDigest digest = sha256();
        digest.update(bytes);
        return hex(digest);
    }

    /// Of numbers in float64, little endian.
    static String of(double[] values) {
        var bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return of(bytes);
    }

    private static String line(Op op) {
        return switch (op) {
            case Op.Evaluate(var into, var x, NoiseLevel at, var as) ->
                "evaluate %s %s %s %s".formatted(into, as, x, level(at));
            case Op.Combine(var into, var terms) -> {
                var line = new StringBuilder("combine " + into);
                terms.forEach(t -> line.append(' ').append(t.weight()).append(' ').append(t.slot()));
                yield line.toString();
            }
            case Op.Draw(var into, int draw) -> "draw %s %d".formatted(into, draw);
            case Op.Clamp(var into, var x, var threshold) -> "clamp %s %s %s".formatted(into, x, threshold);
            case Op.Remember(var x, var output, NoiseLevel at, var as) ->
                "remember %s %s %s %s".formatted(output, as, x, level(at));
        };
    }

    private static String level(NoiseLevel level) {
        return "%s,%s,%s".formatted(level.time(), level.alpha(), level.sigma());
    }

    /// Of a file's bytes.
    ///
    /// @throws FileAccessException if it cannot be read
    public static String of(Path file) {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            var chunk = new byte[1 << 16];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
            }
        } catch (IOException e) {
            throw FileAccessException.reading(file, e);
        }
        return hex(digest);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
