package samplerscope.export;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Pixels as the compressed rows of a PNG.
///
/// Each row takes the filter (none, left or above) whose result is smallest in sum: the heuristic that the standard
/// recommends. Source: PNG Specification, third edition, W3C 2025, Sec. 9 and 12.7.
final class PngRows {

    private static final int NONE = 0;
    private static final int LEFT = 1;
    private static final int ABOVE = 2;

    private PngRows() {}

    /// @param transparent four bytes per pixel rather than three
    static byte[] compressed(BufferedImage image, boolean transparent) {
        int size = transparent ? 4 : 3;
        int width = image.getWidth();
        var argb = new int[width];
        byte[] above = new byte[width * size];
        byte[] row = new byte[width * size];
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        var bytes = new ByteArrayOutputStream(width * image.getHeight());
        try (var out = new DeflaterOutputStream(bytes, deflater, 1 << 13)) {
            for (int y = 0; y < image.getHeight(); y++) {
                image.getRGB(0, y, width, 1, argb, 0, width);
                unpack(argb, row, size);
                write(out, row, above, size);
                byte[] spare = above;
                above = row;
                row = spare;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static void unpack(int[] argb, byte[] row, int size) {
        for (int x = 0; x < argb.length; x++) {
            int at = x * size;
            row[at] = (byte) (argb[x] >> 16);
            row[at + 1] = (byte) (argb[x] >> 8);
            row[at + 2] = (byte) argb[x];
            if (size == 4) {
                row[at + 3] = (byte) (argb[x] >>> 24);
            }
        }
    }

    private static void write(DeflaterOutputStream out, byte[] row, byte[] above, int size) throws IOException {
        int best = NONE;
        long smallest = Long.MAX_VALUE;
        for (int filter = NONE; filter <= ABOVE; filter++) {
            long sum = 0;
            for (int i = 0; i < row.length; i++) {
                sum += StrictMath.abs(filtered(filter, row, above, size, i));
            }
            if (sum < smallest) {
                best = filter;
                smallest = sum;
            }
        }
        var line = new byte[row.length + 1];
        line[0] = (byte) best;
        for (int i = 0; i < row.length; i++) {
            line[i + 1] = filtered(best, row, above, size, i);
        }
        out.write(line);
    }

    private static byte filtered(int filter, byte[] row, byte[] above, int size, int i) {
        return switch (filter) {
            case LEFT -> (byte) (row[i] - (i < size ? 0 : row[i - size]));
            case ABOVE -> (byte) (row[i] - above[i]);
            default -> row[i];
        };
    }
}
