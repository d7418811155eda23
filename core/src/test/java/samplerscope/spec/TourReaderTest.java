package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TourReaderTest {

    private static final String WHOLE = """
        {"kind": "tour", "version": 1, "title": "T", "summary": "S", "minutes": 3, "steps": [
          {"title": "one", "text": ["words"],
           "lanes": [{"kind": "denoise", "version": 1, "model": "normal", "seed": 7}],
           "names": ["the only one"], "chart": "per-step", "layers": ["points", "field"], "cursor": 0.25, "target": "charts",
           "try": [{"text": "fewer", "lane": "A", "set": ["seed=5"]}]},
          {"title": "two", "text": ["more"], "cursor": "play"}]}
        """;

    private final TourReader reader = new TourReader(TestCatalog.catalog());

    @Test
    void readsEveryField() {
        Tour tour = reader.read(WHOLE, "t.json");

        Tour.Step first = tour.steps().getFirst();
        assertEquals(new Tour.Look(Optional.of(Tour.Chart.PER_STEP), Optional.of(Set.of(Tour.Layer.POINTS,
            Tour.Layer.FIELD)), new Tour.Cursor.At(0.25), Optional.of("charts")), first.look());
        assertEquals(List.of(new Tour.Trial("fewer", Optional.of(0), List.of("seed=5"))), first.trials());
        assertEquals(new Tour.Cursor.Playing(), tour.steps().getLast().look().cursor());
    }

    @Test
    void aStepWithoutLanesKeepsThoseBefore() {
        Tour tour = reader.read(WHOLE, "t.json");

        assertEquals(tour.steps().getFirst().lanes(), tour.steps().getLast().lanes());
        assertEquals(List.of("the only one"), tour.steps().getLast().names());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"version\": 1, \"title\"   | \"version\": 9, \"title\"   | version",
        "\"text\": [\"more\"]        | \"txt\": [\"more\"]         | steps[1].text",
        "\"cursor\": \"play\"        | \"cursor\": \"middle\"      | steps[1].cursor",
        "\"cursor\": 0.25            | \"cursor\": 1.5             | steps[0].cursor",
        "\"per-step\"                | \"per-hour\"                | steps[0].chart",
        "\"field\"                   | \"glitter\"                 | steps[0].layers",
        "\"lane\": \"A\"             | \"lane\": \"B\"             | steps[0].try[0].lane",
        "\"seed\": 7                 | \"seed\": \"x\"                | steps[0].lanes[0]",
        "seed=5                      | seed=none                   | steps[0].try[0].set",
        "[\"the only one\"]         | [\"one\", \"more\"]         | steps[0].names",
        "\"target\"                  | \"aim\"                     | steps[0].aim",
    })
    void anErrorNamesFileStepAndField(String right, String wrong, String place) {
        var e = assertThrows(SpecException.class, () -> reader.read(WHOLE.replace(right, wrong), "t.json"));

        assertTrue(e.place().startsWith(place), e.place());
        assertTrue(e.getMessage().contains("t.json, line "), e.getMessage());
        assertTrue(e.getMessage().contains(place), e.getMessage());
    }
}
