package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static samplerscope.masked.sampler.ReferenceRow.CHAIN;
import static samplerscope.masked.sampler.ReferenceRow.MIXTURE;
import static samplerscope.masked.sampler.ReferenceRow.drawn;
import static samplerscope.masked.sampler.ReferenceRow.nll;
import static samplerscope.masked.sampler.ReferenceRow.passes;
import static samplerscope.masked.sampler.ReferenceRow.pathKl;
import static samplerscope.masked.sampler.ReferenceRow.prompted;
import static samplerscope.masked.sampler.ReferenceRow.remasked;
import static samplerscope.masked.sampler.ReferenceRow.rows;
import static samplerscope.masked.sampler.ReferenceRow.surprise;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rows of reference tables for the samplers of the papers.
class PaperTablesTest {

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

    static List<ReferenceRow> few() {
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

    static List<ReferenceRow> all() {
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
            // 32.7 rows are printed and 33.1 found: how stretches of equal length are ordered is not told.
            drawn("self-speculation, bisection, 8", CHAIN, 4000, speculation(SelfSpeculation.Order.BISECTION, 8),
                passes(8.5, 1), nll(1.335, 3)),
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
            prompted("Saber 2", new Saber(2, 8, false), 22.9, .257, .470).and(remasked(21.9)),
            prompted("SchED linear", sched(Sched.Shape.LINEAR, 0), 23.07, .440, .452),
            prompted("SchED cosine", sched(Sched.Shape.COSINE, 0), 21.01, 1.593, .370),
            prompted("SchED exponential 2", sched(Sched.Shape.EXPONENTIAL, 2), 24.0, .174, .481),
            prompted("SchED exponential 4", sched(Sched.Shape.EXPONENTIAL, 4), 18.2, 4.59, .170),
            prompted("SchED exponential 16", sched(Sched.Shape.EXPONENTIAL, 16), 5.5, 22.0, .029),
            prompted("Prophet, all hidden", prophet(-1), 24.05, .174, .481),
            prompted("Prophet, last four", prophet(28), 7.00, 15.9, .143),
            prompted("Info-Gain 8 .2", infoGain(8, .2, false), 24.06, .216, .499).and(rows(114, 0)),
            prompted("Info-Gain 24 1", infoGain(24, 1, false), 24.06, .224, .507).and(rows(234, 0)),
            prompted("Info-Gain, gain only", infoGain(8, .2, true), 24.06, .301, .370)));
        return rows;
    }

    @ParameterizedTest
    @MethodSource("few")
    void aFewRowsOfEachTable(ReferenceRow row) {
        assertEquals(List.of(), row.off(200, false));
    }

    /// Prints every number. With some hundred comparisons one beyond three standard errors is no surprise.
    @ParameterizedTest
    @MethodSource("all")
    @Tag("slow")
    void everyRow(ReferenceRow row) {
        assertEquals(List.of(), row.off(1000, true));
    }
}
