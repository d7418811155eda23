package samplerscope.search.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import samplerscope.search.Candidate;
import samplerscope.search.CandidateText;
import samplerscope.search.Finding;
import samplerscope.search.SearchResult;
import samplerscope.spec.Fields;
import samplerscope.spec.Json;

/// What one cell of a plan came to. Holds no times and nothing else of the machine: every machine writes the same.
///
/// @param name      of the cell
/// @param ending    why the search ended
/// @param evaluated schedules
/// @param cost      model evaluations, over all schedules and noises
/// @param found     the best schedule of each number of evaluations, by rising number
/// @param remarks   what the method knows beyond scores, such as the gap of a certified minimum, in sentences
public record CellResult(String name, SearchResult.Ending ending, int evaluated, long cost, List<Found> found,
                         List<String> remarks) {

    /// @param score      on the noises searched on
    /// @param heldOut    error on the others
    /// @param bestSingle best solver of the library with as many evaluations
    /// @param auto       the program's default with as many evaluations
    public record Found(int nfe, Candidate candidate, double score, SearchResult.Interval heldOut,
                        Optional<Known> bestSingle, Optional<Known> auto) {}

    /// @param name       solver and grid
    /// @param search     its score on the noises searched on
    /// @param heldOut    its error on the others
    /// @param difference the found schedule's error less this one's, on the same noises
    public record Known(String name, double search, SearchResult.Interval heldOut, SearchResult.Interval difference) {

        /// By how much less the found schedule errs, as a share of this one's error, with the bounds of the difference; at
        /// most 1, since no error is below 0.
        public SearchResult.Interval lowerBy() {
            double whole = heldOut.value();
            return new SearchResult.Interval((0 - difference.value()) / whole, (0 - difference.high()) / whole,
                StrictMath.min(1, (0 - difference.low()) / whole)); // equal errors differ by 0, not by -0
        }
    }

    public CellResult {
        found = List.copyOf(found);
        remarks = List.copyOf(remarks);
    }

    static CellResult of(SearchPlan.Cell cell, SearchResult result) {
        return new CellResult(cell.name(), result.ending(), result.state().log().size(), result.state().cost(),
            result.perNfe().stream().map(CellResult::found).toList(),
            result.findings().stream().map(CellResult::remark).toList());
    }

    private static String remark(Finding finding) {
        return switch (finding) {
            case Finding.Certified c -> String.format(Locale.ROOT,
                "recommends %s: predicted error %.4g, nowhere below %.4g by what %d trials taught (gap %.2g of its "
                    + "logarithm after %d boxes, %s)", String.join(", ", c.inputs().stream()
                    .map(i -> String.format(Locale.ROOT, "%s %.4g", i.name(), i.value())).toList()), c.predicted(),
                c.least(), c.trials(), c.certificate().gap(), c.certificate().nodes(),
                c.certificate().isClosed() ? "closed" : "not closed");
            case Finding.Refined(var _, var solution) -> String.format(Locale.ROOT,
                "refined in %d iterations to %.4g; constraints met to %.1e, gradient of the Lagrangian %.1e (%s)",
                solution.iterations(), StrictMath.exp(solution.value()), solution.violation(), solution.residual(),
                solution.ending().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        };
    }

    private static Found found(SearchResult.Judged judged) {
        return new Found(judged.found().nfe(), judged.found().candidate(), judged.found().score(),
            judged.heldOut().error(), judged.bestSingle().map(CellResult::known), judged.auto().map(CellResult::known));
    }

    private static Known known(SearchResult.Baseline baseline) {
        return new Known(baseline.name(), baseline.search(), baseline.heldOut().error(), baseline.difference());
    }

    Json.Obj json() {
        return Json.object().with("cell", name).with("ending", ending.name().toLowerCase(Locale.ROOT))
            .with("evaluated", evaluated).with("cost", cost)
            .with("found", Json.array(found.stream().map(CellResult::json).toList()))
            .with("remarks", Json.texts(remarks));
    }

    static Json.Obj json(Found found) {
        Json.Obj object = Json.object().with("nfe", found.nfe()).with("score", found.score())
            .with("held-out", interval(found.heldOut()));
        object = found.bestSingle().map(known -> json(known)).map(with("best-single", object)).orElse(object);
        object = found.auto().map(known -> json(known)).map(with("auto", object)).orElse(object);
        return object.with("candidate", CandidateText.json(found.candidate()));
    }

    private static Function<Json, Json.Obj> with(String name, Json.Obj object) {
        return value -> object.with(name, value);
    }

    private static Json json(Known known) {
        return Json.object().with("name", known.name()).with("score", Json.number(known.search()))
            .with("held-out", interval(known.heldOut())).with("difference", interval(known.difference()));
    }

    /// A bound that is not finite is null.
    private static Json.Obj interval(SearchResult.Interval interval) {
        return Json.object().with("value", Json.number(interval.value())).with("low", Json.number(interval.low()))
            .with("high", Json.number(interval.high()));
    }

    /// @throws samplerscope.spec.SpecException for anything but what {@link #json} writes
    static CellResult of(Json json) {
        Fields fields = Fields.of("", json);
        String name = fields.needText("cell");
        SearchResult.Ending ending = Fields.word("ending", fields.need("ending"), SearchResult.Ending.values(),
            e -> e.name().toLowerCase(Locale.ROOT));
        int evaluated = (int) fields.needWhole("evaluated", 0, Integer.MAX_VALUE);
        long cost = fields.needWhole("cost", 0, Long.MAX_VALUE);
        var found = new ArrayList<Found>();
        for (Json one : fields.needList("found")) {
            found.add(found(Fields.of("found[%d]".formatted(found.size()), one)));
        }
        List<String> remarks = fields.needList("remarks").stream().map(r -> Fields.text("remarks", r)).toList();
        fields.nothingElse();
        return new CellResult(name, ending, evaluated, cost, found, remarks);
    }

    private static Found found(Fields fields) {
        var found = new Found((int) fields.needWhole("nfe", 0, Integer.MAX_VALUE),
            CandidateText.candidate(fields.path("candidate"), fields.need("candidate")), fields.needReal("score"),
            interval(fields.needFields("held-out")),
            fields.take("best-single").map(json -> known(Fields.of(fields.path("best-single"), json))),
            fields.take("auto").map(json -> known(Fields.of(fields.path("auto"), json))));
        fields.nothingElse();
        return found;
    }

    private static Known known(Fields fields) {
        return new Known(fields.needText("name"), number(fields, "score"), interval(fields.needFields("held-out")),
            interval(fields.needFields("difference")));
    }

    private static SearchResult.Interval interval(Fields fields) {
        return new SearchResult.Interval(number(fields, "value"), number(fields, "low"), number(fields, "high"));
    }

    private static double number(Fields fields, String name) {
        return fields.need(name) instanceof Json.Null ? Double.POSITIVE_INFINITY : fields.needReal(name);
    }
}
