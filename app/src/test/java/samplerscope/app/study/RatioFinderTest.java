package samplerscope.app.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.registry.Setting;
import samplerscope.spec.RunSpec;

class RatioFinderTest {

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    private static StudyModel study(int steps) {
        return Ui.get(() -> new StudyModel(TestStudies.services(),
            Study.of(List.of(TestStudies.spec("problem-s", "dc-solver", steps, 100)))));
    }

    private static RunSpec.Denoise spec(StudyModel study) {
        return study.lanes().getFirst().lane().get().spec();
    }

    @Test
    void foundRatiosStandInTheLaneUntilUndone() {
        StudyModel study = study(5);
        RatioFinder finder = Ui.get(() -> new RatioFinder(study));
        RunSpec.Denoise before = spec(study);

        Ui.run(() -> finder.start(study.lanes().getFirst()));
        Ui.until("the search has ended", () -> !finder.running().get());

        assertTrue(Ui.get(() -> spec(study).solvers().getFirst().settings().get("ratios"))
            instanceof Setting.Numbers(var ratios) && ratios.size() == 5, finder.remark().get());
        assertTrue(Ui.get(finder.remark()::get).contains("64 other noises"), finder.remark().get());
        Ui.until("the lane can be run", () -> study.lanes().getFirst().planned().get().isPresent());
        assertEquals("searched ratios", Ui.get(study.undoWords()::get));
        Ui.run(study::undo);
        assertEquals(before, Ui.get(() -> spec(study)));
    }

    @Test
    void cancellingLeavesTheLaneAsItWas() {
        StudyModel study = study(40);
        RatioFinder finder = Ui.get(() -> new RatioFinder(study));
        RunSpec.Denoise before = spec(study);

        Ui.run(() -> finder.start(study.lanes().getFirst()));
        Ui.run(finder::cancel);

        assertTrue(!Ui.get(finder.running()::get));
        assertEquals(before, Ui.get(() -> spec(study)));
    }

    @Test
    void anEditMeanwhileIsNotOverwritten() {
        StudyModel study = study(6);
        RatioFinder finder = Ui.get(() -> new RatioFinder(study));

        Ui.run(() -> {
            finder.start(study.lanes().getFirst());
            study.editSpec("seed 2", "", true, s -> s.withSeed(2));
        });
        Ui.until("the search has ended", () -> !finder.running().get());

        assertTrue(Ui.get(finder.remark()::get).contains("edited meanwhile"), finder.remark().get());
        assertTrue(Ui.get(() -> spec(study).solvers().getFirst().settings()).isEmpty());
    }
}
