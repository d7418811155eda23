package samplerscope.app.masked;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.setup.FamilyBox;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.spec.Choice;

/// What if: pin, edit or hide tokens at the shown step, and go on from there with another sampler and the random numbers
/// that were left. At the start the same edits change the prompt of all lanes.
final class WhatIf extends VBox {

    private final LabModel model;
    private final Label words = new Label();
    private final FamilyBox<MaskedSamplerFamily> sampler;
    private final Button fork = new Button("Fork here", new FontIcon(Feather.GIT_BRANCH));
    private final Button pin = button("pin", "Pin", "Keeps the token or the best guess that stands there  Enter",
        Feather.LOCK);
    private final Button hide = button("hide", "Hide", "Masks what is chosen  Delete", Feather.EYE_OFF);
    private final Button clear = button("clear", "Clear", "Forgets the edits, or the prompt at the start", Feather.X_CIRCLE);

    WhatIf(LabModel model) {
        super(6);
        this.model = model;
        setId("masked-what-if");
        var title = new Label("WHAT IF");
        title.getStyleClass().add("section-title");
        words.setId("masked-what-if-words");
        words.getStyleClass().add("hint");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        sampler = new FamilyBox<>("Sampler of the fork", model.samplers().all(), MaskedSamplerFamily::source);
        sampler.setId("masked-fork-sampler");
        sampler.setMinWidth(0);
        sampler.show(model.draft().get().lanes().getLast().sampler().id());
        fork.setId("masked-fork");
        fork.setMaxWidth(Double.MAX_VALUE);
        fork.setTooltip(new Tooltip("Adds a lane that shares the steps so far and goes on with this sampler"));
        fork.setOnAction(_ -> model.fork(chosen()));
        pin.setOnAction(_ -> model.pinSelected());
        hide.setOnAction(_ -> model.hideSelected());
        clear.setOnAction(_ -> clear());
        getChildren().setAll(title, words, new FlowPane(6, 6, pin, hide, clear), sampler, fork);
    }

    private static Button button(String what, String words, String tip, Feather icon) {
        var button = new Button(words, new FontIcon(icon));
        button.setId("masked-" + what);
        button.setTooltip(new Tooltip(tip));
        button.getStyleClass().add(Styles.SMALL);
        return button;
    }

    /// The same family keeps the settings of a lane that has it.
    private Choice chosen() {
        MaskedSamplerFamily family = sampler.getValue();
        String id = family == null ? model.draft().get().lanes().getLast().sampler().id() : family.id();
        return model.draft().get().lanes().stream().map(LaneSpec::sampler).filter(c -> c.id().equals(id)).findFirst()
            .orElse(Choice.of(id));
    }

    private void clear() {
        if (model.editsPrompt()) {
            model.edit(d -> d.withGiven(List.of()));
        } else {
            model.edits().set(Map.of());
        }
    }

    void refresh() {
        boolean atStart = model.editsPrompt();
        Set<Integer> selected = model.selected().get();
        long masks = model.edits().get().values().stream().filter(t -> t == Canvas.MASK).count();
        int all = model.edits().get().size();
        String letter = model.draft().get().letterOf(model.focus().get());
        words.setText(atStart ? "At the start: type into a canvas to give tokens to all lanes."
            : all == 0 ? "Lane %s after step %d: type, pin or hide cells, or only choose another sampler, and fork."
                .formatted(letter, model.step(model.focus().get()) + 1)
            : "The fork of lane %s after step %d writes %d and hides %d.".formatted(letter,
                model.step(model.focus().get()) + 1, all - masks, masks));
        pin.setDisable(selected.isEmpty());
        hide.setDisable(selected.isEmpty());
        clear.setDisable(atStart ? model.draft().get().given().isEmpty() : all == 0);
        fork.setDisable(atStart || model.draft().get().lanes().size() >= LabDraft.MOST_LANES);
    }
}
