package samplerscope.app.setup;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A slider with a field beside it; the field takes any legal number, the slider the usual ones.
final class NumberSlider extends HBox {

    private final double min;
    private final double max;
    private final boolean logarithmic;
    private final boolean whole;
    private final Slider slider = new Slider(0, 1, 0);
    private final TextField field = new TextField();
    private DoubleConsumer change = _ -> {};
    private Consumer<String> problem = _ -> {};
    private double value;
    private int stride = 1;
    private boolean showing;

    NumberSlider(double min, double max, boolean logarithmic, boolean whole) {
        super(8);
        this.min = min;
        this.max = max;
        this.logarithmic = logarithmic;
        this.whole = whole;
        setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.setMinWidth(40);
        slider.setBlockIncrement(0.02);
        field.setPrefColumnCount(6);
        field.setMinWidth(74);
        field.setMaxWidth(74);
        field.getStyleClass().add("number-field");
        slider.valueProperty().addListener((_, _, position) -> slid(position.doubleValue()));
        field.setOnAction(_ -> typed());
        field.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                typed();
            }
        });
        getChildren().setAll(slider, field);
    }

    /// The slider of whole numbers goes from one multiple to the next; the field takes the numbers between as well.
    NumberSlider inStridesOf(int numbers) {
        stride = numbers;
        return this;
    }

    void onChange(DoubleConsumer listener) {
        change = listener;
    }

    /// Called with words when what was typed is not legal, with nothing when it is again.
    void onProblem(Consumer<String> listener) {
        problem = listener;
    }

    void show(double shown) {
        showing = true;
        boolean typing = field.isFocused() && shown == value;
        value = shown;
        slider.setValue(position(shown));
        if (!typing && !field.getText().equals(text(shown))) { // a field lays itself out again even for the same text
            field.setText(text(shown));
        }
        showing = false;
    }

    private void slid(double position) {
        if (showing) {
            return;
        }
        value = rounded(valueAt(position));
        field.setText(text(value));
        problem.accept("");
        change.accept(value);
    }

    private void typed() {
        if (field.getText().equals(text(value))) {
            return;
        }
        double typed;
        try {
            typed = Double.parseDouble(field.getText().trim());
        } catch (NumberFormatException e) {
            problem.accept("'%s' is not a number".formatted(field.getText()));
            return;
        }
        if (!(typed >= min) || !(typed <= max) || whole && typed != Math.rint(typed)) {
            problem.accept("use a %snumber from %s to %s".formatted(whole ? "whole " : "", text(min), text(max)));
            return;
        }
        problem.accept("");
        show(typed);
        change.accept(typed);
    }

    private double position(double of) {
        double low = lowEnd();
        double share = logarithmic ? (Math.log(Math.max(of, low)) - Math.log(low)) / (Math.log(max) - Math.log(low))
            : (of - min) / (max - min);
        return Math.clamp(share, 0.0, 1.0);
    }

    private double valueAt(double position) {
        double low = lowEnd();
        if (logarithmic) {
            return position == 0 ? min : Math.exp(Math.log(low) + position * (Math.log(max) - Math.log(low)));
        }
        return min + position * (max - min);
    }

    /// Where a logarithmic scale begins; 0 itself sits at the very left.
    private double lowEnd() {
        return min > 0 ? min : Math.min(1e-5, max / 10);
    }

    private double rounded(double raw) {
        if (whole) {
            return Math.clamp(Math.rint(raw / stride) * stride, min, max);
        }
        double magnitude = Math.pow(10, Math.floor(Math.log10(Math.max(Math.abs(raw), 1e-12))) - 2);
        return Math.clamp(Math.rint(raw / magnitude) * magnitude, min, max);
    }

    private String text(double of) {
        if (of == Math.rint(of) && Math.abs(of) < 1e9) {
            return Long.toString((long) of);
        }
        return String.format(Locale.ROOT, "%.6g", of).replaceAll("(\\.\\d*?)0+($|e)", "$1$2").replaceAll("\\.($|e)", "$1");
    }
}
