package samplerscope.model;

import java.nio.file.Path;
import java.util.List;

/// The models that ship with the program. Adding an exact one is a file and a line here.
public final class BuiltInModels {

    private BuiltInModels() {}

    public static List<ModelFamily> families(Path assets) {
        return List.of();
    }
}
