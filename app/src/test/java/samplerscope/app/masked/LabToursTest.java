package samplerscope.app.masked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.registry.InvalidParameterException;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.MaskedTour;
import samplerscope.spec.MaskedTourReader;
import samplerscope.spec.ResolvedMasked;
import samplerscope.spec.SpecException;

/// Every step of every tour names what there is, and can be run.
class LabToursTest {

    private static final MaskedCatalog CATALOG = MaskedCatalog.standard();
    private static final String STEP = """
        {"kind":"masked-tour","version":1,"title":"t","summary":"s","minutes":1,"steps":[{"title":"a","text":["b"],
        "run":{"kind":"unmask","version":1,"model":"chain-a"},%s}]}""";

    @Test
    void allStepsCanBeRun() {
        List<LabTours.Entry> tours = LabTours.all(CATALOG);

        assertEquals(2, tours.size());
        for (LabTours.Entry entry : tours) {
            for (MaskedTour.Step step : entry.tour().steps()) {
                try (var run = ResolvedMasked.of(step.run(), CATALOG, Path.of(""))) {
                    for (var other : step.others()) {
                        ResolvedMasked.of(step.run().withSampler(other), CATALOG, Path.of("")).close();
                    }
                    assertTrue(run.start().length > 0, step.title());
                }
            }
        }
    }

    @Test
    void wordsThatNothingIsCalledAreRefused() {
        var reader = new MaskedTourReader(CATALOG);

        SpecException wrong = assertThrows(SpecException.class, () -> reader.read(STEP.formatted("\"ask\":\"why\""), "t.json"));
        assertTrue(wrong.remedy().contains("decision"), wrong.getMessage());
        assertThrows(InvalidParameterException.class, () -> reader.read(
            STEP.formatted("\"against\":[{\"id\":\"random\",\"colour\":1}]"), "t.json"));
        assertThrows(SpecException.class, () -> reader.read(STEP.formatted("\"at\":2"), "t.json"));
    }
}
