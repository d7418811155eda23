package samplerscope.model.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.model.Condition;
import samplerscope.model.ExactLaw;
import samplerscope.model.GaussianMixture;
import samplerscope.registry.Setting;
import samplerscope.schedule.NoiseLevel;

class PointsModelTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"x,y\n0,1\n2,5\n", "0;1\n2;5", "# two points\n0\t1\n\n2\t5\n", "\"0\" , \"1\"\n 2,5e0",
        "\uFEFF0,1\n2,5\n", "\uFEFF\"x\",\"y\"\n0,1\n2,5\n"})
    void aTableMayHaveAHeaderOtherDelimitersAndAByteOrderMark(String text) throws IOException {
        assertArrayEquals(new double[] {0, 1}, means(open(text, "none")).getFirst());
        assertArrayEquals(new double[] {2, 5}, means(open(text, "none")).getLast());
    }

    @Test
    void togetherKeepsShapes() throws IOException {
        // Deviations (-1, -2) and (1, 2): variances 1 and 4, their mean 2.5.
        double[] mean = means(open("0,1\n2,5\n", "together")).getLast();

        assertEquals(1 / Math.sqrt(2.5), mean[0], 1e-7);
        assertEquals(2 / Math.sqrt(2.5), mean[1], 1e-7);
    }

    @Test
    void columnsAreScaledOneByOneAndAConstantOneIsMovedOnly() throws IOException {
        double[] mean = means(open("0,7\n2,7\n", "columns")).getLast();

        assertArrayEquals(new double[] {1, 0}, mean, 1e-7);
    }

    @Test
    void aColumnOfClassesMakesTheModelConditional() throws IOException {
        ExactLaw law = open("x,y,class\n0,1,red\n2,5,blue\n3,3,red\n", "none");

        assertEquals(List.of("red", "blue"), law.card().classes());
        double[] draws = law.draw(50, 1, new Condition.OfClass(1));
        for (int i = 0; i < draws.length; i += 2) {
            assertTrue(Math.hypot(draws[i] - 2, draws[i + 1] - 5) < 0.5, "ten standard deviations");
        }
    }

    @Test
    void aByteOrderMarkHidesNoColumnOfClasses() throws IOException {
        assertEquals(List.of("7", "8"), open("\uFEFFclass,x,y\n7,0,1\n8,2,5\n", "none").card().classes());
    }

    @Test
    void moreThanTwoColumnsWorkToo() throws IOException {
        ExactLaw law = open("0,1,2\n3,4,5\n", "none");

        assertEquals(List.of(3), law.card().sampleShape());
        // Halfway between two equal Gaussians: log of one of them, as each counts for a half.
        double h2 = 0.05 * 0.05 + 1;
        assertEquals(-3 * 2.25 / (2 * h2) - 1.5 * Math.log(2 * Math.PI * h2),
            law.logDensity(new double[] {1.5, 2.5, 3.5}, new NoiseLevel(0, 1, 1), Condition.NONE), 1e-9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0,1\\n2\\n           | line 2             | columns
        x,y\\n0,1\\n2,3,4\\n | line 3             | columns
        0,1\\n2,abc\\n       | line 2, column 2   | 'abc'
        0,1\\nNaN,2\\n       | line 2, column 1   | finite
        0,1\\n2,Infinity\\n  | line 2, column 2   | finite
        0,1\\n2,\\n          | line 2, column 2   | ''
        a,1\\n2,3\\n         | line 1, column 1   | 'a'
        1\\n2\\n             | line 1             | two
        x,y\\n               | points.csv         | no points
        ''                   | points.csv         | no points
        "0,1\\n2,3           | points.csv         | CSV
        """, quoteCharacter = '\'')
    void aBadTableIsNamedWithItsPlace(String text, String place, String reason) throws IOException {
        String written = text.replace("\\n", "\n");

        var e = assertThrows(DataException.class, () -> open(written, "together"));

        assertTrue(e.getMessage().contains("points.csv") && e.getMessage().contains(place), e.getMessage());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void aBinaryFileOrAMissingOneIsNoTable() throws IOException {
        Files.write(folder.resolve("points.csv"), new byte[] {(byte) 0xff, (byte) 0xd8, 0, 1, (byte) 0xfe});

        var binary = assertThrows(DataException.class, () -> open("points.csv"));

        assertTrue(binary.getMessage().contains("not text in UTF-8"), binary.getMessage());
        assertTrue(assertThrows(DataException.class, () -> open("nowhere.csv")).getMessage().contains("nowhere.csv"));
    }

    private static List<double[]> means(ExactLaw law) {
        return ((GaussianMixture) law).components().stream().map(c -> c.mean()).toList();
    }

    private ExactLaw open(String text, String scale) throws IOException {
        Files.write(folder.resolve("points.csv"), text.getBytes(StandardCharsets.UTF_8));
        return Opening.open(PointsModel.FAMILY, folder, "points.csv", Map.of("scale", new Setting.Word(scale)));
    }

    private ExactLaw open(String file) {
        return Opening.open(PointsModel.FAMILY, folder, file, Map.of());
    }
}
