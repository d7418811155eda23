package samplerscope.masked.sampler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import samplerscope.masked.Canvas;
import samplerscope.masked.Course;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.Move;
import samplerscope.masked.Passes;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Prediction;
import samplerscope.masked.Streams;
import samplerscope.registry.Parameter;

/// Writes a draft in random order, then hides positions and draws them anew, sweep after sweep. One pass a move; more with
/// the Metropolis test.
///
/// One position at a time leaves the model's law as it is, and so does a set whose positions are independent given the
/// rest: for a first-order chain, no two neighbours. Dependent positions drawn together do not, unless the Metropolis test
/// decides: the new tokens stay with probability `min(1, p(x') q(x) / (p(x) q(x')))`, `q` the product of marginals.
///
/// Source: Geman and Geman 1984; Metropolis-Hastings with an independent proposal, Tierney 1994.
///
/// @param perPass tokens of a step of the draft; 0 for all at once
/// @param sweeps  over all positions
/// @param scan    what is drawn together, in which order
/// @param stride  of the sets, for `STRIDED`: positions as far apart are drawn together
/// @param accept  whether the Metropolis test decides
/// @param drawing of tokens
public record Gibbs(int perPass, int sweeps, Scan scan, int stride, boolean accept, Drawing drawing)
    implements PlannedSampler {

    public enum Scan {
        /// One position after another, ascending.
        SYSTEMATIC,
        /// One after another, in a new random order each sweep.
        SHUFFLED,
        /// Positions `1, 1 + S, ..`, then `2, 2 + S, ..`, at last `0, S, ..`: for 2, odd then even.
        STRIDED
    }

    private static final Parameter PER_PASS = Parameter.whole("per-pass", "per pass",
        "tokens of a step of the draft; 0 writes it at once", 0, 0, 1 << 20);
    private static final Parameter SWEEPS = Parameter.whole("sweeps", "sweeps", "over all positions", 1, 0, 10_000);
    private static final Parameter STRIDE = Parameter.whole("stride", "stride",
        "distance of positions drawn together; 2 is exact for a first-order chain, 1 draws all", 2, 1, 4096);

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("gibbs", "Gibbs corrector",
        "Geman and Geman 1984, IEEE PAMI 6", with(PER_PASS, SWEEPS,
            Parameter.oneOf("scan", "scan", "ascending, or in a new random order each sweep", "systematic", "shuffled")),
        s -> new Gibbs(s.whole("per-pass"), s.whole("sweeps"), Scan.valueOf(s.word("scan").toUpperCase(Locale.ROOT)), 1,
            false, Drawing.of(s)));
    public static final MaskedSamplerFamily BLOCKED = new MaskedSamplerFamily("gibbs-blocked", "Blocked Gibbs corrector",
        "Geman and Geman 1984, IEEE PAMI 6, coding sets as Besag 1974", with(PER_PASS, SWEEPS, STRIDE),
        s -> new Gibbs(s.whole("per-pass"), s.whole("sweeps"), Scan.STRIDED, s.whole("stride"), false, Drawing.of(s)));
    public static final MaskedSamplerFamily METROPOLIS = new MaskedSamplerFamily("metropolis", "Metropolis corrector",
        "Tierney 1994, Ann. Statist. 22: independence Metropolis-Hastings", with(PER_PASS, SWEEPS, STRIDE),
        s -> new Gibbs(s.whole("per-pass"), s.whole("sweeps"), Scan.STRIDED, s.whole("stride"), true, Drawing.of(s)));

    private static List<Parameter> with(Parameter... own) {
        var all = new ArrayList<>(List.of(own));
        all.addAll(Drawing.PARAMETERS);
        return all;
    }

    public Gibbs {
        Checked.atLeast("per-pass", perPass, 0);
        Checked.atLeast("sweeps", sweeps, 0);
        Checked.atLeast("stride", stride, 1);
    }

    /// One position after another, as the model says, after a draft at once.
    public static Gibbs systematic(int sweeps) {
        return new Gibbs(0, sweeps, Scan.SYSTEMATIC, 1, false, Drawing.FAITHFUL);
    }

    /// Odd positions, then even ones, as the model says, after a draft at once.
    public static Gibbs oddEven(int sweeps) {
        return new Gibbs(0, sweeps, Scan.STRIDED, 2, false, Drawing.FAITHFUL);
    }

    @Override
    public boolean drawsAsItSays() {
        return drawing.isRandom() && !accept;
    }

    @Override
    public Course<?> course(int[] start, MaskPredictor model, Streams random) {
        int[] free = Canvas.maskedPositions(start);
        int draftCount = perPass == 0 ? StrictMath.max(1, free.length) : perPass;
        Course<?> draft = new FixedCount(Score.RANDOM, 0, Counts.fixed(draftCount), Manner.drawing(drawing))
            .course(start, model, random);
        var sets = new ArrayList<int[]>();
        for (int n = 0; n < sweeps; n++) {
            sets.addAll(sweep(free, random.positions()));
        }
        return new Corrected<>(draft, sets, this::redraw);
    }

    private List<int[]> sweep(int[] free, SplittableRandom random) {
        return switch (scan) {
            case SYSTEMATIC -> IntStream.of(free).mapToObj(i -> new int[] {i}).toList();
            case SHUFFLED -> {
                var order = new ArrayList<>(IntStream.of(free).boxed().toList());
                Collections.shuffle(order, random);
                yield order.stream().map(i -> new int[] {i}).toList();
            }
            case STRIDED -> IntStream.rangeClosed(1, stride)
                .mapToObj(offset -> IntStream.of(free).filter(i -> i % stride == offset % stride).toArray())
                .filter(set -> set.length > 0).toList();
        };
    }

    private Move redraw(int[] hidden, int[] set, Prediction now, Passes model) {
        Laws laws = drawing.laws(now);
        return accept ? new Metropolis(hidden, set, now, laws, model) : new Reveal(new Selection.Chosen(set), laws);
    }
}
