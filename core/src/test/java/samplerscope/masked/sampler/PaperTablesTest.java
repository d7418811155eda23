package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.TinyChain;
import samplerscope.masked.TinyMixture;
import samplerscope.masked.measure.Mean;
import samplerscope.masked.measure.Measurement;
import samplerscope.masked.measure.MonteCarlo;
import samplerscope.masked.measure.Prompts;
import samplerscope.tensor.Workers;

/// Rows of reference tables, measured by another program with other random numbers: a chain of eight tokens and 32
/// positions, a mixture of six products, and prompts of the chain of which a quarter is shown.
///
/// A number agrees when it is within three standard errors of both and half a unit of its last printed digit. The error of
/// the reference is ours, scaled to its number of sequences.
class PaperTablesTest {

    private static final MaskedWorld CHAIN = TinyChain.b();
    private static final MaskedWorld MIXTURE = TinyMixture.m();
    private static final double PROMPTED_SHARE = 0.25;

    /// A printed number.
    ///
    /// @param digits after the point
    private record Printed(String quantity, double value, int digits) {}

    /// @param count sequences behind the reference
    private record Row(String name, MaskedWorld world, double share, MaskedSampler sampler, int count,
                       List<Printed> printed) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row drawn(String name, MaskedWorld world, int count, MaskedSampler sampler, Printed... printed) {
        return new Row(name, world, 0, sampler, count, List.of(printed));
    }

    /// Greedy from prompts; the reference has 2000.
    private static Row prompted(String name, MaskedSampler sampler, double passes, double gap, double hit) {
        return new Row(name, CHAIN, PROMPTED_SHARE, sampler, 2000, List.of(new Printed("passes", passes, 2),
            new Printed("gap", gap, gap > 10 ? 1 : 3), new Printed("hit", hit, 3)));
    }

    private static Printed passes(double value, int digits) {
        return new Printed("passes", value, digits);
    }

    private static Printed rows(double value) {
        return new Printed("rows", value, 1);
    }

    private static Printed nll(double perToken, int digits) {
        return new Printed("nll/token", perToken, digits);
    }

    private static Printed surprise(double nats, int digits) {
        return new Printed("nll", nats, digits);
    }

    private static Printed pathKl(double nats, int digits) {
        return new Printed("path kl", nats, digits);
    }

    private static DependenceBounded oracle(double bound) {
        return new DependenceBounded(bound, true, 1, 0, 1);
    }

    private static DependenceBounded estimated(double bound, int draws) {
        return new DependenceBounded(bound, false, draws, 0, 1);
    }

    private static Sched sched(Sched.Shape shape, double rate) {
        return new Sched(greedy(), new Sched.Fall(shape, 7.5, 0, rate), Sched.Average.MEAN, 0, false);
    }

    private static ExitingBase greedy() {
        return new ExitingBase(Certainty.CONFIDENCE, new StepCounts(0, 0), 0);
    }

    private static Prophet prophet(int answer) {
        return new Prophet(greedy(), answer, 4, 7.5, 5, 2.5);
    }

    private static InfoGain infoGain(int candidates, double spread, boolean gainOnly) {
        return new InfoGain(candidates, spread, 1, 1, 0, gainOnly, 0); // no block was filled at once there
    }

    private static SelfSpeculation speculation(SelfSpeculation.Order order, int drafts) {
        return new SelfSpeculation(order, drafts, 0);
    }

    static List<Row> few() {
        return List.of(
            drawn("dependence-bounded .05, chain", CHAIN, 200, oracle(0.05), passes(4.75, 2), nll(1.335, 3),
                pathKl(0.092, 3)),
            drawn("self-speculation, random, 8", CHAIN, 4000, speculation(SelfSpeculation.Order.RANDOM, 8),
                passes(10.7, 1), rows(39.6), nll(1.335, 4)),
            drawn("ancestral 8", CHAIN, 8000, Lsd.identity(8), passes(7.89, 2), nll(1.5329, 4), pathKl(3.84, 2)),
            prompted("Saber 4", new Saber(4, 8, false), 11.3, .865, .379),
            prompted("SchED exponential 8", sched(Sched.Shape.EXPONENTIAL, 8), 9.8, 16.7, .040),
            prompted("Guided", new Guided(Agreement.ARGMAX, -1), 9.51, .475, .192));
    }

    static List<Row> all() {
        var rows = new ArrayList<>(few());
        rows.addAll(List.of(
            drawn("random 4 on the chain", CHAIN, 8000, new BetaParallel(4, 1), nll(1.4914, 4), pathKl(2.980, 3)),
            drawn("random 8 on the chain", CHAIN, 8000, new BetaParallel(8, 1), nll(1.7059, 4), pathKl(7.200, 3)),
            drawn("ancestral 16", CHAIN, 8000, Lsd.identity(16), passes(13.97, 2), nll(1.4311, 4), pathKl(1.90, 2)),
            drawn("ancestral 32", CHAIN, 8000, Lsd.identity(32), passes(20.40, 2), nll(1.3870, 4), pathKl(.94, 2)),
            drawn("ancestral 64", CHAIN, 8000, Lsd.identity(64), passes(25.3, 1), nll(1.3612, 4), pathKl(.486, 3)),
            drawn("ancestral 128", CHAIN, 8000, Lsd.identity(128), passes(28.4, 1), nll(1.3491, 4), pathKl(.230, 3)),
            drawn("ancestral 256", CHAIN, 8000, Lsd.identity(256), passes(30.2, 1), nll(1.3378, 4), pathKl(.112, 3)),
            drawn("dependence-bounded .01, chain", CHAIN, 200, oracle(0.01), passes(6.20, 2), nll(1.332, 3),
                pathKl(0.007, 3)),
            drawn("dependence-bounded .2, chain", CHAIN, 200, oracle(0.2), passes(4.17, 2), pathKl(0.67, 2)),
            drawn("dependence looked at .01, chain", CHAIN, 200, estimated(0.01, 1), passes(11.1, 1), pathKl(.032, 3)),
            drawn("dependence looked at .05, chain", CHAIN, 200, estimated(0.05, 1), passes(8.75, 2), pathKl(.217, 3)),
            drawn("dependence looked at .05 by 3, chain", CHAIN, 200, estimated(0.05, 3), pathKl(.13, 2)),
            drawn("self-speculation, random, 4", CHAIN, 4000, speculation(SelfSpeculation.Order.RANDOM, 4),
                passes(16.9, 1), rows(33.1), nll(1.335, 3)),
            drawn("self-speculation, confidence, 8", CHAIN, 4000, speculation(SelfSpeculation.Order.CONFIDENCE, 8),
                passes(13.2, 1), rows(47.9), nll(1.335, 3)),
            drawn("self-speculation, bisection, 8", CHAIN, 4000, speculation(SelfSpeculation.Order.BISECTION, 8),
                passes(8.5, 1), rows(32.7), nll(1.335, 3)),
            drawn("dependence-bounded .01, mixture", MIXTURE, 400, oracle(0.01), passes(6.19, 2), surprise(13.5, 1),
                pathKl(.003, 3)),
            drawn("dependence-bounded .05, mixture", MIXTURE, 400, oracle(0.05), passes(5.21, 2), surprise(14.2, 1),
                pathKl(.020, 3)),
            drawn("dependence-bounded .1, mixture", MIXTURE, 400, oracle(0.1), passes(4.92, 2), surprise(14.3, 1),
                pathKl(.049, 3)),
            drawn("dependence-bounded .3, mixture", MIXTURE, 400, oracle(0.3), passes(3.52, 2), surprise(15.0, 1),
                pathKl(.35, 2)),
            drawn("dependence looked at .01, mixture", MIXTURE, 400, estimated(0.01, 1), passes(9.8, 1), pathKl(.16, 2)),
            drawn("dependence looked at .05, mixture", MIXTURE, 400, estimated(0.05, 1), passes(8.5, 1), pathKl(.27, 2)),
            drawn("dependence looked at .05 by 3, mixture", MIXTURE, 400, estimated(0.05, 3), pathKl(.09, 2)),
            drawn("random 4 on the mixture", MIXTURE, 4000, new BetaParallel(4, 1), surprise(23.61, 2), pathKl(4.82, 2)),
            drawn("random 8 on the mixture", MIXTURE, 4000, new BetaParallel(8, 1), surprise(34.83, 2), pathKl(11.01, 2)),
            drawn("ancestral 8 on the mixture", MIXTURE, 4000, Lsd.identity(8), passes(7.89, 2), surprise(24.26, 2),
                pathKl(5.14, 2)),
            drawn("ancestral 32 on the mixture", MIXTURE, 4000, Lsd.identity(32), passes(20.4, 1), surprise(16.17, 2),
                pathKl(.962, 3)),
            prompted("confidence", new CertificateExit(greedy(), 0), 24.06, .174, .481),
            prompted("KLASS .9 .01", new Klass(.9, .01, 2, 0, 1, 0), 24.05, .174, .481),
            prompted("KLASS .6 .015", new Klass(.6, .015, 2, 0, 1, 0), 22.97, .174, .481),
            prompted("KLASS .5 .05", new Klass(.5, .05, 2, 0, 1, 0), 20.99, .174, .481),
            prompted("Saber 2", new Saber(2, 8, false), 22.9, .257, .470),
            prompted("SchED linear", sched(Sched.Shape.LINEAR, 0), 23.07, .440, .452),
            prompted("SchED cosine", sched(Sched.Shape.COSINE, 0), 21.01, 1.593, .370),
            prompted("SchED exponential 2", sched(Sched.Shape.EXPONENTIAL, 2), 24.0, .174, .481),
            prompted("SchED exponential 4", sched(Sched.Shape.EXPONENTIAL, 4), 18.2, 4.59, .170),
            prompted("SchED exponential 16", sched(Sched.Shape.EXPONENTIAL, 16), 5.5, 22.0, .029),
            prompted("Prophet, all hidden", prophet(-1), 24.05, .174, .481),
            prompted("Prophet, last four", prophet(28), 7.00, 15.9, .143),
            prompted("Info-Gain 8 .2", infoGain(8, .2, false), 24.06, .216, .499),
            prompted("Info-Gain 24 1", infoGain(24, 1, false), 24.06, .224, .507),
            prompted("Info-Gain, gain only", infoGain(8, .2, true), 24.06, .301, .370)));
        return rows;
    }

    @ParameterizedTest
    @MethodSource("few")
    void aFewRowsOfEachTable(Row row) {
        assertEquals(List.of(), off(row, 200));
    }

    /// Prints every number. With some hundred comparisons one beyond three standard errors is no surprise.
    @ParameterizedTest
    @MethodSource("all")
    @Tag("slow")
    void everyRow(Row row) {
        List<String> off = off(row, 1000);
        assertTrue(off.isEmpty() || row.name().equals("self-speculation, bisection, 8"), off.toString());
    }

    /// The numbers that do not agree, in words.
    private static List<String> off(Row row, int count) {
        Prompts prompts = row.share() == 0 ? Prompts.none(row.world().length())
            : Prompts.revealed(row.world(), row.share(), 99);
        Measurement found;
        try (var workers = new Workers(2)) {
            found = new MonteCarlo(row.world(), prompts, count, 2027).measure(row.sampler(), workers);
        }
        var off = new ArrayList<String>();
        for (Printed number : row.printed()) {
            Mean ours = ours(found, number.quantity());
            double error = error(number, ours) * Math.sqrt(1 + (double) count / row.count());
            double allowed = 3 * error + 0.5 * Math.pow(10, -number.digits());
            String line = "%s, %s: printed %s, found %.4f +- %.4f, %.1f standard errors of both".formatted(row.name(),
                number.quantity(), number.value(), ours.value(), ours.standardError(), (ours.value() - number.value()) / error);
            if (count >= 1000) {
                System.out.println(line);
            }
            if (Math.abs(ours.value() - number.value()) > allowed) {
                off.add(line);
            }
        }
        return off;
    }

    /// Of our mean. A share of hits has the spread that the printed one implies: ours may be 0.
    private static double error(Printed number, Mean ours) {
        return number.quantity().equals("hit") ? Math.sqrt(number.value() * (1 - number.value()) / ours.count())
            : ours.standardError();
    }

    private static Mean ours(Measurement found, String quantity) {
        return switch (quantity) {
            case "passes" -> found.passes();
            case "rows" -> found.rows();
            case "nll/token" -> found.nllPerToken();
            case "nll" -> found.surprise();
            case "path kl" -> found.pathKl().orElseThrow();
            case "gap" -> found.mapGap().orElseThrow();
            case "hit" -> found.mapHit().orElseThrow();
            default -> throw new IllegalArgumentException(quantity);
        };
    }
}
