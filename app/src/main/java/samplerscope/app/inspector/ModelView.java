package samplerscope.app.inspector;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import samplerscope.app.inspector.InspectorPane.Depth;
import samplerscope.model.ModelCard;

/// A model's card: whether its score is exact, what it makes, where it comes from.
final class ModelView extends VBox {

    ModelView(ModelCard card, Depth depth) {
        getStyleClass().add("step-view");
        var name = new Label(card.name());
        name.getStyleClass().add(Styles.TEXT_BOLD);
        var head = new HBox(name, badge(card.kind()));
        head.getStyleClass().add("model-head");
        var description = new Label(card.description());
        description.setWrapText(true);
        getChildren().setAll(head, description, new FactGrid(facts(card, depth)));
    }

    private static Label badge(ModelCard.Kind kind) {
        var badge = new Label(switch (kind) {
            case EXACT -> "exact";
            case LEARNED -> "learned";
        });
        badge.setId("inspector-kind");
        badge.getStyleClass().addAll("badge", switch (kind) {
            case EXACT -> Styles.SUCCESS;
            case LEARNED -> Styles.ACCENT;
        });
        return badge;
    }

    private static List<Fact> facts(ModelCard card, Depth depth) {
        var facts = new ArrayList<Fact>();
        facts.add(Fact.of("Shape", card.sampleShape().stream().map(String::valueOf).collect(Collectors.joining(" × "))));
        if (!card.classes().isEmpty()) {
            facts.add(Fact.of("Classes", card.classes().size() + ": " + String.join(", ", card.classes())));
        }
        if (depth == Depth.FULL) {
            facts.add(Fact.of("Source", card.source()));
            facts.add(Fact.of("Licence", card.licence()));
            facts.add(Fact.of("Id", card.id()));
        }
        return facts;
    }
}
