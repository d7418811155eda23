package samplerscope.masked.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import samplerscope.masked.Decoding;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.Ranking;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;
import samplerscope.registry.Parameter;

/// Draws several tokens at once, then checks each against what the model says once those before it are known: as fast as
/// possible without bias.
///
/// A round: pass 1 gives `q_j` for `k` hidden positions in an order that depends on the state only, and all are drawn; pass
/// 2, one batch of `k - 1` rows, gives `p_j` with the first `j` written; token `j` is accepted with probability
/// `min(1, e^leniency p_j / q_j)`, and the first that is not is drawn again from `(p_j - q_j)^+` and ends the round. With
/// leniency 0 the law is that of one token at a time.
///
/// Source: Guo & Ermon 2025, arXiv:2504.20456, for any-subset autoregressive models; here with one masked model as both.
///
/// @param order    of the drafted positions
/// @param drafts   drawn in a round, at most
/// @param leniency logarithm of the factor by which acceptance is eased; 0 is exact
public record SelfSpeculation(Order order, int drafts, double leniency) implements MaskedSampler {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("self-speculation", "Exact self-speculation",
        "Guo & Ermon 2025, arXiv:2504.20456, Reviving Any-Subset Autoregressive Models with Principled Parallel Sampling "
            + "and Speculative Decoding",
        List.of(Parameter.oneOf("order", "order", "in which hidden positions are drafted", "random", "confidence",
                "bisection", "left-to-right"),
            Parameter.whole("drafts", "drafts", "tokens drawn in a round, at most", 8, 1, 1 << 16),
            Parameter.real("leniency", "leniency", "log of the factor on acceptance; 0 is exact", 0, 0, 50)),
        s -> new SelfSpeculation(Order.valueOf(s.word("order").toUpperCase(Locale.ROOT).replace('-', '_')),
            s.whole("drafts"), s.number("leniency")));

    /// Which positions are drafted, and in what order.
    public enum Order { RANDOM, CONFIDENCE, BISECTION, LEFT_TO_RIGHT }

    public SelfSpeculation {
        Checked.atLeast("drafts", drafts, 1);
        Checked.atLeast("leniency", leniency, 0);
    }

    @Override
    public boolean drawsAsItSays() {
        return leniency == 0;
    }

    @Override
    public Decoding begin(int[] start, Passes model, Streams random) {
        return new Run(new Sheet(start, model), random);
    }

    private final class Run extends SheetDecoding {
        private final Streams random;

        Run(Sheet sheet, Streams random) {
            super(sheet);
            this.random = random;
        }

        @Override
        UnmaskStep next() {
            Prediction now = sheet.evaluate();
            int[] order = ordered(now);
            int[] drafted = sheet.state();
            IntStream.of(order).sorted()
                .forEach(i -> drafted[i] = TokenChoice.drawn(now.at(i), random.tokens().nextDouble()));
            List<Prediction> then = checks(order, drafted);
            var chances = new HashMap<Integer, Double>(Map.of(order[0], 1.0));
            sheet.write(order[0], drafted[order[0]], now.p(order[0], drafted[order[0]]));
            int accepted = 1;
            while (accepted < order.length && accept(order[accepted], drafted, now, then.get(accepted - 1), chances)) {
                accepted++;
            }
            int[] shown = IntStream.of(order).sorted().toArray();
            return sheet.told(0, Optional.of(now),
                Sheet.view("acceptance", shown, i -> chances.getOrDefault(i, 0.0)),
                Map.of("drafted", (double) order.length, "accepted", (double) accepted));
        }

        /// The model's answers with the first, the first two, ... of the drafts written.
        private List<Prediction> checks(int[] order, int[] drafted) {
            var rows = new ArrayList<int[]>();
            int[] row = sheet.state();
            for (int i : Arrays.copyOf(order, order.length - 1)) {
                row = row.clone();
                row[i] = drafted[i];
                rows.add(row);
            }
            return rows.isEmpty() ? List.of() : sheet.model().evaluate(rows);
        }

        /// Writes the draft or another token; whether the draft was good.
        private boolean accept(int i, int[] drafted, Prediction q, Prediction p, Map<Integer, Double> chances) {
            int token = drafted[i];
            double chance = StrictMath.min(1, StrictMath.exp(leniency) * p.p(i, token) / q.p(i, token));
            chances.put(i, chance);
            boolean good = random.candidates().nextDouble() < chance;
            int kept = good ? token : TokenChoice.drawn(remainder(p, q, i), random.tokens().nextDouble());
            sheet.write(i, kept, p.p(i, kept));
            return good;
        }

        private int[] ordered(Prediction now) {
            int[] masked = sheet.masked();
            return switch (order) {
                case RANDOM -> {
                    double[] keys = random.positions().doubles(masked.length).toArray();
                    yield Ranking.top(masked, drafts, i -> keys[Arrays.binarySearch(masked, i)]);
                }
                case CONFIDENCE -> Ranking.top(masked, drafts, now::confidence);
                case BISECTION -> bisected(masked, drafts);
                case LEFT_TO_RIGHT -> Arrays.copyOf(masked, StrictMath.min(drafts, masked.length));
            };
        }
    }

    /// `(p - q)^+`, not normalised.
    private static double[] remainder(Prediction p, Prediction q, int position) {
        double[] rest = p.at(position);
        for (int v = 0; v < rest.length; v++) {
            rest[v] = StrictMath.max(0, rest[v] - q.p(position, v));
        }
        return rest;
    }

    /// Midpoints of the hidden stretches and of their halves, the longest first: what the rounds of bisection would write.
    static int[] bisected(int[] masked, int most) {
        var stretches = new PriorityQueue<int[]>(Comparator.<int[]>comparingInt(s -> s[0] - s[1])
            .thenComparingInt(s -> s[0]));
        for (int k = 0, from = 0; k < masked.length; k++) {
            if (k + 1 == masked.length || masked[k + 1] != masked[k] + 1) {
                stretches.add(new int[] {masked[from], masked[k] + 1});
                from = k + 1;
            }
        }
        var order = new ArrayList<Integer>();
        while (!stretches.isEmpty() && order.size() < most) {
            int[] stretch = stretches.remove();
            if (stretch[0] < stretch[1]) {
                int middle = (stretch[0] + stretch[1]) >>> 1;
                order.add(middle);
                stretches.add(new int[] {stretch[0], middle});
                stretches.add(new int[] {middle + 1, stretch[1]});
            }
        }
        return order.stream().mapToInt(i -> i).toArray();
    }
}
