package samplerscope.export;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApngTest {

    @TempDir
    Path folder;

    private record Chunk(String name, byte[] data) {}

    @ParameterizedTest(name = "image type {0}")
    @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_3BYTE_BGR})
    void everyFrameComesBackPixelByPixel(int type) throws Exception {
        var frames = List.of(Pictures.colourful(31, 17, type, 1), Pictures.colourful(31, 17, type, 2),
            Pictures.colourful(31, 17, type, 3));
        Path file = folder.resolve("a.png");

        Apng.write(file, frames, 40, 0);

        List<BufferedImage> decoded = decode(file);
        assertEquals(3, decoded.size());
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(Pictures.pixels(frames.get(i)), Pictures.pixels(decoded.get(i)), "frame " + i);
        }
    }

    @Test
    void anOrdinaryReaderShowsTheFirstFrame() throws Exception {
        BufferedImage first = Pictures.colourful(20, 9, BufferedImage.TYPE_INT_RGB, 5);
        Path file = folder.resolve("a.png");

        Apng.write(file, List.of(first, Pictures.colourful(20, 9, BufferedImage.TYPE_INT_RGB, 6)), 40, 0);

        assertArrayEquals(Pictures.pixels(first), Pictures.pixels(ImageIO.read(file.toFile())));
    }

    @Test
    void controlChunksTellFramesLoopsDelaysAndSequence() throws Exception {
        Path file = folder.resolve("a.png");
        BufferedImage frame = Pictures.colourful(8, 8, BufferedImage.TYPE_INT_RGB, 1);
        try (Apng animation = Apng.open(file, 7)) {
            animation.add(frame, 40);
            animation.add(frame, 1500);
            animation.finish(Optional.empty());
        }

        List<Chunk> chunks = chunks(file);

        assertEquals(List.of("IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "IEND"),
            chunks.stream().map(Chunk::name).toList());
        assertEquals(2, ByteBuffer.wrap(chunks.get(1).data()).getInt(0));
        assertEquals(7, ByteBuffer.wrap(chunks.get(1).data()).getInt(4));
        var sequence = new ArrayList<Integer>();
        for (Chunk chunk : chunks) {
            if (chunk.name().equals("fcTL") || chunk.name().equals("fdAT")) {
                sequence.add(ByteBuffer.wrap(chunk.data()).getInt(0));
            }
        }
        assertEquals(List.of(0, 1, 2), sequence);
        assertEquals(1500, ByteBuffer.wrap(chunks.get(4).data()).getShort(20));
        assertEquals(1000, ByteBuffer.wrap(chunks.get(4).data()).getShort(22));
    }

    @Test
    void carriesTheRunFile() {
        Path file = folder.resolve("a.png");
        try (Apng animation = Apng.open(file, 0)) {
            animation.add(Pictures.colourful(8, 8, BufferedImage.TYPE_INT_RGB, 1), 40);
            animation.finish(Optional.of("{\"µ\": 1}"));
        }

        assertEquals(Optional.of("{\"µ\": 1}"), PngFile.runFile(file));
    }

    @Test
    void anUnfinishedAnimationLeavesNoFile() throws Exception {
        Path file = folder.resolve("a.png");
        try (Apng animation = Apng.open(file, 0)) {
            animation.add(Pictures.colourful(8, 8, BufferedImage.TYPE_INT_RGB, 1), 40);
            assertThrows(PictureException.class,
                () -> animation.add(Pictures.colourful(9, 8, BufferedImage.TYPE_INT_RGB, 1), 40));
        }

        try (var files = Files.list(folder)) {
            assertFalse(files.findAny().isPresent());
        }
    }

    /// Each frame as a PNG of its own, so that the ordinary decoder checks filters and compression.
    private static List<BufferedImage> decode(Path file) throws Exception {
        List<Chunk> chunks = chunks(file);
        var frames = new ArrayList<BufferedImage>();
        for (Chunk chunk : chunks) {
            if (chunk.name().equals("IDAT")) {
                frames.add(still(chunks.getFirst(), chunk.data()));
            } else if (chunk.name().equals("fdAT")) {
                frames.add(still(chunks.getFirst(), Arrays.copyOfRange(chunk.data(), 4, chunk.data().length)));
            }
        }
        return frames;
    }

    private static BufferedImage still(Chunk header, byte[] data) throws Exception {
        var png = new ByteArrayOutputStream();
        png.write(ByteBuffer.allocate(8).putLong(0x89504E470D0A1A0AL).array());
        for (Chunk chunk : List.of(header, new Chunk("IDAT", data), new Chunk("IEND", new byte[0]))) {
            var crc = new CRC32();
            crc.update(chunk.name().getBytes(US_ASCII));
            crc.update(chunk.data());
            png.write(ByteBuffer.allocate(4).putInt(chunk.data().length).array());
            png.write(chunk.name().getBytes(US_ASCII));
            png.write(chunk.data());
            png.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        }
        return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
    }

    private static List<Chunk> chunks(Path file) throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        assertEquals(0x89504E470D0A1A0AL, bytes.getLong());
        var chunks = new ArrayList<Chunk>();
        while (bytes.hasRemaining()) {
            var data = new byte[bytes.getInt()];
            var name = new byte[4];
            bytes.get(name).get(data);
            var crc = new CRC32();
            crc.update(name);
            crc.update(data);
            assertEquals((int) crc.getValue(), bytes.getInt(), "checksum of " + new String(name, US_ASCII));
            chunks.add(new Chunk(new String(name, US_ASCII), data));
        }
        return chunks;
    }
}
