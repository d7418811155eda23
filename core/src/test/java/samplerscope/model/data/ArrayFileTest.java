package samplerscope.model.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jetbrains.bio.npy.NpyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against files that NumPy and safetensors wrote; `data/make.py` among the test resources makes them.
class ArrayFileTest {

    private static final float[] POINTS = {0.5f, -1, 2, 1.5f, 0.25f, -3, 4, 5, 6, -0.125f, 0, 1};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"points.npz", "points-f64.safetensors", "points-f32.safetensors", "points-f16.safetensors"})
    void pointsAndTheirLabelsAreRead(String name) {
        ArrayFile read = ArrayFile.read(resource(name));

        assertEquals(List.of(4, 3), read.array().shape());
        assertArrayEquals(POINTS, read.array().values());
        assertArrayEquals(new int[] {1, 0, 1, 0}, read.labels());
        assertEquals(List.of("3", "7"), read.classes());
    }

    @Test
    void theUpperHalvesOfNumbersAreNumbers() {
        assertArrayEquals(POINTS, ArrayFile.read(resource("points-bf16.safetensors")).array().values());
    }

    @Test
    void bytesInAnArchiveArePicturesWithTheirChannelLast() {
        var law = Opening.open(ImageSetModel.FAMILY, resource("pictures.npz").getParent(), "pictures.npz",
            Map.of());

        assertEquals(List.of(1, 4, 2), law.card().sampleShape());
        assertEquals(List.of("0", "1"), law.card().classes());
    }

    @Test
    void anArchiveWithSeveralArraysMustSayWhichIsTheData() {
        var e = assertThrows(DataException.class, () -> ArrayFile.read(resource("two.npz")));

        assertTrue(e.getMessage().contains("a, b"), e.getMessage());
        assertTrue(e.remedy().contains("'data'"), e.remedy());
    }

    @ParameterizedTest(name = "{0} is for {1}")
    @CsvSource({"points.npz, points", "pictures.npz, image-set", "points-f16.safetensors, points", ".., image-set",
        "make.py, ''"})
    void theNumberOfAxesSaysWhatTheDataAre(String name, String family) {
        assertEquals(Optional.of(family).filter(f -> !f.isEmpty()),
            DataFiles.familyOf(resource("points.npz").getParent().resolve(name)));
    }

    @Test
    void damageIsSaidSo() throws IOException {
        byte[] whole = Files.readAllBytes(resource("points-f32.safetensors"));
        byte[] zip = Files.readAllBytes(resource("points.npz"));
        var broken = new LinkedHashMap<String, byte[]>();
        broken.put("cut.safetensors", Arrays.copyOf(whole, whole.length - 1));
        broken.put("head.safetensors", Arrays.copyOf(whole, 40));
        broken.put("nothing.safetensors", new byte[0]);
        broken.put("list.safetensors", tensors("[1, 2]", 0));
        broken.put("offsets.safetensors", tensors("{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 8));
        broken.put("negative.safetensors", tensors("{\"x\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", 8));
        broken.put("huge.safetensors",
            tensors("{\"x\":{\"dtype\":\"U8\",\"shape\":[99999,99999],\"data_offsets\":[0,9999800001]}}", 8));
        broken.put("type.safetensors", tensors("{\"x\":{\"dtype\":\"I64\",\"shape\":[1,2],\"data_offsets\":[0,16]}}", 16));
        broken.put("nan.safetensors", tensors("{\"x\":{\"dtype\":\"BF16\",\"shape\":[1,2],\"data_offsets\":[0,4]}}", 4, -1));
        broken.put("none.safetensors", tensors("{\"__metadata__\":{\"a\":\"b\"}}", 0));
        broken.put("empty.safetensors", tensors("{\"x\":{\"dtype\":\"F32\",\"shape\":[0,2],\"data_offsets\":[0,0]}}", 0));
        broken.put("labels.safetensors", tensors("{\"x\":{\"dtype\":\"U8\",\"shape\":[2,2],\"data_offsets\":[0,4]},"
            + "\"y\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[4,7]}}", 7));
        broken.put("cut.npz", Arrays.copyOf(zip, zip.length / 2));
        for (var entry : broken.entrySet()) {
            Path file = Files.write(folder.resolve(entry.getKey()), entry.getValue());
            var e = assertThrows(DataException.class, () -> ArrayFile.read(file), entry.getKey());
            assertTrue(e.getMessage().contains(entry.getKey()), e.getMessage());
        }
    }

    @Test
    void weightsOfANetworkAreNotListedOneByOne() throws IOException {
        String header = IntStream.range(0, 400)
            .mapToObj(n -> "\"unet.%d\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[%d,%d]}"
                .formatted(n, n, n + 1))
            .collect(Collectors.joining(",", "{", "}"));
        Path file = Files.write(folder.resolve("weights.safetensors"), tensors(header, 400));

        var e = assertThrows(DataException.class, () -> ArrayFile.read(file));

        assertTrue(e.happened().contains("400 arrays") && e.happened().length() < 300, e.happened());
        assertTrue(e.remedy().contains("export it to ONNX"), e.remedy());
    }

    @Test
    void moreNumbersThanFitAreRefusedBeforeTheyAreRead() throws IOException {
        Path file = folder.resolve("large.npy");
        NpyFile.write(file, new float[4], new int[] {2, 2});
        try (var grown = new RandomAccessFile(file.toFile(), "rw")) {
            grown.setLength(1L << 33); // a hole that takes no room
        }

        var e = assertThrows(DataException.class, () -> ArrayFile.read(file));

        assertTrue(e.remedy().contains("67 million"), e.remedy());
    }

    private static byte[] tensors(String header, int bytes, int... fill) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        var buffer = ByteBuffer.allocate(8 + text.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(text.length).put(text);
        if (fill.length > 0) {
            Arrays.fill(buffer.array(), 8 + text.length, buffer.capacity(), (byte) fill[0]);
        }
        return buffer.array();
    }

    private static Path resource(String name) {
        return Path.of(URI.create(ArrayFileTest.class.getResource("/data/" + name).toString()));
    }
}
