package samplerscope.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The answer to "does this run come out the same here?": a recorded run against the same spec run again.
public sealed interface Reproduction {

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
        var facts = new ArrayList<String>();
        var was = recorded.environment();
        var is = again.environment();
        fact(facts, "program", was.program(), is.program());
        fact(facts, "backend", was.backend(), is.backend());
        fact(facts, "precision", was.precision(), is.precision());
        fact(facts, "threads", Integer.toString(was.threads()), Integer.toString(is.threads()));
        fact(facts, "java", was.java(), is.java());
        fact(facts, "os", was.os(), is.os());
        fact(facts, "plan", recorded.plan().sha256(), again.plan().sha256());
        recorded.modelFiles().forEach(
            (name, sha256) -> fact(facts, name, sha256, again.modelFiles().getOrDefault(name, "missing")));
        return facts;
    }

    private static void fact(List<String> facts, String name, String was, String is) {
        if (!was.equals(is)) {
            facts.add("%s was %s, is %s".formatted(name, was, is));
        }
    }
}
