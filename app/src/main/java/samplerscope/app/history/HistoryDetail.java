package samplerscope.app.history;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.study.Labels;
import samplerscope.history.HistoryEntry;
import samplerscope.history.Marks;
import samplerscope.history.RunFacts;

/// The selected run at a closer look, with what the user says of it; or how many are selected.
final class HistoryDetail extends ScrollPane {

    private static final double WIDTH = 300;
    private static final double PICTURE = 140;
    private static final double MIB = 1 << 20;
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private final HistoryModel history;
    private final StackPane picture = new StackPane();
    private final Label name = new Label();
    private final GridPane facts = new GridPane(10, 4);
    private final TextField tags = new TextField();
    private final TextArea note = new TextArea();
    private final Label place = new Label();
    private final Button copy = new Button("Copy path", new FontIcon(Feather.COPY));
    private final VBox content = new VBox(10);
    /// What the fields are about.
    private List<HistoryEntry> shown = List.of();

    HistoryDetail(HistoryModel history) {
        this.history = history;
        setId("history-detail");
        getStyleClass().add("device-scroll");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
        picture.setMinHeight(PICTURE);
        picture.getStyleClass().add("history-picture");
        name.getStyleClass().add("history-name");
        name.setWrapText(true);
        name.setMinHeight(USE_PREF_SIZE);
        var labels = new ColumnConstraints(72);
        var values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        facts.getColumnConstraints().setAll(labels, values);
        tags.setId("history-tags");
        tags.setPromptText("Tags, with spaces between");
        tags.setTooltip(new Tooltip("Enter keeps them; of several runs, the tags are added to all"));
        tags.setOnAction(_ -> saveTags());
        onLeaving(tags, this::saveTags);
        note.setId("history-note");
        note.setPromptText("Note");
        note.setWrapText(true);
        note.setPrefRowCount(3);
        onLeaving(note, this::saveNote);
        place.getStyleClass().add("hint");
        place.setWrapText(true);
        place.setMinHeight(USE_PREF_SIZE);
        copy.setId("history-copy-path");
        copy.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
        content.getStyleClass().add("history-detail");
        setContent(content);
    }

    private static void onLeaving(TextInputControl field, Runnable save) {
        field.focusedProperty().subscribe(focused -> {
            if (!focused) {
                save.run();
            }
        });
    }

    /// Fields that somebody is typing in keep their text as long as they are about the same runs.
    void show(List<HistoryEntry> entries) {
        boolean same = ids(entries).equals(ids(shown));
        if (!same) {
            saveTags();
            saveNote();
        }
        shown = List.copyOf(entries);
        if (entries.size() == 1) {
            showOne(entries.getFirst(), same);
        } else {
            showMany(entries.size(), same);
        }
    }

    private static List<String> ids(List<HistoryEntry> entries) {
        return entries.stream().map(HistoryEntry::id).toList();
    }

    private void showOne(HistoryEntry entry, boolean same) {
        name.setText(entry.facts().name());
        fillFacts(entry);
        if (!same || !tags.isFocused()) {
            tags.setText(String.join(" ", entry.marks().tags()));
        }
        if (!same || !note.isFocused()) {
            note.setText(entry.marks().note());
        }
        var problem = wrapped(entry.facts().problem(), "problem");
        var parts = new ArrayList<Node>(List.of(picture, name, facts));
        if (!entry.facts().problem().isEmpty()) {
            parts.add(problem);
        }
        parts.addAll(List.of(tags, note, place, copy));
        if (!same) {
            picture.getChildren().setAll(new FontIcon(Feather.IMAGE));
            place.setText("");
        }
        content.getChildren().setAll(parts);
        history.detail(entry, detail -> {
            if (ids(shown).equals(List.of(entry.id()))) {
                showFiles(detail);
            }
        });
    }

    private void showMany(int count, boolean same) {
        if (!same) {
            tags.clear();
            note.clear();
        }
        var text = wrapped(count == 0 ? "Select a run to see more of it."
            : "%,d runs are selected.".formatted(count), "hint");
        text.setId("history-count");
        content.getChildren().setAll(count == 0 ? List.of(text) : List.of(text, tags));
    }

    private void fillFacts(HistoryEntry entry) {
        RunFacts f = entry.facts();
        facts.getChildren().clear();
        fact("Model", "%s, %,d samples".formatted(f.model(), f.samples()));
        fact("Solvers", String.join(", ", f.solvers()));
        fact("Grid", "%s on %s".formatted(f.grid(), f.schedule()));
        fact("Seed", Long.toString(f.seed()));
        fact("Cost", "%d steps, %d evaluations".formatted(f.steps(), f.nfe()));
        fact("Error", f.error().map(e -> Labels.estimate(e) + " " + e.unit()).orElse("not measured"));
        fact("Time", "%s s, %s ms per evaluation".formatted(Labels.number(f.seconds()),
            Labels.number(f.millisPerEvaluation())));
        fact("Device", "%s%s, %d threads".formatted(f.device(), f.device().contains(f.precision()) ? ""
            : ", " + f.precision(), f.threads()));
        fact("Ended", "%s, %s".formatted(TIME.format(entry.at()), switch (f.status()) {
            case DONE -> "done";
            case PARTIAL -> "stopped before its end";
            case FAILED -> "failed";
        }));
        fact("Version", f.program());
    }

    private void fact(String label, String value) {
        var left = new Label(label);
        left.getStyleClass().add("muted");
        GridPane.setValignment(left, VPos.TOP);
        facts.addRow(facts.getRowCount(), left, wrapped(value, "history-fact"));
    }

    private static Label wrapped(String text, String style) {
        var label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private void showFiles(HistoryModel.Detail detail) {
        detail.thumbnail().ifPresent(file -> {
            var view = new ImageView(new Image(file.toUri().toString(), true));
            view.setFitWidth(PICTURE);
            view.setFitHeight(PICTURE);
            view.setPreserveRatio(true);
            StackPane.setAlignment(view, Pos.CENTER);
            picture.getChildren().setAll(view);
        });
        HistoryEntry entry = detail.entry();
        place.setText(words(entry, detail.folder()));
        copy.setDisable(detail.folder().isEmpty());
        copy.setOnAction(_ -> detail.folder().ifPresent(folder -> {
            var clip = new ClipboardContent();
            clip.putString(folder.toString());
            Clipboard.getSystemClipboard().setContent(clip);
        }));
    }

    private static String words(HistoryEntry entry, Optional<Path> folder) {
        if (folder.isEmpty()) {
            return "The files of this run have gone. Its spec is still here: restore it and run it again.";
        }
        String size = String.format(Locale.ROOT, "%.2f MiB", entry.bytes() / MIB);
        return entry.arrays() == 0 ? "The samples were given up for the budget; run file, curves and picture take %s."
            .formatted(size) : "Run file, samples and curves take %s.".formatted(size);
    }

    private void saveTags() {
        List<String> typed = new Marks(false, List.of(tags.getText()), "", Optional.empty()).tags();
        if (shown.size() == 1) {
            save(typed.equals(shown.getFirst().marks().tags()), m -> m.withTags(typed));
        } else {
            save(typed.isEmpty() || shown.stream().allMatch(e -> e.marks().tags().containsAll(typed)),
                m -> m.adding(typed));
        }
    }

    private void saveNote() {
        if (shown.size() == 1) {
            String typed = note.getText().strip();
            save(typed.equals(shown.getFirst().marks().note()), m -> m.withNote(typed));
        }
    }

    private void save(boolean unchanged, UnaryOperator<Marks> change) {
        if (!unchanged) {
            history.mark(shown, change);
            // Or the field would save it again when it is left.
            shown = shown.stream().map(e -> e.withMarks(change.apply(e.marks()))).toList();
        }
    }
}
