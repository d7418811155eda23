package samplerscope.app.masked;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import samplerscope.SamplerscopeException;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.masked.Canvas;
import samplerscope.masked.Decoding;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.MaskedModelFamily;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Passes;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.measure.StepError;
import samplerscope.registry.Registry;
import samplerscope.registry.Settings;
import samplerscope.spec.Choice;

/// Decodes a draft: the lanes of one sequence in turn, step by step, then the next sequence. Tells what happens on the
/// thread that it runs on.
final class LabWork {

    /// Sequences whose guilty pairs are looked for; the others are only summed.
    static final int WITH_PAIRS = 8;
    /// Numbers of predictions that are kept, all lanes together: 128 MB.
    private static final long MOST_NUMBERS = 16L << 20;

    private final Registry<MaskedModelFamily> models;
    private final Registry<MaskedSamplerFamily> samplers;
    private final Path base;
    private long numbers;

    /// What happens.
    sealed interface Heard {
        record Opened(boolean world) implements Heard {}

        record Stepped(int lane, int sequence, int[] start, List<Frame> frames) implements Heard {}

        record Rested(int lane, LaneRun.Phase phase, Optional<Problem> problem) implements Heard {}

        record Refused(Problem problem) implements Heard {}

        /// The last of all.
        record Ended() implements Heard {}
    }

    LabWork(Registry<MaskedModelFamily> models, Registry<MaskedSamplerFamily> samplers, Path base) {
        this.models = models;
        this.samplers = samplers;
        this.base = base;
    }

    static MaskedModel open(Choice choice, Registry<MaskedModelFamily> models, Path base) {
        MaskedModelFamily family = models.get(choice.id());
        return family.open().open(Settings.of(choice.id(), family.parameters(), choice.settings()), base);
    }

    /// Does all of it; the last that each lane says is that it rests.
    void run(LabDraft draft, LabGate gate, Consumer<Heard> tell) {
        var busy = new ArrayList<>(draft.lanes());
        try (MaskedModel model = open(draft.model(), models, base)) {
            MaskPredictor predictor = model.predictor();
            int[] start = Canvas.starting(draft.start(predictor.length()), predictor);
            tell.accept(new Heard.Opened(predictor instanceof MaskedWorld));
            for (int n = 0; n < draft.sequences() && !busy.isEmpty(); n++) {
                uncover(busy, n, start, predictor, draft.seed(), gate, tell);
            }
            busy.forEach(lane -> tell.accept(new Heard.Rested(lane.id(), LaneRun.Phase.DONE, Optional.empty())));
        } catch (CancellationException e) {
            busy.forEach(lane -> tell.accept(new Heard.Rested(lane.id(), LaneRun.Phase.STOPPED, Optional.empty())));
        } catch (SamplerscopeException | OutOfMemoryError e) {
            Problem problem = Problem.of(e);
            tell.accept(new Heard.Refused(problem));
            busy.forEach(lane -> tell.accept(new Heard.Rested(lane.id(), LaneRun.Phase.FAILED, Optional.of(problem))));
        }
    }

    /// One sequence in all lanes that still can, in lock-step.
    private void uncover(List<LaneSpec> busy, int n, int[] start, MaskPredictor predictor, long seed, LabGate gate,
                         Consumer<Heard> tell) {
        var going = new LinkedHashMap<LaneSpec, Going>();
        for (LaneSpec lane : List.copyOf(busy)) {
            attempt(lane, busy, tell, () -> {
                Beginning begun = Beginning.of(lane, samplers, start, new Passes(predictor), Streams.of(seed, n));
                going.put(lane, new Going(begun.decoding(), begun.now(), begun.shared().size()));
                var shared = begun.shared().stream().map(f -> measured(f, predictor, n)).toList();
                tell.accept(new Heard.Stepped(lane.id(), n, start, shared));
            });
        }
        going.keySet().retainAll(busy);
        while (going.values().stream().anyMatch(g -> !g.decoding.isDone())) {
            gate.pass();
            for (Map.Entry<LaneSpec, Going> entry : going.entrySet()) {
                Going lane = entry.getValue();
                if (!lane.decoding.isDone()) {
                    attempt(entry.getKey(), busy, tell, () -> tell.accept(new Heard.Stepped(entry.getKey().id(), n, start,
                        List.of(measured(lane.step(), predictor, n)))));
                }
            }
            going.keySet().retainAll(busy);
        }
    }

    /// A lane that fails leaves the others to themselves.
    private static void attempt(LaneSpec lane, List<LaneSpec> busy, Consumer<Heard> tell, Runnable part) {
        try {
            part.run();
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) { // a rule with a mistake in it is told like any other
            busy.remove(lane);
            tell.accept(new Heard.Rested(lane.id(), LaneRun.Phase.FAILED, Optional.of(Problem.of(e))));
        }
    }

    private Frame measured(Frame frame, MaskPredictor predictor, int sequence) {
        UnmaskStep step = lean(frame.step());
        if (!(predictor instanceof MaskedWorld world) || step.committed().isEmpty()) {
            return new Frame(frame.before(), step, frame.millis(), Optional.empty(), frame.drawn());
        }
        StepError error = sequence < WITH_PAIRS ? StepError.of(world, frame.before(), step)
            : new StepError(StepError.nats(world, frame.before(), step), List.of());
        return new Frame(frame.before(), step, frame.millis(), Optional.of(error), frame.drawn());
    }

    /// Without its prediction once so many are kept that memory would run out.
    private UnmaskStep lean(UnmaskStep s) {
        numbers += s.prediction().map(p -> (long) p.p().length).orElse(0L);
        return numbers <= MOST_NUMBERS || s.prediction().isEmpty() ? s : new UnmaskStep(s.index(), s.passes(), s.rows(),
            s.positions(), s.progress(), s.block(), s.committed(), s.remasked(), s.state(), Optional.empty(), s.view(),
            s.scalars());
    }

    /// A decoding on its way.
    private static final class Going {
        private final Decoding decoding;
        private int[] now;
        private int index;

        Going(Decoding decoding, int[] now, int index) {
            this.decoding = decoding;
            this.now = now;
            this.index = index;
        }

        Frame step() {
            long began = System.nanoTime();
            UnmaskStep taken = decoding.step();
            double millis = (System.nanoTime() - began) / 1e6;
            var frame = new Frame(now, Beginning.numbered(taken, index++), millis, Optional.empty(), true);
            now = taken.state();
            return frame;
        }
    }
}
