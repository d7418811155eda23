package samplerscope.export;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import samplerscope.spec.FileAccessException;
import samplerscope.spec.PendingFile;

/// Animated PNG: 24-bit colour or 24 bits and transparency, no palette, every frame whole.
///
/// Source: PNG Specification, third edition, W3C 2025, Sec. 4.9 and 11.3.2.
public final class Apng implements FrameSink {

    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    /// The chunk acTL follows the signature and IHDR.
    private static final int CONTROL_AT = 8 + 25;

    private final Path target;
    private final PendingFile pending;
    private final RandomAccessFile out;
    private final int loops;
    private int width;
    private int height;
    private boolean transparent;
    private int frames;
    /// Shared by fcTL and fdAT.
    private int sequence;

    private Apng(Path target, PendingFile pending, RandomAccessFile out, int loops) {
        this.target = target;
        this.pending = pending;
        this.out = out;
        this.loops = loops;
    }

    /// @param loops how often it plays; 0 is for ever
    /// @throws FileAccessException if the file cannot be written
    public static Apng open(Path file, int loops) {
        PendingFile pending = PendingFile.beside(file);
        try {
            return new Apng(file, pending, new RandomAccessFile(pending.path().toFile(), "rw"), loops);
        } catch (IOException e) {
            pending.close();
            throw FileAccessException.writing(file, e);
        }
    }

    /// Writes frames that are at hand; {@link #open} is for those that are not.
    ///
    /// @param delayMillis of every frame
    /// @param loops       how often it plays; 0 is for ever
    public static void write(Path file, List<BufferedImage> frames, int delayMillis, int loops) {
        try (Apng animation = open(file, loops)) {
            frames.forEach(frame -> animation.add(frame, delayMillis));
            animation.finish(Optional.empty());
        }
    }

    @Override
    public void add(BufferedImage frame, int millis) {
        try {
            if (frames == 0) {
                begin(frame);
            } else if (frame.getWidth() != width || frame.getHeight() != height) {
                throw new PictureException("frame %d is %d x %d, the first is %d x %d".formatted(frames,
                    frame.getWidth(), frame.getHeight(), width, height), "keep one size in an animation");
            }
            chunk("fcTL", ByteBuffer.allocate(26).putInt(sequence++).putInt(width).putInt(height).putInt(0).putInt(0)
                .putShort((short) StrictMath.min(millis, Short.MAX_VALUE)).putShort((short) 1000)
                .put((byte) 0).put((byte) 0));
            byte[] data = PngRows.compressed(frame, transparent);
            if (frames == 0) {
                chunk("IDAT", ByteBuffer.wrap(data).position(data.length));
            } else {
                chunk("fdAT", ByteBuffer.allocate(data.length + 4).putInt(sequence++).put(data));
            }
            frames++;
        } catch (IOException e) {
            throw FileAccessException.writing(target, e);
        }
    }

    private void begin(BufferedImage first) throws IOException {
        width = first.getWidth();
        height = first.getHeight();
        transparent = first.getColorModel().hasAlpha();
        out.writeLong(SIGNATURE);
        byte colour = (byte) (transparent ? 6 : 2);
        chunk("IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put(colour)
            .put((byte) 0).put((byte) 0).put((byte) 0));
        chunk("acTL", animationControl());
    }

    private ByteBuffer animationControl() {
        return ByteBuffer.allocate(8).putInt(frames).putInt(loops);
    }

    private static ByteBuffer text(String text) {
        byte[] keyword = Embedded.KEYWORD.getBytes(StandardCharsets.ISO_8859_1);
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        // After the keyword: its end, not compressed, method 0, no language, no translated keyword.
        return ByteBuffer.allocate(keyword.length + 5 + content.length).put(keyword).put(new byte[5]).put(content);
    }

    /// @param runFile text to carry; read back with {@link PngFile#runFile}
    @Override
    public void finish(Optional<String> runFile) {
        if (frames == 0) {
            throw new PictureException("the animation has no frames", "add at least one");
        }
        try {
            if (runFile.isPresent()) {
                chunk("iTXt", text(runFile.get()));
            }
            chunk("IEND", ByteBuffer.allocate(0));
            // Only now is the number of frames known.
            out.seek(CONTROL_AT);
            chunk("acTL", animationControl());
            out.close();
        } catch (IOException e) {
            throw FileAccessException.writing(target, e);
        }
        pending.commit();
    }

    /// @param filled position behind the last byte
    private void chunk(String name, ByteBuffer filled) throws IOException {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(type);
        crc.update(filled.array(), 0, filled.position());
        var bytes = ByteBuffer.allocate(12 + filled.position());
        bytes.putInt(filled.position()).put(type).put(filled.array(), 0, filled.position());
        bytes.putInt((int) crc.getValue());
        out.write(bytes.array());
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw FileAccessException.writing(target, e);
        } finally {
            pending.close();
        }
    }
}
