package samplerscope.history;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import samplerscope.SamplerscopeException;

/// A history that cannot be read or written. Runs themselves are not affected.
public final class HistoryException extends SamplerscopeException {

    /// Whether the index is damaged, so that it should be made anew from the folders.
    private final boolean damaged;

    HistoryException(String happened, String remedy) {
        super(happened, remedy);
        damaged = false;
    }

    private HistoryException(String happened, String remedy, boolean damaged, SQLException cause) {
        super(happened, remedy, cause);
        this.damaged = damaged;
    }

    static HistoryException damaged(Path file, String how) {
        return new HistoryException("the index of the history, %s, is damaged: %s".formatted(file, how),
            "start the program again: the index is then made anew from the folders of the runs", true,
            new SQLException(how));
    }

    static HistoryException of(Path file, SQLException cause) {
        SQLiteErrorCode code = cause instanceof SQLiteException e ? e.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        // The extended codes have the kind of error in their lowest byte.
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> damaged(file, cause.getMessage());
            case SQLITE_BUSY, SQLITE_LOCKED -> other(file, "another program holds it",
                "close other windows of this program, or try again", cause);
            case SQLITE_FULL -> other(file, "there is no space left", "free some space and try again", cause);
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM -> other(file, "it may not be written",
                "make the folder writable, or choose another with SAMPLERSCOPE_DATA", cause);
            default -> other(file, String.valueOf(cause.getMessage()),
                "try again; if it stays so, choose another folder with SAMPLERSCOPE_DATA", cause);
        };
    }

    private static HistoryException other(Path file, String why, String remedy, SQLException cause) {
        return new HistoryException("the history in %s cannot be used: %s".formatted(file, why), remedy, false, cause);
    }

    boolean isDamaged() {
        return damaged;
    }
}
