package samplerscope.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Prediction;
import samplerscope.solver.Refresh;
import samplerscope.solver.Relaxation;
import samplerscope.spec.Fields;
import samplerscope.spec.Json;
import samplerscope.spec.SpecReader;
import samplerscope.spec.SpecWriter;

/// Candidates as JSON: equal candidates give equal text, and reading gives the candidate back.
public final class CandidateText {

    private static final int MOST_EVALUATIONS = 100;
    private static final double MOST_SLOPE = 2;

    private CandidateText() {}

    public static Json.Obj json(Candidate candidate) {
        return Json.object()
            .with("times", Json.numbers(candidate.times()))
            .with("to-zero", Json.flag(candidate.toZero()))
            .with("first", candidate.first().word())
            .with("steps", Json.array(candidate.steps().stream().map(CandidateText::step).toList()));
    }

    private static Json.Obj step(StepDecision decision) {
        return switch (decision) {
            case StepDecision.Named(var solver, int evaluations) -> Json.object()
                .with("solver", SpecWriter.choice(solver)).with("evaluations", evaluations);
            case StepDecision.Unified(var prediction, int order, var active, var relaxation, var correction) -> {
                Json.Obj object = Json.object().with("prediction", prediction.word()).with("order", order);
                if (!active.isEmpty()) {
                    object = object.with("active", Json.numbers(active.stream().map(Integer::doubleValue).toList()));
                }
                if (!relaxation.equals(Relaxation.NONE)) {
                    object = slopes(object.with("relaxation", relaxation.form().word()).with("slope",
                        relaxation.slope(1)), relaxation);
                }
                yield correction.isEmpty() ? object : object.with("corrector", correction(correction.get()));
            }
        };
    }

    private static Json.Obj correction(StepDecision.Correction correction) {
        Relaxation relaxation = correction.relaxation();
        Json.Obj object = Json.object().with("prediction", correction.prediction().word())
            .with("order", correction.order()).with("relaxation", relaxation.form().word());
        object = slopes(relaxation.slope(1) == 0 ? object : object.with("slope", relaxation.slope(1)), relaxation);
        return correction.refresh() == Refresh.OFF ? object : object.with("refresh", correction.refresh().word());
    }

    /// But that of the first derivative; the others are there where they are not 0.
    private static Json.Obj slopes(Json.Obj to, Relaxation relaxation) {
        Json.Obj object = to;
        for (int k = 0; k < relaxation.slopes().size(); k++) {
            object = k == 1 || relaxation.slope(k) == 0 ? object : object.with("slope-" + k, relaxation.slope(k));
        }
        return object;
    }

    private static Relaxation relaxation(Fields fields, int highest) {
        Relaxation.Form form = word(fields, "relaxation", Relaxation.Form.values(), Relaxation.Form::word);
        return new Relaxation(form, IntStream.rangeClosed(0, highest).mapToObj(k -> k == 1 ? "slope" : "slope-" + k)
            .map(name -> fields.take(name).map(json -> Fields.real(fields.path(name), json, -MOST_SLOPE, MOST_SLOPE))
                .orElse(0.0)).toList());
    }

    /// @param place how messages call it
    /// @throws samplerscope.spec.SpecException for a field that is missing, unknown or of the wrong kind
    /// @throws InvalidCandidateException       for a schedule that cannot be run
    public static Candidate candidate(String place, Json json) {
        Fields fields = Fields.of(place, json);
        List<Json> times = fields.needList("times");
        var numbers = new ArrayList<Double>();
        for (int i = 0; i < times.size(); i++) {
            numbers.add(Fields.real("%s.times[%d]".formatted(place, i), times.get(i), -Double.MAX_VALUE,
                Double.MAX_VALUE));
        }
        boolean toZero = Fields.flag(fields.path("to-zero"), fields.need("to-zero"));
        FirstOutput first = word(fields, "first", FirstOutput.values(), FirstOutput::word);
        List<Json> items = fields.needList("steps");
        var steps = new ArrayList<StepDecision>();
        for (int i = 0; i < items.size(); i++) {
            steps.add(step(Fields.of("%s.steps[%d]".formatted(place, i), items.get(i))));
        }
        fields.nothingElse();
        return new Candidate(numbers, toZero, first, steps);
    }

    private static <E> E word(Fields fields, String name, E[] values, Function<E, String> word) {
        return Fields.word(fields.path(name), fields.need(name), values, word);
    }

    private static StepDecision step(Fields fields) {
        StepDecision decision = fields.object().get("solver").isPresent() ? named(fields) : unified(fields);
        fields.nothingElse();
        return decision;
    }

    private static StepDecision.Named named(Fields fields) {
        return new StepDecision.Named(SpecReader.choice(fields.path("solver"), fields.need("solver")),
            (int) fields.needWhole("evaluations", 0, MOST_EVALUATIONS));
    }

    private static StepDecision.Unified unified(Fields fields) {
        Prediction prediction = word(fields, "prediction", Prediction.values(), Prediction::word);
        int order = (int) fields.needWhole("order", 1, 4);
        var active = new ArrayList<Integer>();
        fields.take("active").ifPresent(json -> Fields.list(fields.path("active"), json)
            .forEach(count -> active.add((int) Fields.whole(fields.path("active"), count, 0, 4))));
        Relaxation relaxation = fields.object().get("relaxation").isEmpty() ? Relaxation.NONE
            : relaxation(fields, 3);
        Optional<StepDecision.Correction> correction = fields.take("corrector")
            .map(json -> correction(Fields.of(fields.path("corrector"), json)));
        return new StepDecision.Unified(prediction, order, active, relaxation, correction);
    }

    private static StepDecision.Correction correction(Fields fields) {
        var correction = new StepDecision.Correction(
            word(fields, "prediction", Prediction.values(), Prediction::word),
            (int) fields.needWhole("order", 1, 5),
            relaxation(fields, 4),
            fields.object().get("refresh").isEmpty() ? Refresh.OFF
                : word(fields, "refresh", Refresh.values(), Refresh::word));
        fields.nothingElse();
        return correction;
    }
}
