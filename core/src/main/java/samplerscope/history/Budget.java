package samplerscope.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import samplerscope.SamplerscopeException;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// How many bytes a history may take, in a file of its own, so that window and command line agree and no loss of the
/// index makes it small.
record Budget(Path file) {

    /// As long as nobody has said anything.
    static final long STANDARD = 4L << 30;

    private static final String MOST = "keepBytes";

    /// @return empty where there is a file that cannot be understood: then nothing is given up
    OptionalLong bytes() {
        if (!Files.exists(file)) {
            return OptionalLong.of(STANDARD);
        }
        try {
            return JsonReader.read(FileAccess.readText(file), file.toString()) instanceof Json.Obj object
                && object.get(MOST).orElse(Json.flag(false)) instanceof Json.Num n && n.whole().isPresent()
                ? OptionalLong.of(n.whole().get()) : OptionalLong.empty();
        } catch (SamplerscopeException e) {
            return OptionalLong.empty();
        }
    }

    void set(long bytes) {
        FileAccess.writeText(file, Json.object().with(MOST, bytes).pretty() + "\n");
    }
}
