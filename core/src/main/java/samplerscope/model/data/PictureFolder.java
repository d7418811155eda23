package samplerscope.model.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A folder of pictures, or one of folders of pictures, whose names are then classes.
///
/// @param files   in the order of classes and names, so that the same folder is always the same set
/// @param labels  [N]; all 0 without classes
/// @param classes names in their order; empty without classes
record PictureFolder(Path folder, List<Path> files, List<Integer> labels, List<String> classes) {

    /// @throws DataException if there are no pictures, or some beside folders of pictures
    static PictureFolder of(Path folder) {
        List<Path> own = inside(folder, f -> Files.isRegularFile(f) && isPicture(f));
        var files = new ArrayList<>(own);
        var labels = new ArrayList<Integer>(own.stream().map(_ -> 0).toList());
        var classes = new ArrayList<String>();
        for (Path sub : inside(folder, f -> Files.isDirectory(f) && !isHidden(f))) {
            List<Path> pictures = inside(sub, f -> Files.isRegularFile(f) && isPicture(f));
            if (!pictures.isEmpty()) {
                int label = classes.size();
                classes.add(sub.getFileName().toString());
                files.addAll(pictures);
                pictures.forEach(_ -> labels.add(label));
            }
        }
        if (files.isEmpty()) {
            throw new DataException(folder, "", "there are no pictures in this folder or the folders in it",
                "choose one with PNG, JPEG, GIF or BMP files");
        }
        if (!own.isEmpty() && !classes.isEmpty()) {
            throw new DataException(folder, "", "it has %d pictures beside folders of pictures (%s)".formatted(own.size(),
                String.join(", ", classes)), "move them into a folder of their own, which is then a class, or out of it");
        }
        return new PictureFolder(folder, List.copyOf(files), List.copyOf(labels), List.copyOf(classes));
    }

    private static List<Path> inside(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw DataException.reading(folder, e);
        }
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !isHidden(file) && PictureFile.EXTENSIONS.stream().anyMatch(e -> name.endsWith("." + e));
    }

    /// All pictures as their middle square, scaled: [N, C, side, side] in [-1, 1].
    ///
    /// @param channels 1 or 3
    /// @throws DataException if one cannot be read, or together they are too large
    float[] pixels(int side, int channels) {
        int size = channels * side * side;
        if ((long) files.size() * size > Limits.NUMBERS) {
            throw new DataException(folder, "", "the folder has %d pictures".formatted(files.size()),
                "choose a smaller size or fewer pictures: %d at this size".formatted(Limits.NUMBERS / size));
        }
        var values = new float[files.size() * size];
        for (int i = 0; i < files.size(); i++) {
            pixels(square(PictureFile.read(files.get(i)), side), channels, values, i * size);
        }
        return values;
    }

    private static BufferedImage square(BufferedImage picture, int side) {
        int edge = StrictMath.min(picture.getWidth(), picture.getHeight());
        return PictureFile.resized(picture.getSubimage((picture.getWidth() - edge) / 2,
            (picture.getHeight() - edge) / 2, edge, edge), side, side);
    }

    private static void pixels(BufferedImage picture, int channels, float[] into, int from) {
        int plane = picture.getWidth() * picture.getHeight();
        for (int i = 0; i < plane; i++) {
            int rgb = picture.getRGB(i % picture.getWidth(), i / picture.getWidth());
            if (channels == 1) {
                into[from + i] = (float) (2 * PictureFile.brightness(rgb) - 1);
            } else {
                for (int c = 0; c < 3; c++) {
                    into[from + c * plane + i] = (rgb >> 16 - 8 * c & 0xFF) / 127.5f - 1;
                }
            }
        }
    }
}
