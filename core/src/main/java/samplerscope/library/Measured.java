package samplerscope.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// What was measured of solvers and presets, as it is printed: numbers of three digits, `-` where there is none.
///
/// @param solvers by id, in the order of the registry
/// @param presets by id, those whose program can be compared with ours
public record Measured(Map<String, Figures> solvers, Map<String, Compared> presets) {

    /// Evaluations of the model that errors are measured with.
    public static final List<Integer> BUDGETS = List.of(5, 10, 20);
    /// The grid that most programs use, and the one to prefer.
    public static final List<String> GRIDS = List.of("uniform-lambda", "spectral");
    public static final List<String> PROBLEMS = List.of("problem-s", "problem-b");
    /// In place of a problem, for solvers that draw noise: the standard deviation of Gaussian data.
    public static final String SPREAD = "spread";
    public static final String NONE = "-";

    private static final String RESOURCE = "measured.json";

    public Measured {
        solvers = Collections.unmodifiableMap(new LinkedHashMap<>(solvers));
        presets = Collections.unmodifiableMap(new LinkedHashMap<>(presets));
    }

    /// A solver with its default settings.
    ///
    /// @param order      measured
    /// @param quietOrder for a solver that draws noise: measured with its noise turned off
    /// @param nfe        evaluations per step
    /// @param errors     by problem and grid, one per budget
    /// @param spread     relative error of the standard deviation, one per budget; empty for a solver without noise
    public record Figures(String order, String quietOrder, String nfe, Map<String, Map<String, List<String>>> errors,
                          List<String> spread) {}

    /// A sampler as its program runs it, and the same as it should be.
    public record Sides(List<String> ours, List<String> theirs) {

        /// Whether they come out alike, as printed.
        public boolean alike() {
            return ours.equals(theirs);
        }
    }

    /// @param order  one number on either side; without noise for a solver that draws it
    /// @param errors by problem or {@link #SPREAD}, one per budget
    public record Compared(Sides order, Map<String, Sides> errors) {}

    /// What was measured before this program was built; reads some ten kilobytes.
    public static Measured shipped() {
        try (InputStream in = Measured.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                return new Measured(Map.of(), Map.of());
            }
            return of((Json.Obj) JsonReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<Figures> solver(String id) {
        return Optional.ofNullable(solvers.get(id));
    }

    public Optional<Compared> preset(String id) {
        return Optional.ofNullable(presets.get(id));
    }

    public Json.Obj json() {
        return Json.object().with("solvers", object(solvers, Measured::json)).with("presets", object(presets,
            compared -> Json.object().with("order", json(compared.order()))
                .with("errors", object(compared.errors(), Measured::json))));
    }

    private static Json.Obj json(Figures figures) {
        return Json.object().with("order", figures.order()).with("quiet-order", figures.quietOrder())
            .with("nfe", figures.nfe())
            .with("errors", object(figures.errors(), grids -> object(grids, Json::texts)))
            .with("spread", Json.texts(figures.spread()));
    }

    private static Json.Obj json(Sides sides) {
        return Json.object().with("ours", Json.texts(sides.ours())).with("theirs", Json.texts(sides.theirs()));
    }

    static Measured of(Json.Obj json) {
        return new Measured(map(json, "solvers", Measured::figures), map(json, "presets", Measured::compared));
    }

    private static Figures figures(Json.Obj json) {
        return new Figures(text(json.get("order").orElseThrow()), text(json.get("quiet-order").orElseThrow()),
            text(json.get("nfe").orElseThrow()), map(json, "errors", Measured::lists),
            list(json.get("spread").orElseThrow()));
    }

    private static Compared compared(Json.Obj json) {
        return new Compared(sides((Json.Obj) json.get("order").orElseThrow()), map(json, "errors", Measured::sides));
    }

    private static Sides sides(Json.Obj json) {
        return new Sides(list(json.get("ours").orElseThrow()), list(json.get("theirs").orElseThrow()));
    }

    private static <T> Json.Obj object(Map<String, T> values, Function<T, Json> json) {
        Json.Obj object = Json.object();
        for (var entry : values.entrySet()) {
            object = object.with(entry.getKey(), json.apply(entry.getValue()));
        }
        return object;
    }

    private static <T> Map<String, T> map(Json.Obj json, String name, Function<Json.Obj, T> value) {
        var map = new LinkedHashMap<String, T>();
        ((Json.Obj) json.get(name).orElseThrow()).fields().forEach((key, inner) -> map.put(key,
            value.apply((Json.Obj) inner)));
        return map;
    }

    private static Map<String, List<String>> lists(Json.Obj json) {
        var map = new LinkedHashMap<String, List<String>>();
        json.fields().forEach((key, inner) -> map.put(key, list(inner)));
        return map;
    }

    private static List<String> list(Json json) {
        var list = new ArrayList<String>();
        ((Json.Arr) json).items().forEach(item -> list.add(text(item)));
        return List.copyOf(list);
    }

    private static String text(Json json) {
        return ((Json.Text) json).value();
    }
}
