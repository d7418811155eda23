package samplerscope.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;

/// The files that a spec's model is made from.
public final class ModelFiles {

    /// The files of a folder and of the folders in it, which are classes.
    private static final int DEEPEST = 2;

    private ModelFiles() {}

    /// The files by the name that the spec gives them; a folder stands for the files in it.
    ///
    /// @param base folder that relative names start from
    /// @throws FileAccessException if a folder cannot be read
    public static Map<String, Path> of(RunSpec.Denoise spec, Catalog catalog, Path base) {
        var files = new TreeMap<String, Path>();
        for (String id : pathSettings(spec, catalog)) {
            if (spec.model().settings().get(id) instanceof Setting.Word(String name)) {
                add(files, name, base.toAbsolutePath().resolve(name).normalize());
            }
        }
        return files;
    }

    private static void add(Map<String, Path> files, String name, Path path) {
        if (!Files.isDirectory(path)) {
            files.put(name, path);
            return;
        }
        try (Stream<Path> inside = Files.walk(path, DEEPEST)) {
            inside.filter(Files::isRegularFile)
                .forEach(f -> files.put(name + "/" + path.relativize(f).toString().replace('\\', '/'), f));
        } catch (IOException e) {
            throw FileAccessException.reading(path, e);
        }
    }

    /// SHA-256 of each file that the run's model was made from, bundled ones included.
    ///
    /// @throws FileAccessException if one cannot be read
    public static Map<String, String> checksums(Resolved run, Catalog catalog, Path base) {
        var checksums = new TreeMap<>(run.model().checksums());
        of(run.spec(), catalog, base).forEach((name, file) -> checksums.put(name, Fingerprint.of(file)));
        return checksums;
    }

    /// The spec as it reads from another folder: relative names still lead to the same files.
    public static RunSpec.Denoise moved(RunSpec.Denoise spec, Catalog catalog, Path from, Path to) {
        Choice model = spec.model();
        for (String id : pathSettings(spec, catalog)) {
            if (model.settings().get(id) instanceof Setting.Word(String name) && !Path.of(name).isAbsolute()) {
                model = model.with(id, new Setting.Word(relative(from.resolve(name), to)));
            }
        }
        return spec.withModel(model);
    }

    /// A spec of masked diffusion as it reads from another folder.
    public static RunSpec.Unmask moved(RunSpec.Unmask spec, MaskedCatalog catalog, Path from, Path to) {
        Choice model = spec.model();
        for (String id : paths(catalog.models().get(model.id()).parameters())) {
            if (model.settings().get(id) instanceof Setting.Word(String name) && !Path.of(name).isAbsolute()) {
                model = model.with(id, new Setting.Word(relative(from.resolve(name), to)));
            }
        }
        return spec.withModel(model);
    }

    /// The file of a run as it reads from another folder.
    public static RunFile moved(RunFile run, Catalog catalog, Path from, Path to) {
        RunSpec.Denoise spec = moved(run.spec(), catalog, from, to);
        var checksums = new TreeMap<String, String>();
        run.modelFiles().forEach((name, sha256) -> {
            String moved = name;
            for (String id : pathSettings(spec, catalog)) {
                if (run.spec().model().settings().get(id) instanceof Setting.Word(String old) && name.startsWith(old)
                    && spec.model().settings().get(id) instanceof Setting.Word(String now)) {
                    moved = now + name.substring(old.length());
                }
            }
            checksums.put(moved, sha256);
        });
        return run.with(spec, checksums);
    }

    /// Whether two models are of one kind and made from the same files.
    public static boolean areSame(Choice one, Choice other, Catalog catalog) {
        return one.id().equals(other.id()) && pathSettings(one, catalog).stream().allMatch(
            id -> Objects.equals(one.settings().get(id), other.settings().get(id)));
    }

    /// The model as it reads without the names of its files, whose checksums say what is in them.
    public static Choice withoutPaths(Choice model, Catalog catalog) {
        var settings = new TreeMap<>(model.settings());
        catalog.models().get(model.id()).parameters().stream().filter(p -> p.kind() instanceof Parameter.Kind.Path)
            .forEach(p -> settings.remove(p.id()));
        return new Choice(model.id(), settings);
    }

    private static String relative(Path file, Path folder) {
        Path target = file.toAbsolutePath().normalize();
        Path start = folder.toAbsolutePath().normalize();
        // Another drive has no relative name.
        Path name = target.getRoot().equals(start.getRoot()) ? start.relativize(target) : target;
        return name.toString().replace('\\', '/');
    }

    private static List<String> pathSettings(RunSpec.Denoise spec, Catalog catalog) {
        return pathSettings(spec.model(), catalog);
    }

    private static List<String> pathSettings(Choice model, Catalog catalog) {
        return paths(catalog.models().get(model.id()).parameters());
    }

    private static List<String> paths(List<Parameter> parameters) {
        return parameters.stream()
            .filter(p -> p.kind() instanceof Parameter.Kind.Path).map(Parameter::id).toList();
    }
}
