package samplerscope.app.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import samplerscope.app.kit.WholeNumbers;
import samplerscope.app.setup.FileChoice;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;
import samplerscope.search.Aggregate;
import samplerscope.search.Budget;
import samplerscope.search.NoiseBanks;
import samplerscope.search.Objective;
import samplerscope.search.SearchSpace;
import samplerscope.search.plan.SearchPlan;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Prediction;
import samplerscope.spec.Choice;
import samplerscope.spec.References;
import samplerscope.spec.RunSpec;

/// What is searched for: the measure, the cost, what may change, by which methods and for how long. Begins with an
/// example that can be run as it is.
final class GoalForm extends VBox {

    /// Noises held out for each one searched on.
    private static final int HELD_OUT = NoiseBanks.STANDARD.heldOut() / NoiseBanks.STANDARD.search();
    private static final int MOST_NOISES = 4096;
    private static final int MOST_SEEDS = 20;
    private static final int NOISES_STEP = 16;
    private static final int MOST_ORDER = 4;
    /// As wide as a limit needs, so that its unit beside it can be read.
    private static final int DIGITS = 5;

    /// What a limit counts.
    enum Limit {
        SCHEDULES("schedules"), EVALUATIONS("evaluations"), SECONDS("seconds");

        private final String words;

        Limit(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /// A way to measure.
    private record Measure(String words, Function<NoiseBanks, Objective> of) {
        @Override
        public String toString() {
            return words;
        }
    }

    private final ComboBox<Measure> measure = new ComboBox<>();
    private final TextField nfe = new TextField("8");
    private final Spinner<Integer> noises = WholeNumbers.spinner(1, MOST_NOISES, NoiseBanks.STANDARD.search());
    private final CheckBox grid = check("grid", "Grid", "The levels may move between both ends of the lane's grid",
        true);
    private final CheckBox steps = check("steps", "Steps", "Form, order and more are decided for each step; "
        + "otherwise the lane's first solver takes them all", true);
    private final Map<Prediction, CheckBox> forms = new LinkedHashMap<>();
    private final ComboBox<Integer> lowest = order("lowest", 1);
    private final ComboBox<Integer> highest = order("highest", MOST_ORDER);
    private final CheckBox correctors = check("correctors", "Correctors",
        "Steps may be taken again with the output at their end, at no cost", true);
    private final CheckBox fewerNodes = check("fewer-nodes", "Fewer outputs than the order asks for",
        "Derivatives may be estimated through fewer outputs", true);
    private final CheckBox relaxation = check("relaxation", "Relaxed derivatives",
        "Every derivative may be scaled by 1 + a h, a up to 2 in size", true);
    private final Map<FirstOutput, CheckBox> firsts = new LinkedHashMap<>();
    private final CheckBox named = check("named", "Keep steps of other solvers",
        "Steps of other solvers, such as the refreshed ones of Auto, may stay in a schedule that begins with them",
        true);
    private final MethodRows methods;
    private final Spinner<Integer> seeds = WholeNumbers.spinner(1, MOST_SEEDS, 1);
    private final TextField limit = new TextField("300");
    private final ComboBox<Limit> limited = new ComboBox<>();
    private final TextField patience = new TextField();
    private final Label from = new Label();

    GoalForm(FileChoice files) {
        this.methods = new MethodRows(files);
        setId("search-goal");
        getStyleClass().add("search-goal");
        fill();
        nfe.setId("search-nfe");
        nfe.setTooltip(new Tooltip("Model evaluations of one sample: 8; or several, each searched alone: 6, 8, 10; "
            + "or a range in one search: 6-10"));
        noises.setId("search-noises");
        if (noises.getValueFactory() instanceof SpinnerValueFactory.IntegerSpinnerValueFactory numbers) {
            numbers.setAmountToStepBy(NOISES_STEP);
        }
        noises.setTooltip(new Tooltip("Every schedule starts from the same ones; "
            + "with few a search fits itself to them"));
        seeds.setId("search-seeds");
        seeds.setTooltip(new Tooltip("Each method searches once from each; "
            + "two or more give its curve a confidence band"));
        limit.setId("search-limit");
        limited.setId("search-limited");
        limited.getItems().setAll(Limit.values());
        limited.setValue(Limit.SCHEDULES);
        patience.setId("search-patience");
        patience.setPromptText("no end");
        patience.setTooltip(new Tooltip("A search ends early when so many schedules in a row were no gain: none had a "
            + "smaller error than all before with as few evaluations. The known ones it starts with do not count"));
        measure.setMaxWidth(Double.MAX_VALUE);
        from.setId("search-from");
        from.setWrapText(true);
        from.getStyleClass().add("hint");
        layOutParts();
    }

    private void fill() {
        measure.setId("search-measure");
        for (Aggregate aggregate : Aggregate.values()) {
            measure.getItems().add(new Measure(aggregate.label() + " path error", banks ->
                new Objective.ToPath(aggregate, References.Truth.MODEL, banks)));
        }
        measure.getItems().add(new Measure("distance to data, sliced",
            banks -> new Objective.ToSamples(Choice.of("sliced-wasserstein"), banks)));
        measure.setValue(measure.getItems().getFirst());
        measure.setTooltip(new Tooltip("What is made small. Path errors are distances to the model's own converged "
            + "path from the same noise; the other is the sliced Wasserstein distance to exact draws, "
            + "where the law is known"));
        for (Prediction p : Prediction.values()) {
            forms.put(p, check("form-" + p.word(), p.word(), "Steps may expand the " + p.word() + " in lambda",
                SearchSpace.Steps.Free.STANDARD.predictions().contains(p)));
        }
        for (FirstOutput f : FirstOutput.values()) {
            firsts.put(f, check("first-" + f.word(), f.word(), f == FirstOutput.MODEL
                ? "The model makes the first output"
                : "The first output may be made without the model, which saves one evaluation",
                SearchSpace.Steps.Free.STANDARD.firsts().contains(f)));
        }
    }

    private void layOutParts() {
        var orders = line(new Label("Orders"), lowest, new Label("to"), highest);
        var free = new VBox(6, labelled("Forms", flow(forms.values())), orders, correctors, fewerNodes, relaxation,
            labelled("First output", flow(firsts.values())), named);
        free.getStyleClass().add("search-indent");
        free.disableProperty().bind(steps.selectedProperty().not());
        for (TextField number : List.of(limit, patience)) {
            number.setPrefColumnCount(DIGITS);
            HBox.setHgrow(number, Priority.ALWAYS);
        }
        limited.setMinWidth(USE_PREF_SIZE);
        var schedules = new Label("schedules");
        schedules.setMinWidth(USE_PREF_SIZE);
        getChildren().setAll(
            section("Goal", labelled("Make small", measure), labelled("at NFE", nfe),
                labelled("over noises", noises), from),
            section("May change", grid, steps, free),
            section("Methods", methods),
            section("For how long", labelled("Each method", line(limit, limited)),
                labelled("Or no gain in", line(patience, schedules)), labelled("Seeds", seeds)));
    }

    /// Says which lane the search starts from.
    void startsFrom(String letter, String model) {
        from.setText("Model (%s), noise schedule, guidance and both ends of the grid are those of lane %s."
            .formatted(model, letter));
    }

    /// Replaces the methods that are chosen.
    void choose(List<Choice> chosen) {
        methods.choose(chosen);
    }

    /// What the form says.
    ///
    /// @throws samplerscope.SamplerscopeException for what cannot be searched
    SearchPlan plan(RunSpec.Denoise base) {
        int count = noises.getValue();
        Objective objective = measure.getValue().of().apply(NoiseBanks.of(1, count, HELD_OUT * count));
        return new SearchPlan(base, costs(), methods.chosen(),
            LongStream.rangeClosed(1, seeds.getValue()).boxed().toList(), budget(), objective, stepSpace(base),
            grid.isSelected() ? SearchSpace.Grid.Free.AS_GIVEN : new SearchSpace.Grid.Fixed(base.grid()));
    }

    private SearchSpace.Steps stepSpace(RunSpec.Denoise base) {
        if (!steps.isSelected()) {
            return new SearchSpace.Steps.Fixed(base.solvers().getFirst());
        }
        return new SearchSpace.Steps.Free(chosen(forms), lowest.getValue(), highest.getValue(), fewerNodes.isSelected(),
            correctors.isSelected(), relaxation.isSelected() ? SearchSpace.Steps.Free.STANDARD.mostSlope() : 0,
            chosen(firsts), named.isSelected());
    }

    private static <E> Set<E> chosen(Map<E, CheckBox> boxes) {
        return boxes.entrySet().stream().filter(e -> e.getValue().isSelected()).map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());
    }

    /// `8`, `6, 8, 10`, or `6-10` for all of them in one search.
    private List<SearchPlan.Cost> costs() {
        var costs = new ArrayList<SearchPlan.Cost>();
        for (String entry : Arrays.stream(nfe.getText().split("[,;\\s]+")).filter(e -> !e.isEmpty()).toList()) {
            String[] ends = entry.split("[-\u2013]", 2);
            costs.add(new SearchPlan.Cost(whole("nfe", ends[0]), whole("nfe", ends[ends.length - 1])));
        }
        return costs;
    }

    private Budget budget() {
        int most = whole("limit", limit.getText());
        Budget budget = switch (limited.getValue()) {
            case SCHEDULES -> Budget.ofCandidates(most);
            case EVALUATIONS -> Budget.ofNfe(most);
            case SECONDS -> Budget.ofSeconds(most);
        };
        return patience.getText().isBlank() ? budget : budget.withPatience(whole("patience", patience.getText()));
    }

    private static int whole(String place, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new InvalidParameterException(place, new Setting.Word(text), "must be a whole number");
        }
    }

    private static CheckBox check(String id, String words, String help, boolean on) {
        var box = new CheckBox(words);
        box.setId("search-" + id);
        box.setTooltip(new Tooltip(help));
        box.setSelected(on);
        return box;
    }

    private static ComboBox<Integer> order(String id, int start) {
        var box = new ComboBox<Integer>();
        box.setId("search-" + id);
        for (int order = 1; order <= MOST_ORDER; order++) {
            box.getItems().add(order);
        }
        box.setValue(start);
        return box;
    }

    private static Node flow(Collection<CheckBox> boxes) {
        var flow = new FlowPane(12, 4);
        flow.setPrefWrapLength(200);
        flow.getChildren().setAll(boxes);
        return flow;
    }

    private static HBox line(Node... nodes) {
        var line = new HBox(6, nodes);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Node labelled(String words, Node node) {
        var label = new Label(words);
        label.setMinWidth(84);
        label.setLabelFor(node);
        if (node instanceof Control control) {
            control.setMaxWidth(Double.MAX_VALUE);
        }
        HBox.setHgrow(node, Priority.ALWAYS);
        return line(label, node);
    }

    private static Node section(String title, Node... parts) {
        var head = new Label(title.toUpperCase(Locale.ROOT));
        head.getStyleClass().add("section-title");
        var section = new VBox(8, head);
        section.getStyleClass().add("section");
        section.getChildren().addAll(parts);
        return section;
    }
}
