package samplerscope.model.data;

import java.nio.file.Path;

/// How much data is too much.
final class Limits {

    /// Numbers in all: 256 MiB of them.
    static final int NUMBERS = 1 << 26;

    private static final int WIDEST = Double.BYTES;

    private Limits() {}

    /// @throws DataException if a file has more numbers
    static void numbers(Path file, long count) {
        if (count > NUMBERS) {
            throw new DataException(file, "", "it has %d million numbers".formatted(count / 1_000_000),
                "keep at most %d million: fewer or smaller samples".formatted(NUMBERS / 1_000_000));
        }
    }

    /// @throws DataException if content is too large whatever its numbers are
    static void bytes(Path file, long count) {
        numbers(file, count / WIDEST);
    }
}
