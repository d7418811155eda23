package samplerscope.app.masked;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.masked.Canvas;
import samplerscope.masked.Decoding;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.Passes;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;
import samplerscope.registry.Registry;
import samplerscope.registry.Settings;
import samplerscope.spec.Choice;

/// A sequence of a lane where its own sampler takes over.
///
/// @param shared   steps of the lane that it left, if it is a fork
/// @param decoding goes on from there
/// @param now      the canvas there, with the edits of the fork
record Beginning(List<Frame> shared, Decoding decoding, int[] now) {

    /// A fork goes through the steps of its parent again: it costs as much, and leaves the random numbers exactly where the
    /// parent had them.
    ///
    /// @param start  the canvas before the first step, shape [L]
    /// @param model  counts the passes of the parent too
    /// @param random of this sequence
    static Beginning of(LaneSpec lane, Registry<MaskedSamplerFamily> samplers, int[] start, Passes model,
                        Streams random) {
        if (lane.fork().isEmpty()) {
            return new Beginning(List.of(), sampler(lane.sampler(), samplers).begin(start.clone(), model, random), start);
        }
        LaneSpec.Fork fork = lane.fork().get();
        Beginning parent = of(fork.parent(), samplers, start, model, random);
        var shared = new ArrayList<>(parent.shared());
        int[] state = parent.now();
        while (!parent.decoding().isDone() && shared.size() <= fork.step()) {
            long began = System.nanoTime();
            UnmaskStep step = numbered(parent.decoding().step(), shared.size());
            shared.add(new Frame(state, step, (System.nanoTime() - began) / 1e6, Optional.empty(), false));
            state = step.state();
        }
        int[] edited = state.clone();
        for (Map.Entry<Integer, Integer> edit : fork.edits().entrySet()) {
            if (edit.getKey() < edited.length) {
                edited[edit.getKey()] = edit.getValue();
            }
        }
        int[] from = Canvas.starting(edited, model.model());
        return new Beginning(shared, sampler(lane.sampler(), samplers).begin(from.clone(), model, random), from);
    }

    static MaskedSampler sampler(Choice choice, Registry<MaskedSamplerFamily> samplers) {
        MaskedSamplerFamily family = samplers.get(choice.id());
        return family.create().apply(Settings.of(choice.id(), family.parameters(), choice.settings()));
    }

    /// A step under its number in the whole sequence.
    static UnmaskStep numbered(UnmaskStep s, int index) {
        return s.index() == index ? s : new UnmaskStep(index, s.passes(), s.rows(), s.positions(), s.progress(),
            s.block(), s.committed(), s.remasked(), s.state(), s.prediction(), s.view(), s.scalars());
    }
}
