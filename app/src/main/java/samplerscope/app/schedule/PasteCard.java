package samplerscope.app.schedule;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import samplerscope.SamplerscopeException;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.spec.LevelText;
import samplerscope.spec.LevelText.Clock;

/// Reads a list of levels from a text, says what it understood, and lets it be read as something else.
public final class PasteCard extends VBox {

    private final NoiseSchedule schedule;
    private final Consumer<LevelText.Reading> take;
    private final TextArea text = new TextArea();
    private final ComboBox<@Nullable Clock> clock = new ComboBox<>();
    private final Label understood = new Label();
    private final Button use = new Button("Use these levels");
    private Optional<LevelText.Reading> reading = Optional.empty();
    private Runnable close = () -> {};

    /// @param start text to begin with, such as that of the clipboard
    /// @param take  throws when the levels do not fit, which this card then says
    PasteCard(NoiseSchedule schedule, String start, Consumer<LevelText.Reading> take) {
        super(12);
        this.schedule = schedule;
        this.take = take;
        setId("paste-levels");
        getStyleClass().add("card");
        setMaxSize(560, Region.USE_PREF_SIZE);
        var title = new Label("Levels from a list");
        title.getStyleClass().add(Styles.TITLE_4);
        text.setId("paste-text");
        text.setPromptText("sigmas, times, timesteps or lambdas, from noise to data:\n14.6, 7.9, 4.2, 1.6, 0.5, 0.03, 0");
        text.setWrapText(true);
        text.setPrefRowCount(5);
        clock.setId("paste-clock");
        clock.getItems().add(null);
        clock.getItems().addAll(Clock.values());
        clock.setConverter(converter());
        understood.setId("paste-understood");
        understood.setWrapText(true);
        use.setId("paste-use");
        use.setDefaultButton(true);
        use.getStyleClass().add(Styles.ACCENT);
        use.setOnAction(_ -> use());
        var cancel = new Button("Cancel");
        cancel.setCancelButton(true);
        cancel.setOnAction(_ -> close.run());
        var row = new HBox(8, new Label("read as"), clock);
        row.setAlignment(Pos.CENTER_LEFT);
        var buttons = new HBox(8, use, cancel);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren().setAll(title, text, row, understood, buttons);
        text.textProperty().addListener((_, _, _) -> read());
        clock.valueProperty().addListener((_, _, _) -> read());
        text.setText(start.length() > 20_000 ? "" : start);
        read();
    }

    /// What closes it.
    public void onClose(Runnable action) {
        close = action;
    }

    private void read() {
        reading = Optional.empty();
        if (text.getText().isBlank()) {
            say("", false);
        } else {
            try {
                Clock as = clock.getValue();
                reading = Optional.of(as == null ? LevelText.read(text.getText(), schedule)
                    : LevelText.read(text.getText(), as));
                say(reading.orElseThrow().words(), false);
            } catch (SamplerscopeException e) {
                say(e.happened() + "; " + e.remedy(), true);
            }
        }
        use.setDisable(reading.isEmpty());
    }

    private void use() {
        reading.ifPresent(read -> {
            try {
                take.accept(read);
                close.run();
            } catch (SamplerscopeException e) {
                say(e.happened() + "; " + e.remedy(), true);
            }
        });
    }

    private void say(String words, boolean isProblem) {
        understood.setText(words);
        understood.getStyleClass().removeAll("problem", "hint");
        understood.getStyleClass().add(isProblem ? "problem" : "hint");
    }

    private static StringConverter<@Nullable Clock> converter() {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable Clock clock) {
                return clock == null ? "what it looks like" : clock.words();
            }

            @Override
            public @Nullable Clock fromString(String words) {
                throw new UnsupportedOperationException("the list is not typed into");
            }
        };
    }
}
