package samplerscope.app.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Studies;
import samplerscope.app.Ui;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.StudyModel;
import samplerscope.spec.Choice;

class ErrorChartsTest {

    @BeforeAll
    static void start() {
        Ui.start();
    }

    @Test
    void drawsTheErrorOfEachLaneAsItWasMeasured() {
        StudyModel model = Studies.moons("ddim", "heun");
        show(model, charts -> {
            Studies.run(model);

            ChartContent content = Ui.get(() -> charts.shown().content());

            assertEquals(2, content.curves().size());
            assertEquals(10, content.curves().getFirst().marks().size());
            var last = model.lanes().getFirst().errors().get().getLast().rms();
            var mark = content.curves().getFirst().marks().getLast();
            assertEquals(last.value(), mark.y());
            assertEquals(last.value() + last.standardError(), mark.high());
            assertTrue(content.csv().contains(Double.toString(last.value())), "the copied data has every digit");
        });
    }

    @Test
    void samplesChosenInAnyViewHaveACurveOfTheirOwn() {
        StudyModel model = Studies.moons("ddim", "heun");
        show(model, charts -> {
            Studies.run(model);
            var errors = model.lanes().getFirst().errors().get().getLast();

            Ui.run(() -> model.selection().samples().set(Set.of(3, 5)));

            ChartContent content = Ui.get(() -> charts.shown().content());
            assertEquals(4, content.curves().size());
            double both = Math.sqrt((Math.pow(errors.perSample()[3], 2) + Math.pow(errors.perSample()[5], 2)) / 2);
            // Two squares and a root, in another order than ours.
            assertEquals(both, content.curves().get(1).marks().getLast().y(), 1e-12 * both);
            Ui.run(() -> model.selection().samples().set(Set.of()));
            assertEquals(2, Ui.get(() -> charts.shown().content().curves().size()));
        });
    }

    @Test
    void scoresAreComparedWithThreeLawsOfTheDataOfTheLane() {
        StudyModel model = Studies.moons("ddim");
        show(model, charts -> {
            Ui.run(() -> charts.ask(ErrorCharts.Question.SCORES));
            assertTrue(Ui.get(() -> charts.shown().content().isEmpty()));

            Ui.click(Ui.find(charts, "#scores-start", Button.class));
            Ui.until("the scores are compared", () -> !charts.scores().running().get()
                && !charts.shown().content().isEmpty());

            ChartContent content = Ui.get(() -> charts.shown().content());
            assertEquals(List.of("Gaussian", "mixture", "ideal", "5 %"),
                content.curves().stream().map(Curve::name).toList());
            assertEquals(24, content.curves().getFirst().marks().size());
            assertTrue(Ui.get(() -> charts.scores().remark().get()).startsWith("nearly Gaussian"));
            Ui.run(() -> model.editSpec("model", "", true, s -> s.withModel(Choice.of("rings"))));
            Ui.until("another model has other scores", () -> charts.shown().content().isEmpty());
        });
    }

    @Test
    void saysWhyAStochasticLaneHasNoCurve() {
        StudyModel model = Studies.moons("euler-a");
        show(model, charts -> {
            Studies.run(model);

            Label words = Ui.find(charts, "#chart-error-empty", Label.class);
            Ui.until("the reason is shown", () -> words.getText().contains("stochastic"));

            assertTrue(Ui.get(words::isVisible));
        });
    }

    @Test
    void theCursorStandsAtTheNewestFrameWhileARunIsFollowed() {
        StudyModel model = Studies.moons("ddim");
        show(model, charts -> {
            Ui.run(() -> model.runner().runPaused(model.lanes()));
            LaneModel lane = model.lanes().getFirst();
            Ui.until("the lane waits", () -> lane.state().get() instanceof LaneState.Paused);
            Ui.run(model.runner()::step);
            Ui.until("a step is taken", () -> lane.frames().size() == 2);

            double newest = Ui.get(() -> lane.frames().getLast().at().lambda());
            assertEquals(newest, Ui.get(() -> charts.shown().cursor().get()), 1e-9);
            Ui.run(model.runner()::stop);
        });
    }

    @Test
    void whatDoesNotFitBesideTheTabsStandsBesideTheLegend() {
        show(Studies.moons("ddim"), charts -> {
            Ui.run(() -> {
                charts.ask(ErrorCharts.Question.AGAINST_NFE);
                for (String words : List.of("One more tab", "And another one", "The last of them")) {
                    charts.beside("tab-" + words.length(), words, words, Region::new);
                }
            });
            settle();

            for (String control : List.of("#sweep-start", "#chart-export")) {
                Button button = Ui.find(charts, control, Button.class);
                double right = Ui.get(() -> button.localToScene(button.getBoundsInLocal()).getMaxX());
                assertTrue(right <= charts.getWidth(), control + " ends at " + right);
            }
        });
    }

    @Test
    void whatStandsBesideIsMadeWhenItFirstComesToTheFront() {
        show(Studies.moons("ddim"), charts -> {
            var made = new ArrayList<Region>();
            Runnable front = Ui.get(() -> charts.beside("aside-tab", "Aside", "Aside", () -> {
                made.add(new Region());
                return made.getLast();
            }));
            assertEquals(List.of(), made);
            Ui.run(() -> {
                front.run();
                charts.ask(ErrorCharts.Question.ALONG);
                front.run();
            });
            assertEquals(1, made.size(), "and only once");
            assertSame(made.getFirst(), Ui.get(charts::getCenter));
        });
    }

    @Test
    void aClickInThePlotMovesTheCursorOfTheStudyWithoutRedrawingTheCurves() {
        StudyModel model = Studies.moons("ddim");
        show(model, charts -> {
            Studies.run(model);
            Ui.until("the chart is drawn", () -> isDrawn(charts));
            settle();
            var drawings = new AtomicInteger();
            Ui.run(() -> charts.shown().onDrawn(drawings::incrementAndGet));

            Ui.click(overlay(charts), 0.5, 0.75);
            double left = model.selection().position().get();
            Ui.click(overlay(charts), 0.7, 0.75);
            settle();

            assertFalse(model.selection().following().get());
            assertTrue(left > 0.3 && left < 0.6, "clicked in the middle, but the cursor is at " + left);
            assertTrue(model.selection().position().get() > left);
            assertEquals(0, drawings.get());
        });
    }

    @Test
    void aChartThatIsDrawnAgainLooksTheSame() {
        StudyModel model = Studies.moons("ddim");
        show(model, charts -> {
            Studies.run(model);
            ChartPane pane = charts.shown();
            var drawn = new ChartPane("again", "Drawn twice");
            Ui.run(() -> {
                charts.setCenter(drawn);
                drawn.show(pane.content());
            });
            Ui.until("it is drawn", drawn::isDrawn);
            BufferedImage once = Ui.snapshot(drawn);

            Ui.run(drawn::resetZoom);
            Ui.until("it is drawn again", drawn::isDrawn);

            BufferedImage twice = Ui.snapshot(drawn);
            assertArrayEquals(once.getRGB(0, 0, once.getWidth(), once.getHeight(), null, 0, once.getWidth()),
                twice.getRGB(0, 0, twice.getWidth(), twice.getHeight(), null, 0, twice.getWidth()));
        });
    }

    @Test
    void whatIsShownAlreadyIsNotDrawnAgain() {
        StudyModel model = Studies.moons("ddim");
        show(model, charts -> {
            Studies.run(model);
            ChartPane pane = charts.shown();
            Ui.until("it is drawn", pane::isDrawn);

            assertTrue(Ui.get(() -> {
                pane.show(charts.shown().content());
                return pane.isDrawn();
            }));
            assertFalse(Ui.get(() -> {
                pane.show(new ChartContent(Axis.linear("x"), Axis.linear("y"), List.of(), "nothing"));
                return pane.isDrawn();
            }));
        });
    }

    @Test
    void switchesScalesZoomsAndComesBackWithTheKeyboardAndTheWheel() {
        StudyModel model = Studies.moons("ddim");
        show(model, charts -> {
            Studies.run(model);
            Ui.until("the chart is drawn", () -> isDrawn(charts));
            settle();
            Span all = Ui.get(() -> charts.shown().yShown());

            Ui.scroll(overlay(charts), 0.5, 0.4, 120);
            Span zoomed = Ui.get(() -> charts.shown().yShown());
            Ui.doubleClick(overlay(charts));
            Span back = Ui.get(() -> charts.shown().yShown());
            Ui.press(overlay(charts), KeyCode.Y);

            assertTrue(zoomed.to() / zoomed.from() < all.to() / all.from());
            assertEquals(all, back);
            assertEquals(Axis.Scale.LINEAR, Ui.get(() -> charts.shown().content().y().scale()));
        });
    }

    @Test
    void aDraggedRectangleZoomsAndBackspaceUndoesIt() {
        StudyModel model = Studies.moons("ddim");
        show(model, charts -> {
            Studies.run(model);
            Ui.until("the chart is drawn", () -> isDrawn(charts));
            settle();
            Span all = Ui.get(() -> charts.shown().xShown());

            Ui.drag(overlay(charts), 0.4, 0.3, 0.6, 0.6);
            Span zoomed = Ui.get(() -> charts.shown().xShown());
            Ui.press(overlay(charts), KeyCode.BACK_SPACE);

            assertTrue(zoomed.to() - zoomed.from() < 0.3 * (all.to() - all.from()));
            assertEquals(all, Ui.get(() -> charts.shown().xShown()));
        });
    }

    @Test
    void showsWhereTheGridIsTooCoarse() {
        StudyModel model = Studies.moons("ddim");
        show(model, charts -> {
            Studies.run(model);

            Ui.click(Ui.find(charts, "#chart-local-tab", ToggleButton.class));
            List<Curve.Mark> stairs = Ui.get(() -> charts.shown().content().curves().getFirst().marks());

            assertEquals(11, stairs.size()); // ten steps and the end of the last one
            assertEquals(model.lanes().getFirst().localErrors().get().getFirst().rms().value(), stairs.getFirst().y());
        });
    }

    @Test
    void sweepsEveryLaneOverBudgetsAndCanBeStopped() {
        StudyModel model = Studies.moons("ddim", "heun");
        show(model, charts -> {
            Ui.click(Ui.find(charts, "#chart-nfe-tab", ToggleButton.class));
            Ui.click(Ui.find(charts, "#sweep-start", Button.class));
            Ui.until("the sweep is done", () -> !charts.sweeps().running().get());

            var ddim = Ui.get(() -> charts.sweeps().of(model.lanes().getFirst()));
            var heun = Ui.get(() -> charts.sweeps().of(model.lanes().getLast()));
            assertEquals(List.of(5, 7, 10, 14, 20, 28, 40, 56, 80, 112, 160), ddim.stream().map(p -> p.nfe()).toList());
            Ui.until("the legend names the order", () -> Ui.find(charts, "#legend-1", Node.class).lookupAll(".label")
                .stream().anyMatch(l -> ((Label) l).getText().contains("order ")));
            assertTrue(heun.getLast().error().rms().value() < ddim.getLast().error().rms().value() / 5,
                "a second-order solver is far ahead at 160 evaluations");

            Ui.click(Ui.find(charts, "#sweep-start", Button.class));
            Ui.click(Ui.find(charts, "#sweep-stop", Button.class));
            assertFalse(Ui.get(() -> charts.sweeps().running().get()));
        });
    }

    @Test
    void aSweepNamesTheLaneThatHasNoOrder() {
        StudyModel model = Studies.moons("euler-a");
        show(model, charts -> {
            Ui.run(() -> charts.sweeps().start(model.lanes()));
            Ui.until("the sweep is done", () -> !charts.sweeps().running().get());

            assertTrue(charts.sweeps().remark().get().contains("stochastic"), charts.sweeps().remark().get());
        });
    }

    private static void show(StudyModel model, Consumer<ErrorCharts> test) {
        ErrorCharts charts = Ui.get(() -> new ErrorCharts(model));
        Stage stage = Ui.show(() -> charts, 700, 340);
        try {
            test.accept(charts);
        } finally {
            Ui.close(stage);
        }
    }

    private static Node overlay(ErrorCharts charts) {
        return Ui.get(() -> charts.shown().lookup("#" + charts.shown().getId() + "-overlay"));
    }

    private static boolean isDrawn(ErrorCharts charts) {
        return charts.shown().isDrawn();
    }

    /// Ten redraws a second: after a dozen pulses the last one is on screen.
    private static void settle() {
        for (int i = 0; i < 12; i++) {
            Ui.pulse();
        }
    }
}
