package samplerscope.model.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Which family makes a model of a file or folder.
public final class DataFiles {

    private static final List<String> TABLES = List.of("csv", "tsv", "txt");

    private DataFiles() {}

    /// Extensions that are understood, without the dot.
    public static List<String> extensions() {
        return Stream.of(TABLES, ArrayFile.EXTENSIONS, PictureFile.EXTENSIONS).flatMap(List::stream).toList();
    }

    /// Extensions of files of points.
    static List<String> tables() {
        return Stream.concat(TABLES.stream(), ArrayFile.EXTENSIONS.stream()).toList();
    }

    /// The id of the family: tables and arrays of two axes are points, folders and arrays of more axes are pictures, and a
    /// single picture is a density in the plane. Empty for any other file.
    ///
    /// @throws DataException if a file of arrays cannot be read, which it must be to know
    public static Optional<String> familyOf(Path file) {
        if (Files.isDirectory(file)) {
            return Optional.of("image-set");
        }
        if (ArrayFile.isOne(file)) {
            return Optional.of(ArrayFile.read(file).array().shape().size() <= 2 ? "points" : "image-set");
        }
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String end = name.substring(name.lastIndexOf('.') + 1);
        return TABLES.contains(end) ? Optional.of("points")
            : PictureFile.EXTENSIONS.contains(end) ? Optional.of("picture") : Optional.empty();
    }
}
