package samplerscope.app.runs;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.kit.Presence;
import samplerscope.app.study.Labels;
import samplerscope.app.study.StudyModel;
import samplerscope.metric.Estimate;
import samplerscope.metric.PairedDifference;
import samplerscope.spec.RunSpec;

/// The run table with its filter, and below it what two selected runs differ in and by how much.
public final class RunsPane extends VBox {

    private static final double HEIGHT = 168;

    private final RunTable table;
    private final FontIcon chevron = new FontIcon(Feather.CHEVRON_DOWN);
    private final Label comparison = new Label();

    public RunsPane(StudyModel study) {
        setId("runs-pane");
        getStyleClass().add("runs-pane");
        table = new RunTable(study);
        var filter = new TextField();
        filter.setId("runs-filter");
        filter.setPromptText("Filter runs");
        filter.setPrefColumnCount(16);
        filter.textProperty().bindBidirectional(table.query());
        comparison.setId("runs-comparison");
        comparison.getStyleClass().add("hint");
        var title = new Label("RUNS");
        title.getStyleClass().add("section-title");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var count = new Label();
        count.textProperty().bind(Bindings.size(table.getItems()).asString());
        count.getStyleClass().add("hint");
        var head = new HBox(8, chevron, title, count, comparison, gap, filter);
        head.getStyleClass().add("runs-head");
        head.setId("runs-head");
        head.setOnMouseClicked(event -> {
            if (event.getTarget() != filter) {
                setOpen(!isOpen());
            }
        });
        table.setPrefHeight(HEIGHT);
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<RunRow>) _ -> compare());
        getChildren().setAll(head, table);
        compare();
    }

    public ObservableBooleanValue open() {
        return table.visibleProperty();
    }

    public boolean isOpen() {
        return table.isVisible();
    }

    /// Shows the table, or only its title line. A table that is not to be seen at first has no part in the first layout.
    public void setOpen(boolean open) {
        if (!open && table.getSkin() == null) {
            getChildren().remove(table);
        }
        Presence.show(table, open, Presence.last(this));
        chevron.setIconCode(open ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT);
    }

    private void compare() {
        List<RunRow> rows = List.copyOf(table.getSelectionModel().getSelectedItems());
        comparison.setText(rows.size() == 2 ? describe(rows.get(0), rows.get(1))
            : rows.size() > 2 ? rows.size() + " selected" : "select two rows to compare them");
    }

    private static String describe(RunRow first, RunRow second) {
        String fields = differences(first.run().spec(), second.run().spec());
        String apart = fields.isEmpty() ? "same spec" : "differ in " + fields;
        if (first.run().error().isEmpty() || second.run().error().isEmpty()) {
            return apart;
        }
        Estimate d = PairedDifference.of(first.run().error().get(), second.run().error().get());
        return "%s; paired difference of errors %s".formatted(apart, Labels.estimate(d));
    }

    /// The fields of two specs that are not equal, in the words of the file.
    static String differences(RunSpec.Denoise a, RunSpec.Denoise b) {
        record Field(String name, boolean same) {}
        return Stream.of(new Field("model", a.model().equals(b.model())),
                new Field("schedule", a.schedule().equals(b.schedule())), new Field("grid", a.grid().equals(b.grid())),
                new Field("solvers", a.solvers().equals(b.solvers())),
                new Field("guidance", a.guidance().equals(b.guidance())),
                new Field("samples", a.samples() == b.samples()), new Field("seed", a.seed() == b.seed()),
                new Field("noise", a.noise().equals(b.noise())))
            .filter(f -> !f.same()).map(Field::name).collect(Collectors.joining(", "));
    }
}
