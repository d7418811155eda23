package samplerscope.spec.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.MaskedModelFamily;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// The folders that `assets/training/tiny_masked.py` made, what PyTorch says of them, and copies to break.
public final class TinyNetworks {

    public static final Path ROOT = Path.of("src/test/resources/masked").toAbsolutePath();
    /// Where the mask stands among the numbers of `kept` and `shifted`.
    public static final int MASK = 3;

    private TinyNetworks() {}

    public static MaskedModel open(Path folder, Map<String, Setting> more) {
        var settings = new TreeMap<String, Setting>(more);
        settings.put("folder", new Setting.Word(folder.toString()));
        MaskedModelFamily family = MaskedNetworks.families(Path.of("nowhere")).getLast();
        return family.open().open(Settings.of("model", family.parameters(), settings), Path.of("").toAbsolutePath());
    }

    public static MaskedModel open(String name, int length) {
        return open(ROOT.resolve(name), Map.of("length", new Setting.Num(length)));
    }

    public static Path copy(String name, Path into) {
        Path from = ROOT.resolve(name);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Files.copy(path, into.resolve(from.relativize(path).toString()));
            }
            return into;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void change(Path file, String from, String to) {
        String text = FileAccess.readText(file);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(from);
        }
        FileAccess.writeText(file, text.replace(from, to));
    }

    public static Json.Obj golden(String name) {
        return (Json.Obj) JsonReader.read(FileAccess.readText(ROOT.resolve(name + ".json")), name);
    }

    /// Canvases of the golden file: its numbers are the network's.
    public static List<int[]> canvases(Json.Obj golden, String field, int mask) {
        return items(golden.get(field).orElseThrow()).stream().map(row -> items(row).stream().mapToInt(n -> {
            int id = (int) ((Json.Num) n).value();
            return id == mask ? Canvas.MASK : id > mask ? id - 1 : id;
        }).toArray()).toList();
    }

    /// What PyTorch's logits say without the mask, shape [V].
    ///
    /// @param never numbers of tokens that are not written
    public static double[] law(Json.Obj golden, String field, int row, int position, int mask, Integer... never) {
        List<Json> logits = items(items(items(golden.get(field).orElseThrow()).get(row)).get(position));
        var law = new double[logits.size() - 1];
        double sum = 0;
        for (int v = 0; v < law.length; v++) {
            int id = v < mask ? v : v + 1;
            law[v] = List.of(never).contains(id) ? 0 : StrictMath.exp(((Json.Num) logits.get(id)).value());
            sum += law[v];
        }
        for (int v = 0; v < law.length; v++) {
            law[v] /= sum;
        }
        return law;
    }

    private static List<Json> items(Json json) {
        return ((Json.Arr) json).items();
    }
}
