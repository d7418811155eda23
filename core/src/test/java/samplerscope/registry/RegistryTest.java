package samplerscope.registry;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {

    private record Fruit(String id) implements Family {
        @Override
        public String name() {
            return id;
        }

        @Override
        public String source() {
            return "the garden";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }
    }

    private final Registry<Fruit> fruits =
        new Registry<>("fruit", List.of(new Fruit("pear"), new Fruit("apple-2")));

    @Test
    void findsFamiliesById() {
        assertAll(
            () -> assertEquals("pear", fruits.get("pear").id()),
            () -> assertTrue(fruits.contains("apple-2")),
            () -> assertFalse(fruits.contains("Pear")),
            () -> assertEquals("fruit", fruits.kind()));
    }

    @Test
    void keepsTheOrderOfRegistration() {
        assertEquals(List.of(new Fruit("pear"), new Fruit("apple-2")), fruits.all());
    }

    @Test
    void anUnknownIdListsTheKnownOnes() {
        var e = assertThrows(UnknownIdException.class, () -> fruits.get("plum"));

        assertEquals("no fruit is called 'plum'", e.happened());
        assertEquals("use one of: pear, apple-2", e.remedy());
    }

    @Test
    void twoOfOneIdAreAMistakeInTheProgram() {
        assertThrows(IllegalArgumentException.class,
            () -> new Registry<>("fruit", List.of(new Fruit("pear"), new Fruit("pear"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Pear", "a b", "-a", "a-", "a--b", "a_b"})
    void malformedIdsAreAMistakeInTheProgram(String id) {
        assertThrows(IllegalArgumentException.class, () -> new Registry<>("fruit", List.of(new Fruit(id))));
    }
}
