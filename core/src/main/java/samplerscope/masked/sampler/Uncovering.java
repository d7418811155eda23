package samplerscope.masked.sampler;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import samplerscope.masked.Canvas;
import samplerscope.masked.Course;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.Passes;
import samplerscope.masked.Plan;
import samplerscope.masked.Prediction;

/// The loop of most samplers: block by block, a pass and a rule, until nothing is hidden.
///
/// A rule that a block's guard stops is overruled: what is left of the block is written at once. Only a schedule with
/// empty steps can come to that.
record Uncovering(UnmaskRule rule, Manner manner, boolean[] given, Blocks blocks, int guard, int toWrite)
    implements Course<Uncovering.Place> {

    /// Where a sequence is.
    ///
    /// @param block that the next step is expected in
    /// @param step  of it, from 0
    /// @param first positions that were hidden when it began; 0 before it began
    /// @param kept  of the passes so far
    record Place(int block, int step, int first, Caching.Memory kept) {}

    /// @param start a whole canvas
    /// @param guard steps that a block may take at most, whatever its size; its size at least
    static Uncovering of(UnmaskRule rule, Manner manner, int[] start, MaskPredictor model, int guard) {
        manner.check(model);
        Blocks blocks = Blocks.of(start, manner.block());
        var given = new boolean[start.length];
        for (int i = 0; i < start.length; i++) {
            given[i] = start[i] != Canvas.MASK;
        }
        return new Uncovering(rule, manner, given, blocks, StrictMath.max(guard, blocks.fullest(start)),
            Canvas.masked(start));
    }

    @Override
    public Place opening() {
        return new Place(0, 0, 0, Caching.Memory.EMPTY);
    }

    @Override
    public boolean isDone(int[] state, Place place) {
        return Canvas.masked(state) == 0;
    }

    @Override
    public Plan<Place> plan(int[] state, Place place, Passes model) {
        int block = blocks.current(state);
        if (manner.end().stops(state, given)) {
            return Plan.of(manner.end().filling(state, model.model().vocabulary()),
                new Plan.Account(progress(state), block, Optional.empty(), Optional.empty(), Map.of()), place);
        }
        int[] eligible = blocks.hidden(state, block);
        boolean begins = block != place.block() || place.step() == 0;
        int step = begins ? 0 : place.step();
        int first = begins ? eligible.length : place.first();
        Caching.Answer answer = manner.ask(model, state, given, blocks.span(block), place.kept());
        Prediction raw = answer.prediction();
        Laws laws = manner.drawing().laws(raw);
        var look = new Look(state, eligible, raw, manner.ranked(raw, laws), laws, blocks.startOf(block), step, first,
            manner.end().deferred());
        UnmaskRule.Choice choice = step < guard ? rule.choose(look)
            : new UnmaskRule.Choice(look.reveal(eligible), Optional.empty(), Map.of());
        return Plan.of(choice.move(),
            new Plan.Account(progress(state), block, Optional.of(raw), choice.view(), together(choice, answer)),
            new Place(block, step + 1, first, answer.memory()));
    }

    private static Map<String, Double> together(UnmaskRule.Choice choice, Caching.Answer answer) {
        var scalars = new HashMap<>(choice.scalars());
        scalars.putAll(answer.scalars());
        return scalars;
    }

    private double progress(int[] state) {
        return 1 - (double) Canvas.masked(state) / toWrite;
    }
}
