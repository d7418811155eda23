package samplerscope.registry;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

    private static final List<Parameter> PARAMETERS = List.of(
        Parameter.real("eta", "eta", "share of noise", 0.5, 0, 1),
        Parameter.whole("steps", "steps", "how many", 10, 1, 100),
        Parameter.oneOf("clock", "clock", "which", "lambda", "rho"),
        Parameter.onOff("to-zero", "to zero", "append", false));
    private static final Parameter NUMBERS =
        new Parameter("values", "values", "the levels", new Parameter.Kind.Numbers("one per level", false));
    private static final Parameter FILE =
        new Parameter("file", "file", "a picture", new Parameter.Kind.Path(List.of("png")));

    @Test
    void whatIsNotGivenTakesItsDefault() {
        Settings settings = Settings.of("solver", PARAMETERS, Map.of("eta", new Setting.Num(0.25)));

        assertAll(
            () -> assertEquals(0.25, settings.number("eta")),
            () -> assertEquals(10, settings.whole("steps")),
            () -> assertEquals("lambda", settings.word("clock")),
            () -> assertTrue(!settings.flag("to-zero")));
    }

    @Test
    void equalSettingsAreEqualAndPrintTheSame() {
        Settings a = Settings.of("a", PARAMETERS, Map.of());
        Settings b = Settings.of("b", PARAMETERS.reversed(), Map.of("steps", new Setting.Num(10)));

        assertEquals(a, b);
        assertEquals(a.hashCode(), b.hashCode());
        assertEquals("{clock='lambda', eta=0.5, steps=10, to-zero=false}", b.toString());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
            Arguments.of("eta", new Setting.Num(1.5), "1.5", "from 0 to 1"),
            Arguments.of("eta", new Setting.Num(Double.NaN), "NaN", "from 0 to 1"),
            Arguments.of("eta", new Setting.Num(Double.POSITIVE_INFINITY), "Infinity", "from 0 to 1"),
            Arguments.of("eta", new Setting.Word("much"), "'much'", "a number from 0 to 1"),
            Arguments.of("steps", new Setting.Num(0), "0", "from 1 to 100"),
            Arguments.of("steps", new Setting.Num(2.5), "2.5", "a whole number"),
            Arguments.of("steps", new Setting.Num(-0.0), "0", "from 1 to 100"),
            Arguments.of("clock", new Setting.Word("tau"), "'tau'", "one of lambda, rho"),
            Arguments.of("clock", new Setting.Flag(true), "true", "one of lambda, rho"),
            Arguments.of("to-zero", new Setting.Num(1), "1", "true or false"),
            Arguments.of("steps", new Setting.Numbers(List.of(1.0)), "[1.0]", "a number from 1 to 100"),
            Arguments.of("etta", new Setting.Num(1), "1", "eta, steps, clock, to-zero"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("mistakes")
    void aMistakeNamesPlaceValueAndRemedy(String id, Setting value, String found, String remedy) {
        var e = assertThrows(InvalidParameterException.class,
            () -> Settings.of("solvers[3]", PARAMETERS, Map.of(id, value)));

        assertAll(
            () -> assertEquals("solvers[3]." + id, e.place()),
            () -> assertEquals("solvers[3].%s is %s".formatted(id, found), e.happened()),
            () -> assertTrue(e.remedy().contains(remedy), e.remedy()));
    }

    @Test
    void whatHasNoDefaultMustBeGiven() {
        var e = assertThrows(InvalidParameterException.class,
            () -> Settings.of("grid", List.of(NUMBERS), Map.of()));

        assertEquals("grid.values is missing", e.happened());
        assertTrue(e.remedy().contains("the levels"), e.remedy());
    }

    @Test
    void listsAndFilesAreCheckedByShape() {
        assertThrows(InvalidParameterException.class,
            () -> Settings.of("grid", List.of(NUMBERS), Map.of("values", new Setting.Num(1))));
        assertThrows(InvalidParameterException.class,
            () -> Settings.of("model", List.of(FILE), Map.of("file", new Setting.Word(" "))));
        assertEquals(List.of(2.0, 1.0), Settings.of("grid", List.of(NUMBERS),
            Map.of("values", new Setting.Numbers(List.of(2.0, 1.0)))).numbers("values"));
        assertEquals("cat.png", Settings.of("model", List.of(FILE),
            Map.of("file", new Setting.Word("cat.png"))).word("file"));
    }

    @Test
    void whereNothingCanBeSetTheMessageSaysSo() {
        var e = assertThrows(InvalidParameterException.class,
            () -> Settings.of("solver", List.of(), Map.of("eta", new Setting.Num(1))));

        assertTrue(e.remedy().contains("takes no settings"), e.remedy());
    }

    @Test
    void impossibleParametersCannotBeBuilt() {
        assertAll(
            () -> assertThrows(IllegalArgumentException.class, () -> Parameter.real("a", "a", "", 2, 0, 1)),
            () -> assertThrows(IllegalArgumentException.class, () -> Parameter.real("a", "a", "", Double.NaN, 0, 1)),
            () -> assertThrows(IllegalArgumentException.class, () -> Parameter.logReal("a", "a", "", 0, 0, 1)),
            () -> assertThrows(IllegalArgumentException.class, () -> Parameter.whole("a", "a", "", 0, 1, 2)),
            () -> assertThrows(IllegalArgumentException.class, () -> Parameter.oneOf("a", "a", "")));
    }

    @Test
    void wholeNumbersPrintWithoutAPoint() {
        assertEquals("8", new Setting.Num(8).toString());
        assertEquals("0.25", new Setting.Num(0.25).toString());
        assertEquals("1.0E300", new Setting.Num(1e300).toString());
    }
}
