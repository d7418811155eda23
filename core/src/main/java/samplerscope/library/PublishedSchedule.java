package samplerscope.library;

import java.util.ArrayList;
import java.util.List;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;

/// A sampler that a search found and published: its times, and one choice of the unified step for each.
///
/// Source: Liu et al. 2023, arXiv:2312.07243, released repository. Its numbers were found for one network each; on
/// another model they show what such a search returns, not a good sampler.
///
/// @param evaluations of the model in one run
/// @param schedule    of noise, that of the network it was found for
/// @param solvers     one per step
record PublishedSchedule(String id, String name, int evaluations, Choice schedule, Choice grid, List<Choice> solvers) {

    private static final String SOURCE = "Liu et al. 2023, arXiv:2312.07243, released repository";

    public PublishedSchedule {
        solvers = List.copyOf(solvers);
    }

    /// One step as it is published.
    ///
    /// @param relaxation `a` in `1 + a h`
    /// @param corrected  whether the evaluation at its end takes it again
    private record Step(String prediction, int order, double relaxation, boolean corrected) {}

    static List<Preset> presets() {
        return all().stream().map(PublishedSchedule::preset).toList();
    }

    static List<PublishedSchedule> all() {
        return List.of(
            of("usf-cifar-10-5", "USF, CIFAR-10 (ScoreSDE), 5 evaluations", Choice.of("vp-linear"), "time", "zero",
                List.of(1.0, .70143, .56, .41014, .21961, .06616, .00066),
                List.of(step("v3", 1, 0, true), step("v3", 1, 0, false), step("v3", 3, .0137, true),
                    step("data", 3, 0, false), step("data", 3, -.0209, true), step("noise", 2, .0264, false))),
            of("usf-cifar-10-edm-5", "USF, CIFAR-10 (EDM), 5 evaluations", Choice.of("edm"), "rho", "zero",
                List.of(80.0, 14.464, 3.3520, 1.4173, .2277, .05816, .00223),
                List.of(step("noise", 1, 0, true), step("v3", 1, 0, false), step("v3", 2, -.0299, true),
                    step("noise", 2, 0, true), step("data", 2, -.0553, true), step("v3", 2, 0, false))),
            of("usf-imagenet-256-4", "USF, ImageNet 256, 4 evaluations", Choice.of("ddpm"), "time", "mean",
                List.of(1.0, .83547, .667, .5005, .3127, .00104),
                List.of(step("data", 1, 0, true), step("data", 2, .3333, true), step("data", 2, 0, true),
                    step("data", 2, .3333, true), step("data", 1, 0, false))));
    }

    /// The spec with this schedule, grid and solvers.
    RunSpec.Denoise in(RunSpec.Denoise spec) {
        return Recipe.put(spec.withSchedule(schedule), grid, solvers);
    }

    private Preset preset() {
        return new Preset(id, name, Preset.Origin.SEARCH, "usf", SOURCE,
            "times, orders and predictions found by a search for one network", false, Preset.Range.only(evaluations),
            (spec, _) -> in(spec), (spec, _) -> in(spec));
    }

    private static Step step(String prediction, int order, double relaxation, boolean corrected) {
        return new Step(prediction, order, relaxation, corrected);
    }

    private static PublishedSchedule of(String id, String name, Choice schedule, String clock, String output,
                                        List<Double> times, List<Step> steps) {
        var solvers = new ArrayList<Choice>();
        for (int i = 0; i < steps.size(); i++) {
            Choice choice = predictor(steps.get(i));
            solvers.add(i == 0 ? choice.with("output", new Setting.Word(output))
                : correcting(choice, steps.get(i - 1)));
        }
        Choice grid = Choice.of("list").with("clock", new Setting.Word(clock))
            .with("values", new Setting.Numbers(times));
        return new PublishedSchedule(id, name, steps.size() - 1, schedule, grid, solvers);
    }

    private static Choice predictor(Step step) {
        Choice choice = Choice.of("usf").with("prediction", new Setting.Word(step.prediction()))
            .with("order", step.order());
        return step.relaxation() == 0 ? choice
            : choice.with("relaxation", new Setting.Word("linear")).with("relaxation-slope", step.relaxation());
    }

    /// Here the step after it corrects, there the step itself says so.
    private static Choice correcting(Choice choice, Step before) {
        return before.corrected() ? choice.with("corrector", new Setting.Word(before.prediction()))
            .with("corrector-order", before.order() + 1) : choice;
    }
}
