package samplerscope.spec;

import java.util.List;
import samplerscope.SamplerscopeException;

/// Data that a model cannot be compared on, because their samples have another shape.
public final class UnsuitableDataException extends SamplerscopeException {
    UnsuitableDataException(String model, List<Integer> wanted, String data, List<Integer> given) {
        super("samples of %s have the shape %s, those of %s have %s".formatted(model, wanted, data, given),
            "give the data the shape of the model; size and colour of pictures are settings");
    }
}
