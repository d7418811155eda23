package samplerscope.app.masked;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import samplerscope.app.chart.InkSwatches;
import samplerscope.masked.UnmaskStep;

/// What the rule of the focused lane saw at the shown step: positions in the order of its own score, those it accepted
/// filled, those it rejected hollow, and the line that divides them.
final class DecisionStrip extends BorderPane {

    private static final double TOP = 12;
    private static final double BELOW = 34;
    private static final double LEFT = 52;
    private static final double WIDEST = 34;

    /// One bar.
    private record Bar(int position, double score, boolean accepted, String token) {}

    private final LabModel model;
    private final Canvas canvas = new Canvas();
    private final Pane holder = new Pane();
    private final InkSwatches swatches = new InkSwatches(this::paint);
    private final Label title = new Label();
    private final Label facts = new Label();
    private List<Bar> bars = List.of();
    private Optional<UnmaskStep.RuleView> view = Optional.empty();

    DecisionStrip(LabModel model) {
        this.model = model;
        setId("masked-decisions");
        holder.getChildren().setAll(swatches, canvas);
        holder.setMinSize(160, 90);
        holder.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        holder.widthProperty().subscribe(_ -> paint());
        holder.heightProperty().subscribe(_ -> paint());
        title.setId("masked-decisions-title");
        facts.setId("masked-decisions-facts");
        facts.getStyleClass().add("hint");
        facts.setWrapText(true);
        setTop(new VBox(2, title, facts));
        setCenter(holder);
        canvas.setOnMouseMoved(e -> model.hovered().set(positionAt(e)));
        canvas.setOnMouseExited(_ -> model.hovered().set(-1));
    }

    void refresh() {
        int lane = model.focus().get();
        Sequence sequence = model.shown(lane);
        int step = model.step(lane);
        String letter = model.draft().get().letterOf(lane);
        if (step == Sequence.BEFORE) {
            bars = List.of();
            view = Optional.empty();
            title.setText("Lane %s has taken no step yet".formatted(letter));
            facts.setText(sequence.steps() == 0 ? "Press Run: what the rule weighed at each step appears here."
                : "Move the cursor to a step.");
        } else {
            UnmaskStep now = sequence.frames().get(step).step();
            view = now.view();
            bars = view.map(v -> bars(v, now, sequence, step)).orElse(List.of());
            title.setText(title(letter, step, now));
            facts.setText(facts(now));
        }
        holder.setAccessibleText(title.getText());
        paint();
    }

    private List<Bar> bars(UnmaskStep.RuleView rule, UnmaskStep now, Sequence sequence, int step) {
        Set<Integer> accepted = now.committed().stream().map(UnmaskStep.Commit::position).collect(Collectors.toSet());
        int[] after = sequence.state(step);
        var all = new ArrayList<Bar>();
        for (int i = 0; i < rule.positions().size(); i++) {
            int position = rule.positions().get(i);
            int token = now.prediction().map(p -> p.top(position)).orElse(after[position]);
            all.add(new Bar(position, rule.scores().get(i), accepted.contains(position),
                model.shape().get().filter(_ -> token >= 0).map(s -> s.tokens().text(token)).orElse("")));
        }
        all.sort(Comparator.comparingDouble(Bar::score).reversed());
        return all;
    }

    private String title(String letter, int step, UnmaskStep now) {
        String what = view.map(v -> "by %s%s".formatted(v.name(), v.threshold().map(t -> ", accepted at %s or more"
            .formatted(LabFacts.number(t))).orElse(""))).orElse("this rule weighs no scores");
        return "Lane %s, step %d: %d written, %d hidden again; %s".formatted(letter, step + 1, now.committed().size(),
            now.remasked().size(), what);
    }

    private static String facts(UnmaskStep now) {
        String scalars = now.scalars().entrySet().stream().sorted(Map.Entry.comparingByKey())
            .map(e -> e.getKey() + " " + LabFacts.number(e.getValue())).collect(Collectors.joining("   "));
        String also = now.view().map(v -> v.also().keySet().stream().sorted().collect(Collectors.joining(", "))).orElse("");
        return scalars + (also.isEmpty() ? "" : (scalars.isEmpty() ? "" : "   ") + "dots: " + also);
    }

    private double wide() {
        return bars.isEmpty() ? 0 : Math.min(WIDEST, (canvas.getWidth() - LEFT - 8) / bars.size());
    }

    private int positionAt(MouseEvent e) {
        int index = wide() > 0 ? (int) Math.floor((e.getX() - LEFT) / wide()) : -1;
        return index >= 0 && index < bars.size() ? bars.get(index).position() : -1;
    }

    private void paint() {
        canvas.setWidth(holder.getWidth());
        canvas.setHeight(holder.getHeight());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (bars.isEmpty() || canvas.getHeight() < TOP + BELOW + 10) {
            return;
        }
        LabInk ink = LabInk.of(swatches.ink());
        double[] finite = bars.stream().mapToDouble(Bar::score).filter(Double::isFinite).toArray();
        double low = Math.min(0, least(finite));
        double high = Math.max(view.flatMap(UnmaskStep.RuleView::threshold).filter(Double::isFinite).orElse(0.0), most(finite));
        var scale = new Scale(low, high > low ? high : low + 1, canvas.getHeight());
        axis(g, ink, scale);
        for (int i = 0; i < bars.size(); i++) {
            bar(g, ink, scale, i);
        }
        also(g, ink);
        view.flatMap(UnmaskStep.RuleView::threshold).filter(Double::isFinite).ifPresent(t -> {
            g.setStroke(ink.ink().text());
            g.setLineWidth(1.5);
            g.setLineDashes(6, 4);
            g.strokeLine(LEFT, scale.y(t), LEFT + wide() * bars.size(), scale.y(t));
            g.setLineDashes();
        });
    }

    private record Scale(double low, double high, double height) {
        double y(double score) {
            double share = (Math.clamp(score, low, high) - low) / (high - low);
            return height - BELOW - share * (height - BELOW - TOP);
        }
    }

    private static double least(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        for (double v : values) {
            least = Math.min(least, v);
        }
        return values.length == 0 ? 0 : least;
    }

    private static double most(double[] values) {
        double most = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            most = Math.max(most, v);
        }
        return values.length == 0 ? 1 : most;
    }

    private void axis(GraphicsContext g, LabInk ink, Scale scale) {
        g.setFont(Font.font(10));
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.CENTER);
        g.setFill(ink.ink().muted());
        g.fillText(LabFacts.number(scale.high()), LEFT - 6, scale.y(scale.high()));
        g.fillText(LabFacts.number(scale.low()), LEFT - 6, scale.y(scale.low()));
        g.setStroke(ink.ink().line());
        g.setLineWidth(1);
        g.strokeLine(LEFT, scale.y(0), LEFT + wide() * bars.size(), scale.y(0));
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText("guess", LEFT - 6, canvas.getHeight() - BELOW + 12);
        g.fillText("position", LEFT - 6, canvas.getHeight() - BELOW + 26);
    }

    private void bar(GraphicsContext g, LabInk ink, Scale scale, int index) {
        Bar bar = bars.get(index);
        double x = LEFT + index * wide();
        double from = scale.y(0);
        double to = scale.y(bar.score());
        double top = Math.min(from, to);
        double tall = Math.max(1, Math.abs(from - to));
        var lane = ink.lane(LabFacts.style(model, model.focus().get()));
        double inset = Math.min(2, wide() / 6);
        if (bar.accepted()) {
            g.setFill(lane);
            g.fillRect(x + inset, top, wide() - 2 * inset, tall);
        } else {
            g.setStroke(ink.ink().muted());
            g.setLineWidth(1);
            g.strokeRect(x + inset + 0.5, top + 0.5, Math.max(1, wide() - 2 * inset - 1), Math.max(1, tall - 1));
        }
        if (model.hovered().get() == bar.position()) {
            g.setStroke(ink.ink().text());
            g.setLineWidth(1.5);
            g.strokeRect(x + 0.5, TOP, wide() - 1, canvas.getHeight() - TOP - 2);
        }
        if (wide() >= 12) {
            g.setFont(Font.font("JetBrains Mono", 11));
            g.setTextAlign(TextAlignment.CENTER);
            g.setFill(ink.ink().text());
            g.fillText(bar.token(), x + wide() / 2, canvas.getHeight() - BELOW + 12, wide() - 1);
            g.setFont(Font.font("JetBrains Mono", 9));
            g.setFill(ink.ink().muted());
            g.fillText(String.valueOf(bar.position() + 1), x + wide() / 2, canvas.getHeight() - BELOW + 26, wide() - 1);
        }
    }

    /// What else the rule looked at, each on a scale of its own, as dots.
    private void also(GraphicsContext g, LabInk ink) {
        view.ifPresent(v -> v.also().values().forEach(numbers -> {
            double most = numbers.stream().filter(Double::isFinite).mapToDouble(Math::abs).max().orElse(1);
            for (int i = 0; i < bars.size(); i++) {
                double value = numbers.get(v.positions().indexOf(bars.get(i).position()));
                if (Double.isFinite(value) && most > 0) {
                    double y = canvas.getHeight() - BELOW - Math.abs(value) / most * (canvas.getHeight() - BELOW - TOP);
                    g.setFill(ink.ink().text());
                    g.fillOval(LEFT + (i + 0.5) * wide() - 2, y - 2, 4, 4);
                }
            }
        }));
    }
}
