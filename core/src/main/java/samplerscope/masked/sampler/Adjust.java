package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import samplerscope.masked.Canvas;
import samplerscope.masked.Course;
import samplerscope.masked.Decoding;
import samplerscope.masked.JointHead;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Passes;
import samplerscope.masked.Plan;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Prediction;
import samplerscope.masked.Streams;
import samplerscope.masked.UnsuitableModelException;
import samplerscope.masked.sampler.TokenByToken.Saying;
import samplerscope.registry.Parameter;

/// Lets the tokens of one step see each other: one pass of the network, then token by token from what a small head says
/// after each that was drawn. Passes of the head are told as `head passes`, and not among those of the network, which
/// is many times larger.
///
/// A model with a trained head uses it. On worlds whose law is known a stand-in says
/// `rho p(. | x and what was drawn in this step) + (1 - rho) p(. | x)`: `rho = 1` is a perfect head and draws from the
/// law, `rho = 0` is plain parallel decoding. The mixture is ours.
///
/// Source: Bansal & Sanghavi 2025, arXiv:2509.22738.
///
/// @param perStep positions of a step
/// @param rho     quality of the stand-in, in [0, 1]; a trained head is as it is
/// @param entropy whether the least uncertain position comes next, as published; otherwise `perStep` random ones in
///                ascending order
/// @param drawing of tokens
/// @param clip    whether what the head says is kept within what the marginals allow; see {@link FeasibleInterval}
public record Adjust(int perStep, double rho, boolean entropy, Drawing drawing, boolean clip)
    implements PlannedSampler {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("adjust", "Approximate joint sampling",
        "Bansal & Sanghavi 2025, arXiv:2509.22738, Enabling Approximate Joint Sampling in Diffusion LMs",
        Stream.concat(Stream.of(Parameter.whole("per-step", "per step", "tokens of a step", 4, 1, 1 << 20),
            Parameter.real("rho", "rho", "quality of the head's stand-in on an exact world: 0 sees nothing, 1 is exact",
                0.9, 0, 1),
            Parameter.oneOf("order", "order", "which position comes next", "entropy", "random"),
            Parameter.onOff("clip", "clip", "whether what the head says is kept within what marginals allow", false)),
            Drawing.PARAMETERS.stream()).toList(),
        s -> new Adjust(s.whole("per-step"), s.number("rho"), s.word("order").equals("entropy"), Drawing.of(s),
            s.flag("clip")));

    public Adjust {
        Checked.atLeast("per-step", perStep, 1);
        Checked.share("rho", rho);
    }

    /// As the head says.
    public Adjust(int perStep, double rho, boolean entropy) {
        this(perStep, rho, entropy, Drawing.FAITHFUL, false);
    }

    @Override
    public boolean drawsAsItSays() {
        return drawing.isRandom();
    }

    /// @throws UnsuitableModelException for a model that has neither a head nor a known law
    @Override
    public Decoding begin(int[] start, Passes model, Streams random) {
        if (!(model.model() instanceof MaskedWorld) && JointHead.of(model.model()).isEmpty()) {
            throw new UnsuitableModelException("Approximate joint sampling",
                "a trained head beside the network, or a law that is known", "choose a network with a head, or an exact world");
        }
        return PlannedSampler.super.begin(start, model, random);
    }

    /// Of a model without a head it is not asked whether its law is known: a table of a world is as good as the world.
    @Override
    public Course<?> course(int[] start, MaskPredictor model, Streams random) {
        Checked.fits("per-step", perStep, model.length());
        Optional<Opening> trained = JointHead.of(model).map(head -> (passes, state) ->
            trained(head, passes, passes.begin(head, state)));
        return new Steps(Canvas.masked(start), trained.orElse(this::standIn), trained.isPresent() ? Map.of()
            : Map.of("rho", rho));
    }

    /// The pass of a step.
    @FunctionalInterface
    private interface Opening {
        Saying pass(Passes model, int[] state);
    }

    private static Saying trained(JointHead head, Passes passes, JointHead.Features features) {
        return new Saying(features.prediction(), state -> trained(head, passes, passes.renew(head, state, features)));
    }

    private Saying standIn(Passes passes, int[] state) {
        Prediction base = passes.evaluate(state);
        return new Saying(base, after -> mixed(base, passes.model(), after));
    }

    /// Knowledge of the law, and not a pass.
    private Saying mixed(Prediction base, MaskPredictor exact, int[] state) {
        if (rho == 0) {
            return new Saying(base, after -> mixed(base, exact, after));
        }
        double[] p = exact.evaluate(List.of(state)).getFirst().p();
        var sum = new double[p.length];
        Arrays.setAll(sum, j -> rho * p[j] + (1 - rho) * base.p()[j]);
        return new Saying(new Prediction(base.vocabulary(), sum), after -> mixed(base, exact, after));
    }

    /// @param headPasses so far
    private record Spent(int headPasses) {}

    private final class Steps implements Course<Spent> {
        private final int toWrite;
        private final Opening opening;
        private final Map<String, Double> facts;

        Steps(int toWrite, Opening opening, Map<String, Double> facts) {
            this.toWrite = toWrite;
            this.opening = opening;
            this.facts = facts;
        }

        @Override
        public Spent opening() {
            return new Spent(0);
        }

        @Override
        public boolean isDone(int[] state, Spent spent) {
            return Canvas.masked(state) == 0;
        }

        @Override
        public Plan<Spent> plan(int[] state, Spent spent, Passes model) {
            Saying base = opening.pass(model, state);
            int[] masked = Canvas.maskedPositions(state);
            int count = StrictMath.min(perStep, masked.length);
            int head = spent.headPasses() + count - 1;
            var scalars = new HashMap<>(facts);
            scalars.put("head passes", (double) head);
            return Plan.of(new TokenByToken(base, count, entropy, drawing, clip),
                new Plan.Account(1 - (double) masked.length / toWrite, 0, Optional.of(base.prediction()),
                    Optional.of(Sheet.view("-entropy", masked, i -> -base.prediction().entropy(i))), scalars),
                new Spent(head));
        }
    }
}
