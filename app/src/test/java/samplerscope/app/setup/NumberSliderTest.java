package samplerscope.app.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import javafx.event.ActionEvent;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;

class NumberSliderTest {

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    /// A network of latents takes multiples; who knows better types.
    @Test
    void theSliderMovesInStridesAndTheFieldTakesWhatIsBetween() {
        List<Double> values = Ui.get(() -> {
            var heard = new ArrayList<Double>();
            NumberSlider number = new NumberSlider(0, 4096, true, true).inStridesOf(64);
            number.onChange(heard::add);
            for (double position : new double[] {0.5, 0.9, 1}) {
                ((Slider) number.getChildren().getFirst()).setValue(position);
            }
            var field = (TextField) number.getChildren().getLast();
            field.setText("200");
            field.fireEvent(new ActionEvent());
            return List.copyOf(heard);
        });

        assertEquals(4, values.size());
        assertEquals(List.of(0.0, 0.0, 0.0), values.subList(0, 3).stream().map(v -> v % 64).toList());
        assertEquals(4096, values.get(2));
        assertEquals(200, values.getLast());
    }
}
