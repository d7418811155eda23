package samplerscope.model.data;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// A table of numbers, one point per line, read strictly: every line has the same number of columns and every cell is a
/// finite number.
///
/// The first line may be a header; then a column named `class` or `label` holds the names of classes. Columns are
/// divided by commas, semicolons or tabs, whichever the first line has; lines that begin with `#` are left out, and so
/// is the byte order mark that spreadsheets write.
///
/// @param values  [N, D]
/// @param labels  [N]; all 0 without classes
/// @param classes names in the order in which they appear; empty without classes
record PointTable(float[] values, int dimension, int[] labels, List<String> classes) {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final List<String> CLASS_COLUMNS = List.of("class", "label");

    /// The first array of a file of arrays is a table too.
    ///
    /// @throws DataException if the file is no such table, naming line and column
    static PointTable read(Path file) {
        if (ArrayFile.isOne(file)) {
            return ofArray(file);
        }
        try (Reader reader = behindMark(file); CSVParser parser = format(file).parse(reader)) {
            return new Rows(file).read(parser);
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (UncheckedIOException e) {
            // The parser wraps what goes wrong between two lines: broken quotes, bytes that are no text.
            throw unreadable(file, e.getCause());
        }
    }

    private static PointTable ofArray(Path file) {
        ArrayFile read = ArrayFile.read(file);
        List<Integer> shape = read.array().shape();
        if (shape.size() != 2 || shape.get(1) < 2) {
            throw new DataException(file, "", "it has the shape %s".formatted(shape),
                shape.size() > 2 ? "open it as a set of pictures" : "save points as [N, D], D at least 2");
        }
        return new PointTable(read.array().values(), shape.get(1), read.labels(), read.classes());
    }

    private static Reader behindMark(Path file) throws IOException {
        Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    private static DataException unreadable(Path file, IOException cause) {
        return switch (cause) {
            case CharacterCodingException _ ->
                new DataException(file, "", "it is not text in UTF-8", "choose a CSV file");
            case FileSystemException _ -> DataException.reading(file, cause);
            default -> new DataException(file, "", "it is not a CSV file (%s)".formatted(cause.getMessage()),
                "choose a text file with one point per line");
        };
    }

    private static CSVFormat format(Path file) throws IOException {
        String first;
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            first = lines.filter(line -> !line.isBlank() && !line.startsWith("#")).findFirst().orElse("");
        }
        char delimiter = first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') >= 0 ? '\t' : ',';
        return CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true).setCommentMarker('#').get();
    }

    /// The lines as they come in.
    private static final class Rows {
        private final Path file;
        private final List<float[]> points = new ArrayList<>();
        private final List<Integer> labels = new ArrayList<>();
        private final Map<String, Integer> classes = new LinkedHashMap<>();
        private int columns;
        private int classColumn = -1;

        Rows(Path file) {
            this.file = file;
        }

        PointTable read(CSVParser parser) {
            for (CSVRecord line : parser) {
                if (line.getRecordNumber() == 1) {
                    columns = line.size();
                    if (isHeader(line)) {
                        readHeader(line);
                        continue;
                    }
                }
                add(line, (int) parser.getCurrentLineNumber());
            }
            if (points.isEmpty()) {
                throw new DataException(file, "", "it has no points", "write one point per line");
            }
            return table();
        }

        /// A line without any number; a first line with one wrong cell is a mistake, not a header.
        private static boolean isHeader(CSVRecord line) {
            return line.stream().noneMatch(cell -> number(cell).isPresent());
        }

        private void readHeader(CSVRecord line) {
            for (int i = 0; i < line.size(); i++) {
                if (CLASS_COLUMNS.contains(line.get(i).toLowerCase(Locale.ROOT))) {
                    classColumn = i;
                }
            }
        }

        private void add(CSVRecord line, int number) {
            if (line.size() != columns) {
                throw new DataException(file, "line %d".formatted(number),
                    "its number of columns is %d, not %d as in the first line".formatted(line.size(), columns),
                    "give every line the same number of columns");
            }
            int dimension = classColumn < 0 ? columns : columns - 1;
            if (dimension < 2) {
                throw new DataException(file, "line %d".formatted(number),
                    "it has only " + (dimension == 0 ? "a class" : "one number"),
                    "a point needs at least two; divide them by commas, semicolons or tabs");
            }
            if ((long) (points.size() + 1) * dimension > Limits.NUMBERS) {
                throw new DataException(file, "line %d".formatted(number), "there are too many numbers",
                    "keep at most %d".formatted(Limits.NUMBERS));
            }
            var point = new float[dimension];
            for (int i = 0, j = 0; i < columns; i++) {
                if (i != classColumn) {
                    point[j++] = cell(line.get(i), number, i + 1);
                }
            }
            points.add(point);
            labels.add(classColumn < 0 ? 0 : classes.computeIfAbsent(line.get(classColumn), _ -> classes.size()));
        }

        private float cell(String text, int line, int column) {
            float value = number(text).orElseThrow(() -> new DataException(file, "line %d, column %d".formatted(
                line, column), "'%s' is not a number".formatted(text), "write numbers like 1.5 or -2e-3"));
            if (!Float.isFinite(value)) {
                throw new DataException(file, "line %d, column %d".formatted(line, column),
                    "'%s' is not a finite number".formatted(text), "remove or replace it");
            }
            return value;
        }

        private static Optional<Float> number(String text) {
            try {
                return Optional.of(Float.valueOf(text));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        private PointTable table() {
            int dimension = points.getFirst().length;
            var values = new float[points.size() * dimension];
            for (int i = 0; i < points.size(); i++) {
                System.arraycopy(points.get(i), 0, values, i * dimension, dimension);
            }
            return new PointTable(values, dimension, labels.stream().mapToInt(n -> n).toArray(),
                List.copyOf(classes.keySet()));
        }
    }
}
