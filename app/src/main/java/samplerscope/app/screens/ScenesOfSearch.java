package samplerscope.app.screens;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import samplerscope.app.search.SearchModel;
import samplerscope.app.search.SearchPage;
import samplerscope.spec.Choice;

/// Scenes of the search for schedules: its page as it greets, and a small search of two methods that has ended.
final class ScenesOfSearch {

    private ScenesOfSearch() {}

    static Map<String, Consumer<Stagehand>> all() {
        return Map.of(
            "search-empty", ScenesOfSearch::open,
            "search", s -> {
                open(s);
                Headless.run(() -> {
                    find(s, "#search-nfe", TextField.class).setText("5-7");
                    set(find(s, "#search-noises", Spinner.class), 32);
                    set(find(s, "#search-seeds", Spinner.class), 3);
                    find(s, "#search-limit", TextField.class).setText("120");
                    find(s, "#search-page", SearchPage.class).choose(List.of(Choice.of("s3"), Choice.of("evolution")));
                    find(s, "#search-start", ButtonBase.class).fire();
                });
                Headless.until("the search has ended",
                    () -> s.bench().search().phase().get() == SearchModel.Phase.RESTED);
                Headless.run(() -> {
                    find(s, "#search-leaderboard", TableView.class).getSelectionModel().select(1);
                    find(s, "#search-pin", ButtonBase.class).fire();
                });
            });
    }

    private static void open(Stagehand s) {
        Headless.run(s.bench().pages()::searchSchedules);
        Headless.pulses(3);
    }

    private static void set(Spinner<?> spinner, int value) {
        spinner.getEditor().setText(Integer.toString(value));
        spinner.commitValue();
    }

    private static <N extends Node> N find(Stagehand s, String selector, Class<N> type) {
        return type.cast(s.bench().root().lookup(selector));
    }
}
