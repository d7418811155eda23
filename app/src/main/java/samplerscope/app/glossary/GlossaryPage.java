package samplerscope.app.glossary;

import atlantafx.base.theme.Styles;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A card with all words of the glossary, found by typing.
public final class GlossaryPage extends BorderPane {

    private static final double WIDTH = 640;

    private final Glossary glossary;
    private final TextField query = new TextField();
    private final VBox rows = new VBox(12);

    public GlossaryPage(Glossary glossary, Runnable close) {
        this.glossary = glossary;
        setId("glossary");
        getStyleClass().add("card");
        setMaxSize(WIDTH, USE_PREF_SIZE);
        var title = new Label("Glossary");
        title.getStyleClass().add("card-title");
        query.setId("glossary-query");
        query.setPromptText("Find a word");
        query.textProperty().subscribe(this::refresh);
        setTop(new VBox(10, title, query));
        rows.setId("glossary-rows");
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("device-scroll");
        BorderPane.setMargin(scroll, new Insets(12, 0, 12, 0));
        setCenter(scroll);
        var shut = new Button("Close");
        shut.setId("glossary-close");
        shut.getStyleClass().add(Styles.ACCENT);
        shut.setOnAction(_ -> close.run());
        var foot = new HBox(shut);
        foot.setAlignment(Pos.CENTER_RIGHT);
        setBottom(foot);
        focusedProperty().addListener((_, _, _) -> query.requestFocus());
    }

    private void refresh(String typed) {
        rows.getChildren().setAll(glossary.search(typed).stream().map(GlossaryPage::row).toList());
        if (rows.getChildren().isEmpty()) {
            rows.getChildren().add(words("No entry has these words.", "hint"));
        }
    }

    private static VBox row(Glossary.Entry entry) {
        var term = new Label(entry.term());
        term.getStyleClass().add(Styles.TEXT_BOLD);
        String others = String.join(", ", entry.names().subList(1, entry.names().size()));
        var head = new HBox(8, term, words(others, "hint"));
        head.setAlignment(Pos.BASELINE_LEFT);
        var row = new VBox(2, head);
        if (!entry.unit().isEmpty()) {
            row.getChildren().add(words(entry.unit(), "hint"));
        }
        row.getChildren().add(words(entry.meaning(), "glossary-meaning"));
        return row;
    }

    private static Label words(String text, String style) {
        var label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
