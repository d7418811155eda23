package samplerscope.masked;

import java.util.List;
import java.util.Optional;
import samplerscope.masked.Gathering.Line;

/// A model as a sequence of a gathering sees it: with all that the model has, asked together with the others.
///
/// Only the autoregressive twin is asked alone, since what it remembers is of one sequence.
sealed class GatheredPredictor implements MaskPredictor, NextTokenModel.Beside, JointHead.Beside {

    private final MaskPredictor model;
    private final Gathering gathering;
    private final Line<int[], Prediction> evaluation;
    private final Optional<JointHead> head;

    private GatheredPredictor(MaskPredictor model, Gathering gathering) {
        this.model = model;
        this.gathering = gathering;
        this.evaluation = new Line<>(model::evaluate);
        this.head = JointHead.of(model).map(alone -> new GatheredHead(alone, gathering));
    }

    static MaskPredictor of(MaskPredictor model, Gathering gathering) {
        return model instanceof CachingPredictor caching ? new Caching(caching, gathering)
            : new GatheredPredictor(model, gathering);
    }

    @Override
    public int length() {
        return model.length();
    }

    @Override
    public int vocabulary() {
        return model.vocabulary();
    }

    @Override
    public Visible visible() {
        return model.visible();
    }

    @Override
    public int batch() {
        return model.batch();
    }

    @Override
    public List<Prediction> evaluate(List<int[]> states) {
        return gathering.ask(evaluation, states);
    }

    @Override
    public Optional<NextTokenModel> autoregressive() {
        return NextTokenModel.of(model);
    }

    @Override
    public Optional<JointHead> head() {
        return head;
    }

    private static final class Caching extends GatheredPredictor implements CachingPredictor {

        private final Gathering gathering;
        private final Line<Request, Fed> feeding;

        Caching(CachingPredictor model, Gathering gathering) {
            super(model, gathering);
            this.gathering = gathering;
            this.feeding = new Line<>(model::evaluateAll);
        }

        @Override
        public Fed evaluate(int[] state, int[] fed, KeyValues kept) {
            return evaluateAll(List.of(new Request(state, fed, kept))).getFirst();
        }

        @Override
        public List<Fed> evaluateAll(List<Request> requests) {
            return gathering.ask(feeding, requests);
        }
    }

    private static final class GatheredHead implements JointHead {

        private final Gathering gathering;
        private final Line<int[], Features> beginning;
        private final Line<Renewal, Features> renewal;

        GatheredHead(JointHead alone, Gathering gathering) {
            this.gathering = gathering;
            this.beginning = new Line<>(alone::beginAll);
            this.renewal = new Line<>(alone::renewAll);
        }

        @Override
        public Features begin(int[] state) {
            return beginAll(List.of(state)).getFirst();
        }

        @Override
        public Features renew(int[] state, Features before) {
            return renewAll(List.of(new Renewal(state, before))).getFirst();
        }

        @Override
        public List<Features> beginAll(List<int[]> states) {
            return gathering.ask(beginning, states);
        }

        @Override
        public List<Features> renewAll(List<Renewal> asked) {
            return gathering.ask(renewal, asked);
        }
    }
}
