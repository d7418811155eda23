package samplerscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Short names for files in tables and in folders.
final class Names {

    private Names() {}

    /// File names without their endings; of two alike, the second is called `name-2`.
    static List<String> unique(List<Path> files) {
        var names = new LinkedHashSet<String>();
        for (Path file : files) {
            String stem = file.getFileName().toString().replaceFirst("(\\.run)?\\.json$", "");
            String name = stem;
            for (int i = 2; !names.add(name); i++) {
                name = stem + "-" + i;
            }
        }
        return new ArrayList<>(names);
    }
}
