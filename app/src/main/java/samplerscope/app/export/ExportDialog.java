package samplerscope.app.export;

import atlantafx.base.theme.Styles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.SamplerscopeException;
import samplerscope.app.chart.Pictures;
import samplerscope.app.export.Export.Preview;
import samplerscope.app.export.ExportRequest.Inside;
import samplerscope.app.export.ExportRequest.Lanes;
import samplerscope.app.export.ExportWriting.State;
import samplerscope.app.kit.Names;
import samplerscope.app.setup.FileChoice;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.StudyModel;

/// Asks what to write, shows what it will be, writes it in the background and says where it went.
public final class ExportDialog extends BorderPane {

    private static final double PREVIEW_WIDTH = 420;
    private static final double PREVIEW_HEIGHT = 300;

    private final Exports exports;
    private final FileChoice files;
    private final ExportWriting writing;
    private final ComboBox<Target.Format> format = new ComboBox<>();
    private final ComboBox<Integer> scale = new ComboBox<>();
    private final ComboBox<Integer> fps = new ComboBox<>();
    private final ComboBox<Lanes> lanes = new ComboBox<>();
    private final CheckBox inside = new CheckBox("put the run file inside");
    private final Label help = new Label();
    private final GridPane options = new GridPane();
    private final StackPane preview = new StackPane();
    private final Label facts = new Label();
    private final Label name = new Label();
    private final VBox status = new VBox();
    private final Button save = new Button("Save …", new FontIcon(Feather.DOWNLOAD));
    private ExportRequest request = ExportRequest.of(Target.CHART);
    private Optional<Export> gathered = Optional.empty();
    private boolean filling;

    /// @param close takes the dialog away
    public ExportDialog(StudyModel study, FileChoice files, Exports exports, Runnable close) {
        this.files = files;
        this.exports = exports;
        writing = new ExportWriting(study.services().exporting());
        setId("export");
        getStyleClass().addAll("card", "export");
        getStylesheets().add(Objects.requireNonNull(ExportDialog.class.getResource("export.css")).toExternalForm());
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setTop(title());
        setLeft(targets());
        setCenter(middle());
        setRight(right());
        setBottom(buttons(close));
        writing.state().addListener((_, _, now) -> show(now));
        prepareOptions();
        ask(Target.CHART);
    }

    /// Chooses what to export.
    public void ask(Target target) {
        request = ExportRequest.of(target);
        ((ToggleButton) lookup("#export-" + target.name().toLowerCase(Locale.ROOT))).setSelected(true);
        help.setText(target.help());
        fill();
        gather();
    }

    /// What is chosen now.
    public ExportRequest request() {
        return request;
    }

    private static Label title() {
        var title = new Label("Export");
        title.getStyleClass().add("card-title");
        return title;
    }

    private VBox targets() {
        var group = new ToggleGroup();
        var list = new VBox();
        list.getStyleClass().add("export-targets");
        for (Target target : Target.values()) {
            var button = new ToggleButton(target.words());
            button.setId("export-" + target.name().toLowerCase(Locale.ROOT));
            button.setToggleGroup(group);
            button.setMaxWidth(Double.MAX_VALUE);
            button.getStyleClass().addAll(Styles.FLAT, "export-target");
            button.setOnAction(_ -> ask(target));
            list.getChildren().add(button);
        }
        return list;
    }

    private VBox middle() {
        help.setWrapText(true);
        help.getStyleClass().add(Styles.TEXT_MUTED);
        options.getStyleClass().add("export-options");
        name.setId("export-name");
        name.getStyleClass().add(Styles.TEXT_BOLD);
        name.setWrapText(true);
        status.setId("export-status");
        status.getStyleClass().add("export-status");
        var gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        var middle = new VBox(help, options, inside, gap, name, status);
        middle.getStyleClass().add("export-middle");
        return middle;
    }

    private VBox right() {
        preview.setId("export-preview");
        preview.getStyleClass().add("export-preview");
        preview.setMinSize(PREVIEW_WIDTH, PREVIEW_HEIGHT);
        preview.setPrefSize(PREVIEW_WIDTH, PREVIEW_HEIGHT);
        facts.setId("export-facts");
        facts.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        return new VBox(6, preview, facts);
    }

    private HBox buttons(Runnable close) {
        var cancel = new Button("Close");
        cancel.setId("export-close");
        cancel.setOnAction(_ -> {
            writing.cancel();
            close.run();
        });
        save.setId("export-save");
        save.getStyleClass().add(Styles.ACCENT);
        save.setDefaultButton(true);
        save.setOnAction(_ -> save());
        var buttons = new HBox(8, cancel, save);
        buttons.getStyleClass().add("export-buttons");
        return buttons;
    }

    private void prepareOptions() {
        format.setId("export-format");
        format.setConverter(new Names<>(Target.Format::words));
        format.setOnAction(_ -> changed(request.as(format.getValue())));
        scale.setId("export-scale");
        scale.getItems().setAll(1, 2, 4);
        scale.setConverter(new Names<>(s -> s + " ×"));
        scale.setOnAction(_ -> changed(request.at(scale.getValue(), request.fps())));
        fps.setId("export-fps");
        fps.getItems().setAll(2, 5, 10, 20);
        fps.setConverter(new Names<>(f -> f + " pictures/s"));
        fps.setOnAction(_ -> changed(request.at(request.scale(), fps.getValue())));
        lanes.setId("export-lanes-choice");
        lanes.getItems().setAll(Lanes.values());
        lanes.setConverter(new Names<>(l -> l == Lanes.ALL ? "all lanes" : "focused lane"));
        lanes.setOnAction(_ -> changed(request.with(lanes.getValue())));
        inside.setId("export-inside");
        inside.setOnAction(_ -> changed(request.with(inside.isSelected() ? Inside.RUN_FILE : Inside.NOTHING)));
    }

    private void changed(ExportRequest now) {
        if (!filling && !now.equals(request)) {
            request = now;
            fill();
            gather();
        }
    }

    /// Brings the controls to the request, and only those that mean something for it.
    private void fill() {
        filling = true;
        format.getItems().setAll(request.target().formats());
        format.setValue(request.format());
        scale.setValue(request.scale());
        fps.setValue(request.fps());
        lanes.setValue(request.lanes());
        inside.setSelected(request.inside() == Inside.RUN_FILE);
        options.getChildren().clear();
        option(0, "Format", format);
        boolean isAnimation = request.target() == Target.ANIMATION;
        boolean isPicture = request.format() == Target.Format.PNG;
        if (isPicture) {
            option(1, "Size", scale);
        }
        if (isAnimation) {
            option(1, "Lanes", lanes);
            option(2, "Speed", fps);
        }
        inside.setVisible(isPicture || isAnimation);
        filling = false;
    }

    private void option(int row, String label, Node control) {
        var words = new Label(label);
        words.setLabelFor(control);
        options.addRow(row, words, control);
    }

    /// Collects what is needed and shows it.
    private void gather() {
        writing.cancel();
        name.setText(exports.proposal(request));
        try {
            gathered = Optional.of(exports.gather(request));
            show(gathered.get().preview());
        } catch (SamplerscopeException e) {
            gathered = Optional.empty();
            preview.getChildren().clear();
            facts.setText("");
            writing.fail(Problem.of(e));
        }
        save.setDisable(gathered.isEmpty());
    }

    private void show(Preview shown) {
        switch (shown) {
            case Preview.Picture(var image, String words) -> {
                var view = new ImageView(Pictures.toFx(image));
                view.setPreserveRatio(true);
                view.setFitWidth(Math.min(PREVIEW_WIDTH - 16, image.getWidth()));
                view.setFitHeight(Math.min(PREVIEW_HEIGHT - 16, image.getHeight()));
                preview.getChildren().setAll(view);
                facts.setText(words);
            }
            case Preview.Text(String beginning, String words) -> {
                var text = new Label(beginning);
                text.getStyleClass().add("export-text");
                preview.getChildren().setAll(text);
                facts.setText(words);
            }
        }
    }

    private void save() {
        gathered.ifPresent(export -> files.save("Export " + request.target().words().toLowerCase(Locale.ROOT),
            exports.proposal(request), List.of(request.format().extension())).ifPresent(file -> writing.start(export, file)));
    }

    private void show(State state) {
        boolean busy = state instanceof State.Writing;
        save.setDisable(busy || gathered.isEmpty());
        status.getChildren().setAll(switch (state) {
            case State.Idle _ -> List.<Node>of();
            case State.Writing(int done, int of) -> List.of(progress(done, of));
            case State.Written(Path file) -> List.of(words("Saved " + file.getFileName(), Styles.SUCCESS), whereabouts(file));
            case State.Failed(Problem p) -> List.of(words(sentence(p.happened()), Styles.DANGER),
                words(sentence(p.remedy()), Styles.TEXT_MUTED));
        });
    }

    private HBox progress(int done, int of) {
        var bar = new ProgressBar((double) done / of);
        bar.setId("export-progress");
        HBox.setHgrow(bar, Priority.ALWAYS);
        bar.setMaxWidth(Double.MAX_VALUE);
        var stop = new Button("Cancel");
        stop.setId("export-cancel");
        stop.getStyleClass().add(Styles.SMALL);
        stop.setOnAction(_ -> writing.cancel());
        return new HBox(8, bar, new Label("%d / %d".formatted(done, of)), stop);
    }

    private HBox whereabouts(Path file) {
        var show = new Button("Show in folder", new FontIcon(Feather.FOLDER));
        show.setId("export-show");
        show.getStyleClass().add(Styles.SMALL);
        show.setOnAction(_ -> showFolder(file));
        var copy = new Button("Copy path", new FontIcon(Feather.COPY));
        copy.setId("export-copy-path");
        copy.getStyleClass().add(Styles.SMALL);
        copy.setOnAction(_ -> {
            var clip = new ClipboardContent();
            clip.putString(file.toAbsolutePath().toString());
            Clipboard.getSystemClipboard().setContent(clip);
        });
        return new HBox(8, show, copy);
    }

    private void showFolder(Path file) {
        try {
            Folders.show(file);
        } catch (IOException e) {
            writing.fail(new Problem("no file manager could be started", "copy the path instead", e.toString()));
        }
    }

    private static Label words(String text, String styleClass) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(styleClass);
        return label;
    }

    private static String sentence(String words) {
        String begun = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }
}
