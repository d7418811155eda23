package samplerscope.model.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The data in a file of arrays, and their labels where it has some: NumPy's `.npy` and `.npz`, or `.safetensors`.
///
/// A file with several arrays names them: the data are the first of {@link #DATA} or the only array that is not called as
/// labels are, the labels the first of {@link #LABELS}.
///
/// @param array  first axis: samples
/// @param labels [N], from 0 up; all 0 without classes
/// @param classes names, the labels of the file in rising order; empty without classes
record ArrayFile(NpyArray array, int[] labels, List<String> classes) {

    static final List<String> EXTENSIONS = List.of("npy", "npz", "safetensors");
    static final List<String> DATA = List.of("data", "images", "pictures", "samples", "points", "x", "x_train",
        "train_images", "arr_0");
    static final List<String> LABELS = List.of("labels", "label", "classes", "targets", "y", "y_train", "train_labels");

    /// More names than these say no more.
    private static final int NAMED = 6;
    private static final String CALLED = "call the data 'data', and labels 'labels'";

    /// Arrays that are read one by one.
    interface Container {
        List<String> names();

        NpyArray numbers(String name);

        int[] labels(String name);
    }

    static boolean isOne(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return EXTENSIONS.stream().anyMatch(e -> name.endsWith("." + e));
    }

    /// @throws DataException if the file has no such arrays, or their numbers cannot be used
    static ArrayFile read(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".npz")) {
            return of(file, new NpzFile(file));
        }
        if (name.endsWith(".safetensors")) {
            return of(file, SafetensorsFile.open(file));
        }
        return plain(file, NpyArray.pictures(file));
    }

    private static ArrayFile of(Path file, Container container) {
        List<String> names = container.names();
        Optional<String> labels = first(names, LABELS);
        List<String> others = names.stream().filter(n -> !labels.equals(Optional.of(n))).toList();
        String data = first(others, DATA).orElseGet(() -> {
            if (others.size() != 1) {
                throw others.isEmpty() ? new DataException(file, "", "it has no data", CALLED) : several(file, others);
            }
            return others.getFirst();
        });
        ArrayFile plain = plain(file, container.numbers(data));
        return labels.map(l -> plain.labelled(file, container.labels(l))).orElse(plain);
    }

    /// Weights of a network come in such files, too, by the hundred.
    private static DataException several(Path file, List<String> names) {
        String some = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() <= NAMED ? new DataException(file, "", "it has the arrays " + some, CALLED)
            : new DataException(file, "", "it has %d arrays: %s and others".formatted(names.size(), some), CALLED
                + "; if these are weights of a network, export it to ONNX and open that");
    }

    private static Optional<String> first(List<String> names, List<String> wanted) {
        return wanted.stream().flatMap(w -> names.stream().filter(n -> n.equalsIgnoreCase(w))).findFirst();
    }

    private static ArrayFile plain(Path file, NpyArray array) {
        if (array.values().length == 0) {
            throw new DataException(file, "", "it is empty: its shape is %s".formatted(array.shape()),
                "save at least one sample");
        }
        return new ArrayFile(array, new int[array.shape().getFirst()], List.of());
    }

    private ArrayFile labelled(Path file, int[] given) {
        if (given.length != labels.length) {
            throw new DataException(file, "", "it has %d labels for %d samples".formatted(given.length, labels.length),
                "save one label per sample");
        }
        int[] known = Arrays.stream(given).distinct().sorted().toArray();
        return new ArrayFile(array, Arrays.stream(given).map(l -> Arrays.binarySearch(known, l)).toArray(),
            Arrays.stream(known).mapToObj(Integer::toString).toList());
    }
}
