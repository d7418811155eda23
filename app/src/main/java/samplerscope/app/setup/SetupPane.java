package samplerscope.app.setup;

import atlantafx.base.controls.ToggleSwitch;
import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.kit.Presence;
import samplerscope.app.study.Labels;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.RatioFinder;
import samplerscope.app.study.OwnModels;
import samplerscope.app.study.StudyModel;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelFamily;
import samplerscope.random.NoiseFamily;
import samplerscope.registry.Family;
import samplerscope.registry.Setting;
import samplerscope.run.Recording;
import samplerscope.schedule.GridFamily;
import samplerscope.schedule.ScheduleFamily;
import samplerscope.search.RatioResult;
import samplerscope.solver.SolverFamily;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Guidance;
import samplerscope.spec.MissingSidecarException;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.Resolved;
import samplerscope.spec.RunSpec;
import samplerscope.spec.StepEdit;

/// What the focused lane runs: model, condition, noise schedule, time grid, solver per step, samples and seed.
public final class SetupPane extends VBox {

    /// Samples of which a study keeps every step; 20 steps of more would fill the memory.
    private static final int MOST_KEPT = 200_000;

    private static final Set<String> RARE_GRID_SETTINGS = Set.of("start", "end");
    private static final Set<String> RARE_MODEL_SETTINGS = Set.of("components", "rank", "null-class");
    /// What an imported sampler needs, and where statistics come from.
    private static final Set<String> RARE_SOLVER_SETTINGS = Set.of("clip", "clip-quantile", "clip-ceiling", "stride",
        "end-noise", "average-at-zero", "from-zero", "scaling", "origin", "tau-before", "again", "statistics-table",
        "statistics-samples", "statistics-seed");

    private final StudyModel study;
    private final RecentModels<ModelFamily> recentModels;
    private final Consumer<Path> describe;
    private final ChoiceSection<ModelFamily> model;
    private final ChoiceSection<ScheduleFamily> schedule;
    private final ChoiceSection<GridFamily> grid;
    private final ChoiceSection<SolverFamily> solver;
    private final ChoiceSection<NoiseFamily> noise;
    private final StepSolvers steps;
    private final RatioBox ratios;
    private final ToggleSwitch perStep = new ToggleSwitch("one per step");
    private final Label kept = new Label();
    private final NumberSlider samples = new NumberSlider(1, 10_000_000, true, true);
    private final NumberSlider batch = new NumberSlider(0, 1024, true, true);
    private final NumberSlider seed = new NumberSlider(0, 1_000_000, false, true);
    private final Label modelNote = new Label();
    private final Label solverNote = new Label();
    private final Label noiseNote = new Label();
    private final Label cost = new Label();
    private final NumberSlider budget = new NumberSlider(1, 1000, true, true);
    private final Label problem = new Label();
    private final Hyperlink endWithDdim = new Hyperlink("Use DDIM for the last step");
    private final GuidanceBox guidance;
    private Optional<Resolved> newest = Optional.empty();
    private boolean showing;

    /// @param recent   the user's own models
    /// @param describe asks the user about a network that has no sidecar
    /// @param browse   opens the page of all models
    public SetupPane(StudyModel study, FileChoice files, OwnModels recent, Consumer<Path> describe, Runnable browse) {
        this.describe = describe;
        this.study = study;
        this.recentModels = RecentModels.continuous(recent);
        Catalog catalog = study.services().resolver().catalog();
        setId("setup");
        var models = plainBox("model", recentModels.with(catalog.models().all()), Family::source);
        recent.choices().addListener((InvalidationListener) _ ->
            models.offer(recentModels.with(catalog.models().all())));
        model = new ChoiceSection<>("setup-model", "model", catalog.models().all(), models,
            p -> RARE_MODEL_SETTINGS.contains(p.id()), this::setModel, files);
        schedule = new ChoiceSection<>("setup-schedule", "schedule", catalog.schedules().all(),
            plainBox("schedule", catalog.schedules().all(), Family::source), _ -> true,
            (words, gesture, choice) -> study.editSpec(words, gesture, true, s -> s.withSchedule(choice)), files);
        grid = new ChoiceSection<>("setup-grid", "grid", catalog.grids().all(),
            plainBox("grid", catalog.grids().all(), Family::source), p -> RARE_GRID_SETTINGS.contains(p.id()),
            (words, gesture, choice) -> study.editSpec(words, gesture, false,
                s -> StepEdit.withGrid(s, choice, catalog)), files);
        List<SolverFamily> solvers = catalog.solvers().all();
        solver = new ChoiceSection<>("setup-solver", "solver", solvers,
            new SolverPicker(solvers, new SolverPopup("setup-solvers", solvers)),
            p -> RARE_SOLVER_SETTINGS.contains(p.id()), (words, gesture, choice) ->
                study.editSpec(words, gesture, false, s -> s.withSolvers(List.of(choice))), files);
        steps = new StepSolvers(solvers, (step, choice) -> study.editSpec("solver of step %d".formatted(step + 1), "",
            false, s -> StepEdit.withSolver(s, step, choice)));
        noise = new ChoiceSection<>("setup-noise", "noise", Catalog.noises().all(),
            plainBox("noise of the seed", Catalog.noises().all(), Family::source), _ -> false,
            (words, gesture, choice) -> study.editSpec(words, gesture, true, s -> s.withNoise(choice)), files);
        guidance = new GuidanceBox(study);
        ratios = new RatioBox(study, new RatioFinder(study));
        getChildren().setAll(modelSection(browse), solverSection(), section("Time grid", grid, budgetRow()),
            section("Noise schedule", schedule), sampleSection());
        wire();
        modelNote.getStyleClass().add("hint");
        modelNote.setWrapText(true);
        noiseNote.getStyleClass().add("hint");
        noiseNote.setWrapText(true);
        noiseNote.setId("setup-noise-note");
        refresh();
    }

    private Node modelSection(Runnable browse) {
        var all = new Button("", new FontIcon(Feather.GRID));
        all.getStyleClass().add(Styles.BUTTON_ICON);
        all.setId("setup-model-browse");
        all.setAccessibleText("all models");
        all.setTooltip(new Tooltip("All models, with pictures and what they can do"));
        all.setOnAction(_ -> browse.run());
        HBox.setHgrow(model, Priority.ALWAYS);
        model.setMinWidth(0);
        return section("Model", new HBox(6, model, all), modelNote, guidance);
    }

    private Node solverSection() {
        perStep.setId("setup-per-step");
        perStep.setTooltip(new Tooltip("Choose a solver for every step of the grid"));
        solverNote.getStyleClass().add("hint");
        cost.getStyleClass().add("hint");
        cost.setId("setup-cost");
        problem.getStyleClass().add("problem");
        problem.setId("setup-problem");
        endWithDdim.setId("setup-fix");
        endWithDdim.setOnAction(_ -> endWithDdim());
        return section("Solver", solver, solverNote, perStep, ratios, cost, problem, endWithDdim);
    }

    /// People compare samplers at equal cost, so the grid can be asked for in evaluations as well as in steps.
    private Node budgetRow() {
        budget.setId("setup-nfe");
        Tooltip.install(budget, new Tooltip("Network evaluations of the whole run: sets the number of steps"));
        budget.onChange(nfe -> planOf(study.focusedLane()).ifPresent(run ->
            study.editSpec("budget of %d NFE".formatted((int) nfe), "nfe", false,
                _ -> StepEdit.withBudget(run, (int) nfe, study.services().resolver().catalog()))));
        return Rows.labelled("NFE", budget);
    }

    /// The plan of a lane's spec, or the one before it while that is on its way and differs in the number of steps at most:
    /// a drag does not wait for plans.
    private Optional<Resolved> planOf(LaneModel lane) {
        RunSpec.Denoise now = lane.lane().get().spec();
        return lane.planned().get().or(() -> newest.filter(run -> now.solvers().size() == 1
            && run.spec().grid().id().equals(now.grid().id()) && run.spec().withGrid(now.grid()).equals(now)));
    }

    private Node sampleSection() {
        var dice = new Button("", new FontIcon(Feather.REFRESH_CW));
        dice.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        dice.setTooltip(new Tooltip("Another seed"));
        dice.setAccessibleText("another seed");
        dice.setId("setup-dice");
        dice.setOnAction(_ -> {
            long other = new Random().nextInt(1_000_000);
            study.editSpec("seed " + other, "", true, s -> s.withSeed(other));
        });
        HBox.setHgrow(seed, Priority.ALWAYS);
        samples.setId("setup-samples");
        seed.setId("setup-seed");
        batch.setId("setup-batch");
        Tooltip.install(batch, new Tooltip("Rows per network call; 0 is the model's own. Never changes a result"));
        var linked = new ToggleSwitch("all lanes alike");
        linked.setId("setup-linked");
        linked.setTooltip(new Tooltip("Change model, schedule, guidance, samples and seed in all lanes at once"));
        linked.setSelected(study.study().get().linked());
        linked.selectedProperty().addListener((_, _, on) -> study.look(s -> s.withLinked(on)));
        kept.getStyleClass().add(Styles.TEXT_MUTED);
        kept.setWrapText(true);
        kept.setId("setup-kept");
        HBox noiseRow = Rows.labelled("noise", noise);
        noiseRow.setAlignment(Pos.BASELINE_LEFT); // its form grows downwards
        return section("Samples", Rows.labelled("samples", samples), kept, Rows.labelled("seed", new HBox(4, seed, dice)),
            noiseRow, noiseNote, Rows.labelled("batch", batch), linked);
    }

    /// More samples than a study can hold for every step: it keeps the first and counts the rest.
    private static RunSpec.Denoise many(RunSpec.Denoise spec, int samples) {
        int every = spec.recording().every();
        return spec.withSamples(samples).withRecording(new Recording(every, samples > MOST_KEPT ? MOST_KEPT : 0));
    }

    private void showKept(RunSpec.Denoise spec) {
        int some = spec.recording().samples();
        Presence.show(kept, some > 0 && some < spec.samples());
        kept.setText("The density counts all; points, paths, errors and files have the first %,d.".formatted(some));
    }

    private void wire() {
        samples.onChange(value -> study.editSpec("samples", "samples", true, s -> many(s, (int) value)));
        batch.onChange(value -> study.editSpec("batch", "batch", true, s -> s.withBatch((int) value)));
        seed.onChange(value -> study.editSpec("seed", "seed", true, s -> s.withSeed((long) value)));
        perStep.selectedProperty().addListener((_, _, on) -> {
            if (!showing) {
                spread(on);
            }
        });
        study.study().addListener((_, _, _) -> refresh());
        study.eachLane(this::watch);
    }

    /// The pane lives as long as the study, so listeners on its lanes need no removing: they go with the lane.
    private void watch(LaneModel lane) {
        lane.planned().addListener((_, _, _) -> refresh());
        lane.state().addListener((_, before, now) -> {
            if (before instanceof LaneState.Draft || now instanceof LaneState.Draft) { // no other says anything here
                refresh();
            }
        });
        lane.preparing().addListener((_, _, _) -> refresh());
    }

    private void spread(boolean on) {
        if (on) {
            study.editSteps("one solver per step", s -> s, this::refuse);
        } else {
            study.editSpec("one solver for all steps", "", false, StepEdit::withOneSolver);
        }
    }

    /// The remedy for a step to `sigma = 0`, where only first-order solvers are defined.
    private void endWithDdim() {
        study.editSteps("DDIM for the last step",
            s -> StepEdit.withSolver(s, s.solvers().size() - 1, Choice.of("ddim")), this::refuse);
    }

    /// Says why nothing has changed.
    private void refuse(Throwable cause) {
        refresh();
        LaneState.Problem why = LaneState.Problem.of(cause);
        problem.setText(why.happened() + "; " + why.remedy());
        Presence.show(problem, true);
    }

    /// Another model, or one from another file, brings its own schedule and sample count; one that cannot be opened yet,
    /// because it still wants a file, is chosen all the same, and its problem stands below.
    private void setModel(String words, String gesture, Choice choice) {
        Choice wanted = recentModels.standsFor(choice).orElse(choice);
        boolean another = !wanted.equals(choice)
            || !ModelFiles.areSame(choice, study.focusedLane().lane().get().spec().model(),
                study.services().resolver().catalog());
        Runnable plainly = () -> study.editSpec(words, gesture, true, s -> s.withModel(wanted));
        if (another) {
            study.useModel(words, wanted, e -> {
                if (e instanceof MissingSidecarException missing) {
                    describe.accept(missing.network());
                } else {
                    plainly.run();
                }
            });
        } else {
            plainly.run();
        }
    }

    private void refresh() {
        showing = true;
        LaneModel lane = study.focusedLane();
        RunSpec.Denoise spec = lane.lane().get().spec();
        model.show(spec.model());
        schedule.show(spec.schedule());
        grid.show(spec.grid());
        boolean many = spec.solvers().size() > 1;
        perStep.setSelected(many);
        Presence.show(solver, !many);
        Presence.show(steps, many, Presence.below(perStep));
        if (many) {
            steps.show(spec.solvers(), lane.planned().get().map(Resolved::levels).orElse(List.of()));
        } else {
            solver.show(spec.solvers().getFirst());
        }
        Presence.show(ratios, RatioFinder.suits(spec));
        samples.show(spec.samples());
        showKept(spec);
        seed.show(spec.seed());
        noise.show(spec.noise());
        noiseNote.setText(Labels.ofNoise(spec.noise()));
        batch.show(spec.batch());
        lane.planned().get().ifPresent(this::showResolved);
        if (lane.preparing().get().isPresent()) {
            cost.setText("preparing the plan \u2026");
        }
        Catalog catalog = study.services().resolver().catalog();
        String gridId = spec.grid().id();
        Presence.show(budget.getParent(), catalog.grids().contains(gridId) && catalog.grids().get(gridId).takesSteps());
        showGuidance(spec.guidance(), lane);
        boolean isDraft = lane.state().get() instanceof LaneState.Draft(var trouble) && trouble.isPresent();
        Presence.show(problem, isDraft);
        boolean toZero = spec.grid().settings().get("to-zero") instanceof Setting.Flag(boolean on) && on;
        Presence.show(endWithDdim, isDraft && toZero && !spec.solvers().getLast().id().equals("ddim"));
        if (lane.state().get() instanceof LaneState.Draft(var trouble)) {
            problem.setText(trouble.map(p -> p.happened() + "; " + p.remedy()).orElse(""));
        }
        showing = false;
    }

    private void showResolved(Resolved resolved) {
        newest = Optional.of(resolved);
        perStep.setDisable(resolved.levels().size() == 2);
        budget.show(resolved.nfe());
        ModelCard card = resolved.model().card();
        modelNote.setText(card.description());
        String nfe = "%d steps \u00b7 %d NFE".formatted(resolved.levels().size() - 1, resolved.nfe());
        cost.setText(resolved.costPerEvaluation() == 1 ? nfe : nfe + " (guidance: 2 per evaluation)");
        var ids = resolved.spec().solvers().stream().map(Choice::id).distinct().toList();
        var family = study.services().resolver().catalog().solvers().get(ids.getFirst());
        solverNote.setText(ids.size() == 1 ? "%s%s \u00b7 %s".formatted(Labels.order(family),
            resolved.isStochastic() ? " (weak)" : "", family.source()) : "%d different solvers".formatted(ids.size()));
    }

    private void showGuidance(Guidance shown, LaneModel lane) {
        // While another plan for the same model is on its way, what it can be asked for is known already.
        guidance.show(shown, lane.planned().get()
            .or(() -> newest.filter(run -> run.spec().model().equals(lane.lane().get().spec().model())))
            .map(Resolved::model));
    }

    private static <F extends Family> FamilyBox<F> plainBox(String what, List<F> families, Function<F, String> detail) {
        return new FamilyBox<>(what, families, detail).plainAtFirst();
    }

    private static VBox section(String title, Node... content) {
        var label = new Label(title.toUpperCase(Locale.ROOT));
        label.getStyleClass().add("section-title");
        var box = new VBox(label);
        box.getStyleClass().add("section");
        box.getChildren().addAll(content);
        return box;
    }
}
