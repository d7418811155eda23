package samplerscope.app.models;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import samplerscope.SamplerscopeException;
import samplerscope.app.study.RecentData;
import samplerscope.model.ModelFamily;
import samplerscope.spec.Choice;
import samplerscope.spec.Resolver;

/// Every model with what is known of it, the user's recent data first.
public final class ModelsPage extends BorderPane {

    private static final double WIDTH = 760;
    private static final double HEIGHT = 640;

    private final RecentData recent;
    private final Consumer<Choice> use;
    private final VBox rows = new VBox();
    private final TextField search = new TextField();
    private List<ModelEntry> known = List.of();
    private boolean opened;

    /// @param use puts a model into the focused lane
    public ModelsPage(Resolver resolver, List<ModelFamily> families, Path base, RecentData recent, Consumer<Choice> use,
        Runnable close) {
        this.recent = recent;
        this.use = use;
        setId("models");
        getStyleClass().add("card");
        setMaxSize(WIDTH, HEIGHT);
        var title = new Label("Models");
        title.getStyleClass().add("card-title");
        search.setId("models-search");
        search.setPromptText("Search by name, shape, source or licence");
        search.textProperty().subscribe(_ -> refresh());
        setTop(new VBox(8, title, search));
        rows.setId("models-rows");
        rows.getStyleClass().add("device-rows");
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("device-scroll");
        BorderPane.setMargin(scroll, new Insets(12, 0, 12, 0));
        setCenter(scroll);
        var shut = new Button("Close");
        shut.setId("models-close");
        shut.setOnAction(_ -> close.run());
        var bottom = new HBox(shut);
        bottom.setAlignment(Pos.CENTER_RIGHT);
        setBottom(bottom);
        Thread.ofVirtual().name("models").start(() -> open(resolver, families, base));
    }

    private void open(Resolver resolver, List<ModelFamily> families, Path base) {
        var entries = new ArrayList<ModelEntry>();
        for (ModelFamily family : families) {
            entries.add(entry(resolver, family, base));
        }
        Platform.runLater(() -> {
            known = List.copyOf(entries);
            opened = true;
            refresh();
        });
    }

    private static ModelEntry entry(Resolver resolver, ModelFamily family, Path base) {
        if (!family.parameters().isEmpty()) {
            return ModelEntry.ofFile(family);
        }
        try {
            Choice choice = Choice.of(family.id());
            return ModelEntry.of(choice, resolver.model(choice, base));
        } catch (SamplerscopeException e) {
            return ModelEntry.failed(family, e.happened() + "; " + e.remedy());
        }
    }

    private void refresh() {
        var all = new ArrayList<>(recent.choices().stream().map(ModelEntry::recent).toList());
        all.addAll(known);
        var shown = new ArrayList<Node>();
        all.stream().filter(e -> e.matches(search.getText())).map(this::row).forEach(shown::add);
        if (!opened) {
            shown.add(words("Opening the models\u2026", "hint"));
        } else if (shown.isEmpty()) {
            shown.add(words("No model has all of these words.", "hint"));
        }
        rows.getChildren().setAll(shown);
    }

    private Node row(ModelEntry entry) {
        var name = new Label(entry.name());
        name.getStyleClass().add("device-name");
        var head = new HBox(8, name);
        head.getStyleClass().add("device-head");
        if (!entry.badge().isEmpty()) {
            var chip = new Label(entry.badge());
            chip.getStyleClass().addAll("chip", "chip-4");
            head.getChildren().add(chip);
        }
        var texts = new VBox(head, words(entry.facts(), "muted"), words(entry.about(), "hint"));
        texts.getStyleClass().add("device-texts");
        entry.problem().ifPresent(why -> texts.getChildren().add(words(why, "problem")));
        HBox.setHgrow(texts, Priority.ALWAYS);
        var row = new HBox(texts);
        row.getStyleClass().add("device-row");
        if (entry.recent()) {
            row.getChildren().add(button("Remove", "Remove %s from the list; the file stays", entry, () -> {
                recent.remove(entry.choice());
                refresh();
            }));
        }
        if (entry.problem().isEmpty()) {
            Button chosen = button("Use", "Use %s in the focused lane", entry, () -> use.accept(entry.choice()));
            chosen.getStyleClass().add(Styles.ACCENT);
            if (!entry.recent()) {
                chosen.setId("model-use-" + entry.choice().id());
            }
            row.getChildren().add(chosen);
        }
        return row;
    }

    private static Button button(String words, String accessible, ModelEntry entry, Runnable action) {
        var button = new Button(words);
        button.setMinWidth(USE_PREF_SIZE);
        button.setAccessibleText(accessible.formatted(entry.name()));
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static Label words(String text, String style) {
        var label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
