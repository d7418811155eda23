package samplerscope.model.onnx;

import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.Denoiser;
import samplerscope.model.ModelCard;
import samplerscope.random.DrawKey;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;

/// What came of asking a described network: it answered with finite numbers of the right shape, and they look like some
/// prediction.
///
/// @param rows    samples of one call
/// @param seconds of that call, the first one
public record NetworkTrial(int rows, double seconds, PredictionHint hint) {

    private static final int NUMBERS = 1 << 12;
    private static final int FEWEST = 4;
    private static final int MOST = 256;
    /// Halfway between noise and data, where every network was trained.
    private static final double MIDDLE = 0;

    /// Asks the network once, and then for the hint. Blocks.
    ///
    /// @param said    without problems; see {@link DescriptionCheck}
    /// @param threads of one call, `>= 1`
    /// @throws NetworkException                                if it fails, or its answer has another shape or is not
    ///                                                         finite
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    public static NetworkTrial run(NetworkFile file, NetworkDescription said, int threads) {
        NoiseSchedule schedule = said.schedule().schedule();
        ModelCard card = said.card(DescribedNetwork.ID, "");
        var shape = new Shape(rows(said), said.shape());
        var condition = !said.classes().isEmpty() && said.nullClass().isEmpty() ? new Condition.EachClass()
            : Condition.NONE;
        try (var backend = new Float64Backend(threads);
             Denoiser bare = DescribedNetwork.bare(said, file, card, new Binding(backend, condition, 0, 0))) {
            Tensor x = backend.allocate(shape);
            Tensor output = backend.allocate(shape);
            backend.drawNormal(x, new DrawKey(0, 0, 0, 0, DrawKey.Stream.PROBE));
            NoiseLevel middle = schedule.atLambda(MIDDLE);
            long start = System.nanoTime();
            bare.evaluate(x, middle, output);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (backend.firstNonFinite(output) >= 0) {
                throw new NetworkException("'%s' answers with numbers that are not finite".formatted(
                    file.file().getFileName()), "check the timestep, which is %.3g here, and the export".formatted(
                        said.timestep().of(middle)));
            }
            return new NetworkTrial(shape.batch(), seconds, PredictionHint.of(bare, said.prediction(), schedule, shape,
                backend));
        }
    }

    private static int rows(NetworkDescription said) {
        return StrictMath.clamp(NUMBERS / new Shape(1, said.shape()).sampleSize(), FEWEST, MOST);
    }

    /// What to make of it, in one sentence.
    ///
    /// @param form what the network is described as
    public String verdict(Prediction.Form form) {
        var best = hint.best();
        if (best.isEmpty()) {
            return "The output looks like none of %s: check the schedule and the timestep."
                .formatted(String.join(", ", hint.misfits().keySet().stream().sorted().map(Prediction.Form::word)
                .toList()));
        }
        String sure = hint.misfits().size() == 1 ? "" : hint.isClear() ? ", clearly" : ", though others are close";
        return best.get() == form ? "The output looks like %s, as described%s.".formatted(form.word(), sure)
            : "The output looks like %s rather than %s%s.".formatted(best.get().word(), form.word(), sure);
    }
}
