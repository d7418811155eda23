package samplerscope.app.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.app.study.Lane;
import samplerscope.app.study.Services;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;
import samplerscope.run.Trajectory;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecEdit;
import samplerscope.spec.SpecReader;
import samplerscope.spec.Tour;

class TourModelTest {

    private final Services services = TestStudies.services();

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @Test
    void everyStepAndTrialOfTheBundledToursRuns() {
        var reader = new SpecReader(services.resolver().catalog());
        for (Tour tour : tours()) {
            for (Tour.Step step : tour.steps()) {
                step.lanes().forEach(this::runs);
                step.trials().forEach(trial -> step.lanes().forEach(
                    lane -> runs(SpecEdit.apply(lane, trial.assignments(), reader))));
            }
        }
    }

    @Test
    void aTrialThatNoLongerFitsTheLanesBeginsWithThoseOfItsStep() {
        StudyModel study = Ui.get(() -> new StudyModel(services,
            Study.of(List.of(TestStudies.spec("moons", "ddim", 8, 50)))));
        var model = Ui.get(() -> new TourModel(study));
        Tour tour = tours().stream().filter(t -> stepWithRho(t) >= 0).findFirst().orElseThrow();
        int step = stepWithRho(tour);
        Ui.run(() -> {
            model.start(tour);
            model.go(step);
            study.edit("grid", s -> s.withEachLane(l -> l.withSpec(l.spec().withGrid(
                Choice.of("uniform-lambda").with("steps", 7)))));
        });

        Ui.run(() -> model.attempt(trialOfRho(tour, step)));

        assertTrue(specs(study).stream().anyMatch(s -> s.grid().id().equals("karras")), specs(study).toString());
        Ui.run(model::leave);
    }

    private static int stepWithRho(Tour tour) {
        return IntStream.range(0, tour.steps().size()).filter(i -> tour.steps().get(i).trials().stream()
            .anyMatch(TourModelTest::isOfRho)).findFirst().orElse(-1);
    }

    private static Tour.Trial trialOfRho(Tour tour, int step) {
        return tour.steps().get(step).trials().stream().filter(TourModelTest::isOfRho).findFirst().orElseThrow();
    }

    private static boolean isOfRho(Tour.Trial trial) {
        return trial.assignments().stream().anyMatch(a -> a.startsWith("grid.rho="));
    }

    @Test
    void stepsBringTheirLanesAndLeavingBringsTheStudyAndItsUndoBack() {
        Tour tour = tours().get(1);
        StudyModel study = Ui.get(() -> new StudyModel(services,
            Study.of(List.of(TestStudies.spec("moons", "ddim", 8, 50)))));
        var model = Ui.get(() -> new TourModel(study));
        Ui.run(() -> study.edit("seed", s -> s.withEachLane(l -> l.withSpec(l.spec().withSeed(5)))));
        Study before = study.study().get();

        Ui.run(() -> model.start(tour));
        assertEquals(tour.steps().getFirst().lanes(), specs(study));
        assertTrue(study.undoWords().get().isEmpty());
        Ui.run(() -> model.go(2));
        Ui.run(() -> model.attempt(tour.steps().get(2).trials().getFirst()));
        assertFalse(specs(study).equals(tour.steps().get(2).lanes()));
        Ui.run(model::restore);
        assertEquals(tour.steps().get(2).lanes(), specs(study));
        Ui.run(model::back);
        assertEquals(tour.steps().get(1).lanes(), specs(study));
        Ui.run(model::leave);

        assertEquals(before, study.study().get());
        assertEquals("seed", study.undoWords().get());
    }

    private void runs(RunSpec.Denoise spec) {
        var run = services.resolver().resolve(spec.withSamples(8), services.base());
        assertTrue(Trajectory.of(services.engine().get().open(run)).frames() > 1);
    }

    private List<Tour> tours() {
        return BundledTours.all(services.resolver().catalog());
    }

    private static List<RunSpec.Denoise> specs(StudyModel study) {
        return study.study().get().lanes().stream().map(Lane::spec).toList();
    }
}
