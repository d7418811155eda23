package samplerscope.search;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import samplerscope.registry.Setting;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Prediction;
import samplerscope.solver.Refresh;
import samplerscope.solver.Relaxation;
import samplerscope.spec.Choice;

/// What a schedule decides for one step, apart from its time.
///
/// Source: Liu et al. 2023, arXiv:2312.07243, Sec. 3.
public sealed interface StepDecision {

    /// As a solver in a spec.
    ///
    /// @param first where the output at the start of the step comes from
    Choice choice(FirstOutput first);

    /// Model evaluations of the step, before guidance multiplies their cost.
    int evaluations();

    /// A step of the unified sampling framework, one evaluation.
    ///
    /// @param prediction what is expanded in lambda
    /// @param order      terms of the Taylor expansion, 1 to 4; falls to what the history allows
    /// @param active     for the first, second, ... derivative how many of the newest outputs are in its difference; 0,
    ///                   or no entry, is as many as the order needs
    /// @param relaxation of the derivatives
    /// @param correction takes the step before this one again, with the output at its end; costs no evaluation
    record Unified(Prediction prediction, int order, List<Integer> active, Relaxation relaxation,
                   Optional<Correction> correction) implements StepDecision {

        private static final int HIGHEST = 4;

        public Unified {
            active = withoutZerosAtTheEnd(active);
            List<Integer> counts = active;
            if (order < 1 || order > HIGHEST) {
                throw new InvalidCandidateException("a step has order " + order, "use 1 to " + HIGHEST);
            }
            if (active.size() >= order || IntStream.range(0, active.size()).anyMatch(k -> isTooFew(counts.get(k), k))) {
                throw new InvalidCandidateException("a step of order %d has %s active outputs".formatted(order, active),
                    "give one number for each of its %d derivatives, 0 or at least as large as the derivative"
                        .formatted(order - 1));
            }
        }

        /// Equal steps are equal values.
        private static List<Integer> withoutZerosAtTheEnd(List<Integer> active) {
            int last = active.size();
            while (last > 0 && active.get(last - 1) == 0) {
                last--;
            }
            return List.copyOf(active.subList(0, last));
        }

        private static boolean isTooFew(int count, int derivative) {
            return count != 0 && (count < derivative + 1 || count > HIGHEST);
        }

        /// Without anything special.
        public static Unified of(Prediction prediction, int order) {
            return new Unified(prediction, order, List.of(), Relaxation.NONE, Optional.empty());
        }

        public Unified with(Prediction changed) {
            return new Unified(changed, order, active, relaxation, correction);
        }

        /// Of another order; what is active for a derivative that is no more is forgotten, and so is its slope.
        public Unified withOrder(int changed) {
            return new Unified(prediction, changed, active.subList(0, Math.min(active.size(), changed - 1)),
                relaxation.below(changed), correction);
        }

        /// The same step said with more derivatives: those that it does not have are multiplied with 0, so that a
        /// search may make something of them. As many as slopes can switch off; none where a form has no slopes.
        ///
        /// @param seen outputs that the step has
        /// @param h    its length in lambda, `> 0`
        /// @param free what a search may choose from
        Unified lifted(int seen, double h, SearchSpace.Steps.Free free) {
            int reached = Math.min(order, seen);
            int to = Math.min(free.highestOrder(), seen);
            boolean linear = relaxation.form() == Relaxation.Form.NONE || relaxation.form() == Relaxation.Form.LINEAR;
            if (to <= reached || !linear || !free.fewerNodes() || 1 / h > free.mostSlope()) {
                return this;
            }
            Relaxation wider = relaxation.below(reached);
            var through = new ArrayList<Integer>();
            for (int k = 1; k < to; k++) {
                boolean given = k < reached && k <= active.size() && active.get(k - 1) > 0;
                through.add(given ? active.get(k - 1) : Math.max(k, reached - 1));
                wider = k < reached ? wider : wider.withSlope(k, -1 / h);
            }
            return new Unified(prediction, to, through, wider, correction);
        }

        public Unified withActive(List<Integer> changed) {
            return new Unified(prediction, order, changed, relaxation, correction);
        }

        public Unified with(Relaxation changed) {
            return new Unified(prediction, order, active, changed, correction);
        }

        public Unified with(Optional<Correction> changed) {
            return new Unified(prediction, order, active, relaxation, changed);
        }

        @Override
        public int evaluations() {
            return 1;
        }

        @Override
        public Choice choice(FirstOutput first) {
            Map<String, Setting> settings = new TreeMap<>();
            settings.put("prediction", new Setting.Word(prediction.word()));
            settings.put("order", new Setting.Num(order));
            for (int k = 0; k < active.size(); k++) {
                if (active.get(k) > 0) {
                    settings.put("nodes-" + (k + 1), new Setting.Word(ages(active.get(k))));
                }
            }
            if (relaxation.form() != Relaxation.Form.NONE) {
                settings.put("relaxation", new Setting.Word(relaxation.form().word()));
            }
            if (relaxation.form() == Relaxation.Form.LINEAR) {
                settings.putAll(slopes(relaxation, "relaxation-slope"));
            }
            correction.ifPresent(c -> c.into(settings));
            if (first != FirstOutput.MODEL) {
                settings.put("output", new Setting.Word(first.word()));
            }
            return new Choice("usf", settings);
        }

        private static String ages(int newest) {
            return IntStream.rangeClosed(1, newest).mapToObj(Integer::toString).collect(Collectors.joining("+"));
        }
    }

    /// Those that are not 0; that of the first derivative has no number.
    private static Map<String, Setting> slopes(Relaxation relaxation, String id) {
        Map<String, Setting> settings = new TreeMap<>();
        for (int k = 0; k < relaxation.slopes().size(); k++) {
            if (k == 1 || relaxation.slope(k) != 0) {
                settings.put(k == 1 ? id : id + "-" + k, new Setting.Num(relaxation.slope(k)));
            }
        }
        return settings;
    }

    /// How the step before is taken again.
    ///
    /// @param prediction what is expanded in lambda
    /// @param order      1 to 5, one more than that of the step corrected is usual
    /// @param relaxation none, bh1, bh2 or linear
    /// @param refresh    what becomes of the output at its end
    record Correction(Prediction prediction, int order, Relaxation relaxation, Refresh refresh) {

        private static final Set<Relaxation.Form> FORMS = EnumSet.of(Relaxation.Form.NONE, Relaxation.Form.BH1,
            Relaxation.Form.BH2, Relaxation.Form.LINEAR);

        public Correction {
            if (order < 1 || order > 5) {
                throw new InvalidCandidateException("a corrector has order " + order, "use 1 to 5");
            }
            if (!FORMS.contains(relaxation.form())) {
                throw new InvalidCandidateException("a corrector is relaxed by " + relaxation.form().word(),
                    "use none, bh1, bh2 or linear");
            }
        }

        /// Without anything special.
        public static Correction of(Prediction prediction, int order) {
            return new Correction(prediction, order, Relaxation.NONE, Refresh.OFF);
        }

        public Correction with(Relaxation changed) {
            return new Correction(prediction, order, changed, refresh);
        }

        public Correction with(Refresh changed) {
            return new Correction(prediction, order, relaxation, changed);
        }

        private void into(Map<String, Setting> settings) {
            settings.put("corrector", new Setting.Word(prediction.word()));
            settings.put("corrector-order", new Setting.Num(order));
            if (relaxation.form() != Relaxation.Form.NONE) {
                settings.put("corrector-relaxation", new Setting.Word(relaxation.form().word()));
            }
            if (relaxation.form() == Relaxation.Form.LINEAR) {
                settings.putAll(slopes(relaxation, "corrector-slope"));
            }
            if (refresh != Refresh.OFF) {
                settings.put("refresh", new Setting.Word(refresh.word()));
            }
        }
    }

    /// A step of any solver of the library, such as the refreshed one of Auto, which the framework has no words for.
    ///
    /// @param evaluations of the model in this step
    record Named(Choice solver, int evaluations) implements StepDecision {

        public Named {
            if (evaluations < 0) {
                throw new InvalidCandidateException("a step of %s has %d evaluations".formatted(solver.id(),
                    evaluations), "count the evaluations of the step");
            }
        }

        @Override
        public Choice choice(FirstOutput first) {
            return solver;
        }
    }
}
