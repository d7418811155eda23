package samplerscope.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.registry.Setting;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.ForeignRatiosException;
import samplerscope.spec.RatioPolynomial;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecException;
import samplerscope.run.Progress;

class RatioRegressionTest {

    private static final Path BASE = Path.of("").toAbsolutePath();
    private static final Resolver RESOLVER = new Resolver(Catalog.standard(Path.of("there is no such folder")));
    private static final References REFERENCES = new References(1);
    private static final RatioRequest REQUEST = new RatioRequest(10, 32, 100_000, Teacher.AUTO);
    private static final RatioRegression REGRESSION = new RatioRegression(RESOLVER, REFERENCES, 1, Progress.NONE);

    @TempDir
    private Path folder;

    /// Seven steps were never searched: the polynomial's ratios leave less error than ratios of 1, the search's less.
    @Test
    void predictedRatiosLieBetweenSearchedOnesAndNone() {
        RatioPolynomial fitted = REGRESSION.fit(spec("problem-s", 5), BASE, REQUEST, List.of(5, 6, 8, 10), List.of());
        var search = new RatioSearch(RESOLVER, REFERENCES, 1, Progress.NONE);
        RunSpec.Denoise unseen = spec("problem-s", 7);

        List<Double> predicted = REGRESSION.predict(unseen, BASE, fitted);

        RatioResult.Errors byPolynomial = search.heldOut(unseen, BASE, REQUEST, predicted);
        double searched = search.search(unseen, BASE, REQUEST).heldOut().factor();
        assertTrue(searched < byPolynomial.factor() && byPolynomial.factor() < 1,
            "%s searched, %s predicted".formatted(searched, byPolynomial.factor()));
    }

    @Test
    void aFileComesBackAndIsRefusedForAnythingElse() {
        RatioPolynomial fitted = small();
        Path file = folder.resolve("ratios.json");
        fitted.write(file);

        RatioPolynomial read = RatioPolynomial.read(file);

        assertEquals(fitted, read);
        RunSpec.Denoise own = spec("problem-s", 6);
        assertEquals(6, REGRESSION.predict(own, BASE, read).size());
        assertForeign(read, own.withModel(Choice.of("problem-b")));
        assertForeign(read, own.withGrid(Choice.of("uniform-t").with("steps", 6)));
        assertForeign(read, own.withSchedule(Choice.of("vp-cosine")));
        assertForeign(read, own.withSolvers(List.of(Choice.of("dc-solver").with("base", new Setting.Word("ddim")))));
        assertForeign(read, own.withSolvers(List.of(Choice.of("ddim"), Choice.of("dc-solver"), Choice.of("ddim"),
            Choice.of("ddim"), Choice.of("ddim"), Choice.of("ddim"))));
    }

    @Test
    void coefficientsOfAWrongShapeNameTheirPlace() throws Exception {
        Path file = folder.resolve("ratios.json");
        small().write(file);
        String text = Files.readString(file);

        assertEquals("coefficients", refused(text.replaceFirst("(?s)\"coefficients\": \\[.*\\],\\s*\"searches\"",
            "\"coefficients\": [[1]], \"searches\"")).place());
        assertEquals("modelSha256", refused(text.replaceFirst("\"modelSha256\": \"..", "\"modelSha256\": \"")).place());
        assertEquals("kind", refused(text.replace("dc-ratio-polynomial", "denoise")).place());
    }

    @Test
    void nothingToFitIsSaidBeforehand() {
        var spec = spec("problem-s", 5);

        assertThrows(UnsearchableException.class, () -> REGRESSION.check(spec, BASE, List.of(1, 2), List.of()));
        assertThrows(UnsearchableException.class, () -> REGRESSION.check(spec, BASE, List.of(5), List.of(1.0, 3.0)));
        assertThrows(UnsearchableException.class, () -> REGRESSION.check(
            spec.withSolvers(List.of(Choice.of("unipc-3"))), BASE, List.of(5), List.of()));
    }

    private SpecException refused(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("wrong.json"), text);
        return assertThrows(SpecException.class, () -> RatioPolynomial.read(file));
    }

    private static void assertForeign(RatioPolynomial polynomial, RunSpec.Denoise spec) {
        assertThrows(ForeignRatiosException.class, () -> REGRESSION.predict(spec, BASE, polynomial));
    }

    private static RatioPolynomial small() {
        return REGRESSION.fit(spec("problem-s", 4), BASE, new RatioRequest(2, 2, 1, Teacher.AUTO), List.of(4, 5),
            List.of());
    }

    private static RunSpec.Denoise spec(String model, int steps) {
        return RunSpec.Denoise.of(Choice.of(model)).withGrid(Choice.of("uniform-lambda").with("steps", steps))
            .withSolvers(List.of(Choice.of("dc-solver")));
    }
}
