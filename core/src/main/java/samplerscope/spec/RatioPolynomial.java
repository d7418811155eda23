package samplerscope.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import samplerscope.model.Condition;
import samplerscope.statistics.CascadePolynomial;

/// A file of ratios for DC-Solver as a function of steps and guidance, fitted to searches on one model, and of what it
/// holds for: other models, grids and solvers have other ratios.
///
/// @param model      SHA-256 of the model's choice and files
/// @param polynomial fitted to the searches
/// @param searches   what it was fitted to
public record RatioPolynomial(Subject subject, String model, CascadePolynomial polynomial, List<Search> searches) {

    static final String KIND = "dc-ratio-polynomial";
    private static final int VERSION = 1;
    private static final List<String> RATIO_SETTINGS = List.of("ratio", "ratios");

    /// What the ratios hold for, by the words of a spec.
    ///
    /// @param grid      without its number of steps
    /// @param solver    without ratios
    /// @param condition what the model is conditioned on, whatever the scale
    public record Subject(Choice model, Choice schedule, Choice grid, Choice solver, String condition) {

        /// @param spec with one solver for all steps
        public static Subject of(RunSpec.Denoise spec) {
            return new Subject(spec.model(), spec.schedule(), without(spec.grid(), List.of("steps")),
                without(spec.solvers().getFirst(), RATIO_SETTINGS), words(spec.guidance().condition()));
        }

        private static Choice without(Choice choice, List<String> ids) {
            var settings = new TreeMap<>(choice.settings());
            ids.forEach(settings::remove);
            return new Choice(choice.id(), settings);
        }

        private static String words(Condition condition) {
            return switch (condition) {
                case Condition.None _ -> "none";
                case Condition.EachClass _ -> "each";
                case Condition.OfClass(int label) -> Integer.toString(label);
                case Condition.OfText(String prompt, String negative) -> "%s, not %s".formatted(prompt, negative);
            };
        }
    }

    /// One search.
    ///
    /// @param heldOut error left on noises held out, in units of that with ratios of 1
    public record Search(int steps, double guidance, List<Double> ratios, double heldOut) {
        public Search {
            ratios = List.copyOf(ratios);
        }
    }

    public RatioPolynomial {
        searches = List.copyOf(searches);
    }

    /// SHA-256 that stays the same when files move: of the model's family, its settings but for paths, and its files.
    ///
    /// @param checksums from {@link ModelFiles#checksums}
    public static String fingerprint(RunSpec.Denoise spec, Catalog catalog, Map<String, String> checksums) {
        Choice model = ModelFiles.withoutPaths(spec.model(), catalog);
        return Fingerprint.ofText(SpecWriter.choice(model).compact() + checksums.values().stream().sorted().toList());
    }

    /// Whether a number of steps and a scale lie within what was searched.
    public boolean covers(int steps, double guidance) {
        var s = searches.stream().mapToInt(Search::steps).summaryStatistics();
        var g = searches.stream().mapToDouble(Search::guidance).summaryStatistics();
        return s.getMin() <= steps && steps <= s.getMax() && g.getMin() <= guidance && guidance <= g.getMax();
    }

    /// @param fingerprint of the spec's model
    /// @throws ForeignRatiosException if the ratios do not hold for the spec
    public void check(RunSpec.Denoise spec, String fingerprint) {
        if (spec.solvers().size() != 1) {
            throw new ForeignRatiosException("the spec names a solver for each step",
                "name dc-solver once for all steps");
        }
        Subject other = Subject.of(spec);
        same("schedule", subject.schedule(), other.schedule());
        same("grid", subject.grid(), other.grid());
        same("solver", subject.solver(), other.solver());
        if (!subject.condition().equals(other.condition())) {
            throw ForeignRatiosException.differs("class", subject.condition(), other.condition());
        }
        if (!model.equals(fingerprint)) {
            throw ForeignRatiosException.differs("model", subject.model().id() + " " + model.substring(0, 8),
                other.model().id() + " " + fingerprint.substring(0, 8));
        }
    }

    private static void same(String what, Choice mine, Choice other) {
        if (!mine.equals(other)) {
            throw ForeignRatiosException.differs(what, SpecWriter.choice(mine).compact(),
                SpecWriter.choice(other).compact());
        }
    }

    /// @throws FileAccessException if the file cannot be written
    public void write(Path file) {
        FileAccess.writeText(file, json().pretty() + "\n");
    }

    public Json.Obj json() {
        var outer = new ArrayList<Json>();
        int i = 0;
        for (int k = 0; k < CascadePolynomial.SHAPE.get(0); k++) {
            var middle = new ArrayList<Json>();
            for (int p = 0; p < CascadePolynomial.SHAPE.get(1); p++) {
                int end = i + CascadePolynomial.SHAPE.get(2);
                middle.add(Json.numbers(polynomial.coefficients().subList(i, end)));
                i = end;
            }
            outer.add(Json.array(middle));
        }
        return Json.object().with("kind", KIND).with("version", VERSION)
            .with("model", SpecWriter.choice(subject.model())).with("modelSha256", model)
            .with("schedule", SpecWriter.choice(subject.schedule())).with("grid", SpecWriter.choice(subject.grid()))
            .with("solver", SpecWriter.choice(subject.solver())).with("class", subject.condition())
            .with("coefficients", Json.array(outer))
            .with("searches", Json.array(searches.stream().map(RatioPolynomial::json).toList()));
    }

    private static Json json(Search s) {
        return Json.object().with("steps", s.steps()).with("guidance", s.guidance())
            .with("ratios", Json.numbers(s.ratios())).with("heldOut", s.heldOut());
    }

    /// @throws SpecException       if the content is wrong, with its place
    /// @throws FileAccessException if the file cannot be read
    public static RatioPolynomial read(Path file) {
        return read(FileAccess.readText(file), file.getFileName().toString());
    }

    static RatioPolynomial read(String text, String name) {
        Fields f = Fields.of("", JsonReader.read(text, name));
        if (!f.needText("kind").equals(KIND)) {
            throw Fields.wrong("kind", f.need("kind"), "must be '%s', as search fit-ratios writes it".formatted(KIND));
        }
        f.needWhole("version", VERSION, VERSION);
        var subject = new Subject(choice(f, "model"), choice(f, "schedule"), choice(f, "grid"), choice(f, "solver"),
            f.needText("class"));
        var searches = new ArrayList<Search>();
        List<Json> found = f.needList("searches");
        for (int i = 0; i < found.size(); i++) {
            searches.add(search("searches[%d]".formatted(i), found.get(i)));
        }
        var coefficients = new ArrayList<Double>();
        flatten("coefficients", f.need("coefficients"), CascadePolynomial.SHAPE, coefficients);
        var read = new RatioPolynomial(subject, sha256(f), new CascadePolynomial(coefficients), searches);
        f.nothingElse();
        return read;
    }

    private static String sha256(Fields f) {
        String digits = f.needText("modelSha256");
        if (!digits.matches("[0-9a-f]{64}")) {
            throw Fields.wrong("modelSha256", f.need("modelSha256"), "must be 64 hexadecimal digits");
        }
        return digits;
    }

    private static Choice choice(Fields f, String name) {
        return SpecReader.choice(name, f.need(name));
    }

    private static Search search(String place, Json json) {
        Fields f = Fields.of(place, json);
        var search = new Search((int) f.needWhole("steps", 1, RunSpec.MOST_SAMPLES), f.needReal("guidance"),
            reals(f.path("ratios"), f.needList("ratios")), f.needReal("heldOut"));
        f.nothingElse();
        return search;
    }

    private static List<Double> reals(String place, List<Json> items) {
        var numbers = new ArrayList<Double>();
        flatten(place, Json.array(items), List.of(items.size()), numbers);
        return numbers;
    }

    /// Lists in lists of a given shape, in order.
    private static void flatten(String place, Json json, List<Integer> shape, List<Double> into) {
        if (shape.isEmpty()) {
            into.add(Fields.real(place, json, -Double.MAX_VALUE, Double.MAX_VALUE));
            return;
        }
        List<Json> items = Fields.list(place, json);
        if (items.size() != shape.getFirst()) {
            throw Fields.wrong(place, json, "must be a list of %d, for a shape of 4 by 3 by 3 in all"
                .formatted(shape.getFirst()));
        }
        for (int i = 0; i < items.size(); i++) {
            flatten("%s[%d]".formatted(place, i), items.get(i), shape.subList(1, shape.size()), into);
        }
    }
}
