package samplerscope.app.kit;

import javafx.scene.control.Spinner;
import javafx.util.StringConverter;

/// Spinners of whole numbers that people type into. JavaFX throws at what is no number; here the last number stays.
public final class WholeNumbers {

    private WholeNumbers() {}

    /// An editable spinner.
    public static Spinner<Integer> spinner(int least, int most, int start) {
        var spinner = new Spinner<Integer>(least, most, start);
        spinner.setEditable(true);
        spinner.getValueFactory().setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer number) {
                return number == null ? "" : number.toString();
            }

            @Override
            public Integer fromString(String typed) {
                try {
                    return Math.clamp(Long.parseLong(typed.strip()), least, most);
                } catch (NumberFormatException e) {
                    return spinner.getValue();
                }
            }
        });
        return spinner;
    }
}
