package samplerscope.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import samplerscope.masked.UnmaskStep.Commit;

/// The answer to "does this run come out the same here?": a recorded run against the same spec run again.
public sealed interface Reproduction {

    /// Of probabilities, as float32 networks leave them.
    double PROBABILITY = 1e-5;

    /// Every recorded state is the same, bit for bit.
    record SameBits(int steps) implements Reproduction {}

    /// Rounding apart, the same.
    ///
    /// @param firstStep index of the first step whose state differs; -1 is the initial state
    /// @param largest   difference of two numbers, relative to `1 + |x|`, among those kept readable
    /// @param tolerance that it stays below
    /// @param facts     recorded facts that differ, in words
    record WithinTolerance(int firstStep, double largest, double tolerance, List<String> facts)
        implements Reproduction {
        public WithinTolerance {
            facts = List.copyOf(facts);
        }
    }

    /// Not the same run. Components as above.
    record Different(int firstStep, double largest, double tolerance, List<String> facts) implements Reproduction {
        public Different {
            facts = List.copyOf(facts);
        }
    }

    /// Compares what the record has; a partial record is compared as far as it goes.
    static Reproduction compare(RunFile recorded, RunFile again) {
        OptionalInt first = firstDifference(recorded, again);
        if (first.isEmpty()) {
            return new SameBits(recorded.steps().size());
        }
        double largest = largestDifference(recorded, again);
        double tolerance = tolerance(recorded, again);
        List<String> facts = facts(recorded, again);
        return largest <= tolerance ? new WithinTolerance(first.getAsInt(), largest, tolerance, facts)
            : new Different(first.getAsInt(), largest, tolerance, facts);
    }

    /// The same for masked diffusion. Canvases have no roundings: one token that differs makes another run. Probabilities
    /// of the recorded sequences may differ by what a network's arithmetic leaves.
    static Reproduction compare(MaskedRunFile recorded, MaskedRunFile again) {
        double largest = recorded.start().equals(again.start()) ? 0 : Double.POSITIVE_INFINITY;
        int first = largest > 0 ? -1 : Integer.MAX_VALUE;
        for (int i = 0; i < recorded.steps().size(); i++) {
            double here = i < again.steps().size() ? difference(recorded.steps().get(i), again.steps().get(i))
                : Double.POSITIVE_INFINITY;
            first = here > 0 ? StrictMath.min(first, i) : first;
            largest = StrictMath.max(largest, here);
        }
        if (first == Integer.MAX_VALUE) {
            return new SameBits(recorded.steps().size());
        }
        List<String> facts = facts(recorded, again);
        return largest <= PROBABILITY ? new WithinTolerance(first, largest, PROBABILITY, facts)
            : new Different(first, largest, PROBABILITY, facts);
    }

    /// Largest difference of two probabilities; infinite where canvases or moves differ.
    private static double difference(MaskedRunFile.Step a, MaskedRunFile.Step b) {
        if (!a.sha256().equals(b.sha256()) || a.moves().size() != b.moves().size()) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        for (int i = 0; i < a.moves().size(); i++) {
            largest = StrictMath.max(largest, difference(a.moves().get(i), b.moves().get(i)));
        }
        return largest;
    }

    private static double difference(MaskedRunFile.Moves a, MaskedRunFile.Moves b) {
        if (a.sequence() != b.sequence() || a.passes() != b.passes() || !a.remasked().equals(b.remasked())
            || a.committed().size() != b.committed().size()) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        for (int i = 0; i < a.committed().size(); i++) {
            Commit x = a.committed().get(i);
            Commit y = b.committed().get(i);
            boolean same = x.position() == y.position() && x.token() == y.token();
            largest = StrictMath.max(largest,
                same ? StrictMath.abs(x.probability() - y.probability()) : Double.POSITIVE_INFINITY);
        }
        return largest;
    }

    private static List<String> facts(MaskedRunFile recorded, MaskedRunFile again) {
        List<String> facts = facts(recorded.environment(), again.environment());
        recorded.modelFiles().forEach(
            (name, sha256) -> fact(facts, name, sha256, again.modelFiles().getOrDefault(name, "missing")));
        return facts;
    }

    /// What a chain of some hundred roundings leaves in float32 and in float64, with room for other normal draws.
    private static double tolerance(RunFile a, RunFile b) {
        boolean both64 = a.environment().precision().equals("float64") && b.environment().precision().equals("float64");
        return both64 ? 1e-9 : 1e-3;
    }

    private static OptionalInt firstDifference(RunFile recorded, RunFile again) {
        if (!recorded.initial().sha256().equals(again.initial().sha256())) {
            return OptionalInt.of(-1);
        }
        for (int i = 0; i < recorded.steps().size(); i++) {
            var step = recorded.steps().get(i);
            if (!counterpart(again, i, step).map(s -> s.state().sha256().equals(step.state().sha256())).orElse(false)) {
                return OptionalInt.of(step.step());
            }
        }
        return OptionalInt.empty();
    }

    private static Optional<RunFile.StepFacts> counterpart(RunFile run, int i, RunFile.StepFacts step) {
        return i < run.steps().size() && run.steps().get(i).step() == step.step()
            ? Optional.of(run.steps().get(i)) : Optional.empty();
    }

    private static double largestDifference(RunFile recorded, RunFile again) {
        double largest = difference(recorded.initial(), again.initial());
        for (int i = 0; i < recorded.steps().size(); i++) {
            var step = recorded.steps().get(i);
            double here = counterpart(again, i, step).map(s -> difference(step.state(), s.state()))
                .orElse(Double.POSITIVE_INFINITY);
            largest = StrictMath.max(largest, here);
        }
        return largest;
    }

    private static double difference(RunFile.StateFacts a, RunFile.StateFacts b) {
        if (a.head().size() != b.head().size()) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        for (int i = 0; i < a.head().size(); i++) {
            double x = a.head().get(i);
            largest = StrictMath.max(largest, StrictMath.abs(x - b.head().get(i)) / (1 + StrictMath.abs(x)));
        }
        return largest;
    }

    private static List<String> facts(RunFile recorded, RunFile again) {
        List<String> facts = facts(recorded.environment(), again.environment());
        fact(facts, "plan", recorded.plan().sha256(), again.plan().sha256());
        recorded.modelFiles().forEach(
            (name, sha256) -> fact(facts, name, sha256, again.modelFiles().getOrDefault(name, "missing")));
        return facts;
    }

    private static List<String> facts(RunFile.Environment was, RunFile.Environment is) {
        var facts = new ArrayList<String>();
        fact(facts, "program", was.program(), is.program());
        fact(facts, "backend", was.backend(), is.backend());
        fact(facts, "precision", was.precision(), is.precision());
        fact(facts, "threads", Integer.toString(was.threads()), Integer.toString(is.threads()));
        fact(facts, "java", was.java(), is.java());
        fact(facts, "os", was.os(), is.os());
        return facts;
    }

    private static void fact(List<String> facts, String name, String was, String is) {
        if (!was.equals(is)) {
            facts.add("%s was %s, is %s".formatted(name, was, is));
        }
    }
}
