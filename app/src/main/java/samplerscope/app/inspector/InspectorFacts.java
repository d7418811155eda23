package samplerscope.app.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import samplerscope.app.study.Frame;
import samplerscope.app.study.Labels;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.ReferenceState;
import samplerscope.app.study.StudyModel;
import samplerscope.metric.PathError;
import samplerscope.model.ModelCard;
import samplerscope.registry.Family;
import samplerscope.registry.Registry;
import samplerscope.registry.Setting;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Resolved;
import samplerscope.spec.RunSpec;

/// Everything that the inspector says about the focused lane, as text. A value: two equal ones look the same.
///
/// @param badge    letter of the lane
/// @param style    colour of the lane
/// @param name     given by the user, or its solver
/// @param step     empty while the lane cannot be resolved
/// @param run      cost and error of what ran
/// @param model    the card; empty until the model is open
/// @param strategy solver, grid and schedule
/// @param samples  the hovered and the selected ones
public record InspectorFacts(String badge, int style, String name, Optional<StepFacts> step, List<Fact> run,
                             Optional<ModelCard> model, List<Fact> strategy, List<Fact> samples) {

    private static final int MOST_SAMPLES = 8;

    /// How it is now. On the FX thread.
    public static InspectorFacts of(StudyModel study) {
        LaneModel lane = study.focusedLane();
        Catalog catalog = study.services().resolver().catalog();
        RunSpec.Denoise spec = lane.lane().get().spec();
        String given = lane.lane().get().name();
        return new InspectorFacts(study.study().get().letterOf(lane.id()), lane.lane().get().style(),
            given.isEmpty() ? Labels.ofSolvers(catalog, spec.solvers()) : given, StepFacts.of(study, lane), run(study, lane),
            resolved(lane).map(r -> r.model().card()), strategy(catalog, spec), samples(study, lane));
    }

    private static Optional<Resolved> resolved(LaneModel lane) {
        return lane.planned().get().or(() -> lane.ran().get());
    }

    private static List<Fact> run(StudyModel study, LaneModel lane) {
        var facts = new ArrayList<Fact>();
        int spent = lane.newest().map(Frame::nfe).orElse(0);
        facts.add(Fact.of("NFE", spent == lane.plannedNfe() ? Integer.toString(spent)
            : "%d of %d".formatted(spent, lane.plannedNfe())));
        if (!lane.frames().isEmpty()) {
            facts.add(Fact.of("Time", Labels.number(lane.seconds()) + " s"));
            facts.add(Fact.of("Speed", Labels.number(lane.evaluationsPerSecond()) + " evaluations/s"));
        }
        lane.ranOn().ifPresent(engine -> facts.add(Fact.of("Device", engine.choice().title())));
        if (!lane.errors().get().isEmpty()) {
            facts.addAll(errors(lane.errors().get().getLast()));
        }
        facts.addAll(reference(lane.reference().get()));
        return List.copyOf(facts);
    }

    private static List<Fact> errors(PathError end) {
        return List.of(
            new Fact("Error at the end", Labels.estimate(end.rms()), Double.toString(end.rms().value())),
            new Fact("Median", Labels.number(end.median()), Double.toString(end.median())),
            new Fact("10 – 90 %", Labels.number(end.low()) + " – " + Labels.number(end.high()),
                end.low() + " – " + end.high()),
            Fact.of("Measured on", end.rms().count() + " samples"));
    }

    private static List<Fact> reference(ReferenceState state) {
        return switch (state) {
            case ReferenceState.None(String why) -> List.of(Fact.of("Reference", why));
            case ReferenceState.Computing _ -> List.of(Fact.of("Reference", "being computed …"));
            case ReferenceState.Failed(var problem) -> List.of(Fact.of("Reference", problem.happened()));
            case ReferenceState.Ready(var path) -> List.of(Fact.of("Reference", "converged ODE of the same model"),
                new Fact("Tolerance", Labels.number(path.tolerance()), Double.toString(path.tolerance())),
                Fact.of("Its evaluations", Integer.toString(path.evaluations())));
        };
    }

    private static List<Fact> strategy(Catalog catalog, RunSpec.Denoise spec) {
        var facts = new ArrayList<Fact>();
        facts.add(Fact.of("Solver", Labels.ofSolvers(catalog, spec.solvers())));
        spec.solvers().stream().map(Choice::id).distinct().filter(catalog.solvers()::contains).forEach(id -> {
            var family = catalog.solvers().get(id);
            facts.add(Fact.of("Order", family.orderInWords()));
            facts.add(Fact.of("Source", family.source()));
        });
        settings(spec.solvers().getFirst()).ifPresent(facts::add);
        facts.add(Fact.of("Grid", name(catalog.grids(), spec.grid())));
        settings(spec.grid()).ifPresent(facts::add);
        facts.add(Fact.of("Schedule", name(catalog.schedules(), spec.schedule())));
        settings(spec.schedule()).ifPresent(facts::add);
        facts.add(Fact.of("Seed", Long.toString(spec.seed())));
        facts.add(Fact.of("Noise", name(Catalog.noises(), spec.noise())));
        settings(spec.noise()).ifPresent(facts::add);
        facts.add(Fact.of("Samples", Integer.toString(spec.samples())));
        return List.copyOf(facts);
    }

    private static String name(Registry<? extends Family> registry, Choice choice) {
        return registry.contains(choice.id()) ? registry.get(choice.id()).name() : choice.id();
    }

    private static Optional<Fact> settings(Choice choice) {
        Map<String, Setting> given = choice.settings();
        return given.isEmpty() ? Optional.empty() : Optional.of(Fact.of("  settings",
            given.entrySet().stream().map(e -> e.getKey() + " = " + e.getValue()).collect(Collectors.joining(", "))));
    }

    private static List<Fact> samples(StudyModel study, LaneModel lane) {
        Set<Integer> wanted = new TreeSet<>(study.selection().samples().get());
        int hovered = study.selection().hovered().get();
        if (hovered >= 0) {
            wanted.add(hovered);
        }
        return wanted.stream().limit(MOST_SAMPLES).map(i -> sample(study, lane, i)).toList();
    }

    private static Fact sample(StudyModel study, LaneModel lane, int index) {
        List<PathError> errors = lane.errors().get();
        boolean measured = !errors.isEmpty() && index < errors.getLast().perSample().length;
        String error = measured ? "error " + Labels.number(errors.getLast().perSample()[index]) : "not measured";
        return Fact.of("Sample " + index, place(study, lane, index).map(p -> p + ", ").orElse("") + error);
    }

    /// Where a point in the plane is under the cursor.
    private static Optional<String> place(StudyModel study, LaneModel lane, int index) {
        return study.frameOf(lane).map(Frame::state).filter(s -> s.sampleSize() == 2 && index < s.samples())
            .map(s -> "(%s, %s)".formatted(Labels.number(s.at(2 * index)), Labels.number(s.at(2 * index + 1))));
    }
}
