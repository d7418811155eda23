package samplerscope.app.kit;

import java.util.function.Function;
import javafx.util.StringConverter;

/// Shows values of a list that is not editable by a name.
public final class Names<T> extends StringConverter<T> {

    private final Function<T, String> name;

    public Names(Function<T, String> name) {
        this.name = name;
    }

    @Override
    public String toString(T value) {
        return value == null ? "" : name.apply(value);
    }

    @Override
    public T fromString(String text) {
        throw new IllegalStateException("the list is not editable");
    }
}
