package samplerscope.app.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samplerscope.app.chart.Axis;
import samplerscope.app.chart.ChartContent;
import samplerscope.app.chart.Curve;
import samplerscope.app.chart.Curve.Form;
import samplerscope.app.chart.Curve.Mark;
import samplerscope.app.chart.Span;
import samplerscope.search.plan.BestSoFar;
import samplerscope.search.plan.SearchPlan;

/// What the two charts of a search show.
final class SearchContents {

    /// After the methods, which count from 0.
    private static final int FRONT = 1000;
    private static final int PINNED = 1001;
    private static final int SELECTED = 1002;
    /// Hollow marks, apart from those of the first methods.
    private static final int SELECTED_STYLE = 8;
    private static final int PINNED_STYLE = 9;
    private static final int FRONT_STYLE = 4;
    /// Of one method; the best of them.
    private static final int MOST_POINTS = 3000;
    private static final int PART = 300;

    private final SearchModel model;

    SearchContents(SearchModel model) {
        this.model = model;
    }

    /// One curve per method and cost, with the band of its seeds; a seed under way has a curve of its own beside them.
    ChartContent bestSoFar() {
        var curves = new ArrayList<Curve>();
        groups().forEach((name, cells) -> {
            int style = curves.stream().map(Curve::style).max(Integer::compare).orElse(-1) + 1;
            List<SearchCell> begun = cells.stream().filter(c -> !c.log().isEmpty()).toList();
            List<SearchCell> whole = begun.stream().filter(c -> c.state() != SearchCell.State.RUNNING).toList();
            if (!whole.isEmpty()) {
                curves.add(curve(style, name, BestSoFar.of(whole.stream().map(SearchCell::bestSoFar).toList())));
            }
            begun.stream().filter(c -> c.state() == SearchCell.State.RUNNING).forEach(c -> curves.add(curve(style,
                whole.isEmpty() ? name : name + ", seed " + c.cell().seed(), BestSoFar.of(List.of(c.bestSoFar())))));
        });
        return new ChartContent(Axis.counting("schedules evaluated"), Axis.log("least error so far"), curves,
            "The least error of each method appears here while it searches.");
    }

    /// Names of curves and the cells that each is made of.
    Map<String, List<SearchCell>> groups() {
        var groups = new LinkedHashMap<String, List<SearchCell>>();
        boolean costs = model.plan().filter(p -> p.costs().size() > 1).isPresent();
        List<SearchPlan.Cell> order = model.plan().map(SearchPlan::cells).orElse(List.of());
        for (SearchPlan.Cell cell : order) {
            String name = name(cell) + (costs ? " at NFE " + cell.cost() : "");
            model.cells().stream().filter(c -> c.cell().number() == cell.number())
                .forEach(c -> groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(c));
        }
        return groups;
    }

    /// The id, and a number where the plan has the method with several settings.
    private String name(SearchPlan.Cell cell) {
        List<String> same = model.plan().stream().flatMap(p -> p.methods().stream())
            .filter(m -> m.id().equals(cell.method().id())).map(m -> m.settings().toString()).toList();
        return cell.method().id() + (same.size() < 2 ? ""
            : " (" + (same.indexOf(cell.method().settings().toString()) + 1) + ")");
    }

    private static Curve curve(int style, String name, BestSoFar best) {
        var marks = new ArrayList<Mark>();
        int last = best.mean().length - 1;
        for (int n = 0; n <= last; n++) {
            boolean falls = n > 0 && best.mean()[n] < best.mean()[n - 1];
            if (falls) { // it stood until here
                marks.add(new Mark(n, best.mean()[n - 1], best.low()[n - 1], best.high()[n - 1]));
            }
            if (falls || n == 0 || n == last) {
                marks.add(new Mark(n + 1, best.mean()[n], best.low()[n], best.high()[n]));
            }
        }
        return new Curve(style, name, "", style, Form.PLAIN, marks);
    }

    /// Every schedule as a point over its cost, the front through those that nothing beats.
    ChartContent front() {
        var curves = new ArrayList<Curve>();
        List<String> names = List.copyOf(groups().keySet());
        List<Tried> all = model.ranking();
        // What comes first lies on top.
        curves.add(points(SELECTED, "selected", model.selected().get().filter(t -> t.evaluation().isFinite()).stream()
            .toList(), SELECTED_STYLE));
        curves.add(points(PINNED, "pinned", all.stream().filter(t -> model.isPinned(t.candidate())).toList(),
            PINNED_STYLE));
        groups().forEach((name, cells) -> curves.addAll(cloud(names.indexOf(name), name,
            all.stream().filter(t -> cells.contains(t.cell())).toList())));
        List<Tried> front = model.front();
        if (front.size() > 1) {
            curves.add(new Curve(FRONT, "front", "", FRONT_STYLE, Form.PLAIN, front.stream().map(SearchContents::mark)
                .toList()));
        }
        Axis x = Axis.counting("NFE (model evaluations)");
        return new ChartContent(all.isEmpty() ? x : x.over(nfe(all)), Axis.log("error on the noises searched on"),
            curves, "Every schedule that is tried appears here as a point: its error over what it costs.");
    }

    /// Half an evaluation to both sides, so that a single cost has a width.
    private static Span nfe(List<Tried> all) {
        double least = all.stream().mapToInt(Tried::nfe).min().orElse(1);
        double most = all.stream().mapToInt(Tried::nfe).max().orElse(1);
        return new Span(least - 0.5, most + 0.5);
    }

    /// In parts, since a chart thins out long curves by keeping the ends of each column: here all in between count.
    private static List<Curve> cloud(int style, String name, List<Tried> tried) {
        var parts = new ArrayList<Curve>();
        int most = Math.min(MOST_POINTS, tried.size());
        for (int first = 0; first < most; first += PART) {
            parts.add(points(style, name, tried.subList(first, Math.min(first + PART, most)), style));
        }
        return parts;
    }

    private static Curve points(int lane, String name, List<Tried> tried, int style) {
        return new Curve(lane, name, "", style, Form.POINTS, tried.stream()
            .sorted(Comparator.comparingInt(Tried::nfe)).map(SearchContents::mark).toList());
    }

    private static Mark mark(Tried tried) {
        return Mark.of(tried.nfe(), tried.error());
    }
}
