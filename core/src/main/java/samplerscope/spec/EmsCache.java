package samplerscope.spec;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jetbrains.bio.npy.NpyArray;
import org.jetbrains.bio.npy.NpzFile;
import samplerscope.SamplerscopeException;
import samplerscope.statistics.EmsTable;

/// Measured model statistics in files, so that minutes of work are done once.
///
/// A file is named by the SHA-256 of what its statistics depend on, and says so inside: NumPy's `.npz` with `about`,
/// bytes of a JSON object, and `statistics`, float64 [3, N + 1, D] for `l`, `s` and `b`. A file that is damaged, or
/// that is about something else, is as good as none.
///
/// @param folder  need not exist yet
/// @param shipped folder of what came with the program; read where `folder` has nothing, never written
public record EmsCache(Path folder, Optional<Path> shipped) {

    private static final String ABOUT = "about";
    private static final String STATISTICS = "statistics";
    private static final String CHECKSUM = "sha256";
    private static final int BUFFER = 1 << 16;

    /// With nothing that came with the program.
    public EmsCache(Path folder) {
        this(folder, Optional.empty());
    }

    /// In the program's own cache; and for the bundled networks, beside them.
    ///
    /// @param assets folder of the manifest
    public static EmsCache standard(Path assets) {
        return new EmsCache(UserFolder.CACHE.root().resolve(STATISTICS), Optional.of(assets.resolve(STATISTICS)));
    }

    /// Where statistics are, or would be.
    Path file(Json.Obj about) {
        Path own = folder.resolve(name(about));
        return shipped.map(with -> with.resolve(name(about))).filter(file -> Files.exists(file) && !Files.exists(own))
            .orElse(own);
    }

    private static String name(Json.Obj about) {
        return Fingerprint.ofText(about.compact()) + ".npz";
    }

    /// The table of a file.
    ///
    /// @param about what it must be about
    /// @return empty where there is no file
    /// @throws UnusableCacheException if there is one that cannot be used
    Optional<EmsTable> read(Json.Obj about) {
        Path file = file(about);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var npz = NpzFile.read(file)) {
            byte[] text = npz.get(ABOUT, BUFFER).asByteArray();
            NpyArray statistics = npz.get(STATISTICS, BUFFER);
            return Optional.of(checked(file, about, new String(text, StandardCharsets.UTF_8), statistics));
        } catch (SamplerscopeException e) {
            throw e;
        } catch (Exception e) { // of the library, which is written in a language that declares none
            throw new UnusableCacheException(file, "it is damaged", e);
        }
    }

    private static EmsTable checked(Path file, Json.Obj about, String text, NpyArray statistics) {
        double[] values = statistics.asDoubleArray();
        if (!about.with(CHECKSUM, Fingerprint.of(values)).compact().equals(text)) {
            boolean same = text.startsWith(about.compact().substring(0, about.compact().length() - 1));
            throw new UnusableCacheException(file, same ? "it is damaged" : "it is about something else");
        }
        int[] shape = statistics.getShape();
        if (shape.length != 3 || shape[0] != 3) {
            throw new UnusableCacheException(file, "its shape is " + Arrays.toString(shape));
        }
        var rows = new double[3][shape[1]][];
        for (int i = 0; i < 3 * shape[1]; i++) {
            rows[i / shape[1]][i % shape[1]] = Arrays.copyOfRange(values, i * shape[2], (i + 1) * shape[2]);
        }
        return new EmsTable(number(about, "from"), number(about, "to"), rows[0], rows[1], rows[2]);
    }

    private static double number(Json.Obj about, String name) {
        return about.get(name).filter(Json.Num.class::isInstance).map(n -> ((Json.Num) n).value()).orElseThrow();
    }

    /// Keeps a table, replacing a file that was there.
    ///
    /// @param about with `from` and `to`, the ends of the table
    /// @throws FileAccessException if that fails; nothing is left behind then
    void write(Json.Obj about, EmsTable table) {
        Path file = folder.resolve(name(about));
        double[][][] rows = table.statistics();
        int points = rows[0].length;
        var values = new double[3 * points * table.dimension()];
        for (int i = 0; i < 3 * points; i++) {
            System.arraycopy(rows[i / points][i % points], 0, values, i * table.dimension(), table.dimension());
        }
        try (var pending = PendingFile.beside(file)) {
            try (var npz = NpzFile.write(pending.path(), false)) {
                String text = about.with(CHECKSUM, Fingerprint.of(values)).compact();
                npz.write(ABOUT, text.getBytes(StandardCharsets.UTF_8));
                npz.write(STATISTICS, values, new int[] {3, points, table.dimension()}, ByteOrder.LITTLE_ENDIAN);
            } catch (Exception e) { // the same
                throw e instanceof IOException known ? FileAccessException.writing(file, known)
                    : FileAccessException.writing(file, new IOException(e));
            }
            pending.commit();
        }
    }
}
