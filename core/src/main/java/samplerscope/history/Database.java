package samplerscope.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import samplerscope.spec.FileAccessException;

/// An SQLite file with one connection that writes and one that reads, which in write-ahead mode do not wait for each
/// other. Any thread may ask; several programs may have the file open.
///
/// Every commit is forced to the disk (`synchronous = FULL`): one wait per finished run or click is cheap, and what the
/// window has said stays said, even when the power fails.
final class Database implements AutoCloseable {

    /// How long one program waits for another's transaction; ours take milliseconds.
    private static final int PATIENCE_MILLIS = 10_000;

    /// What turns version `i` of the file into version `i + 1`. Never changed, only added to.
    private static final List<List<String>> MIGRATIONS = List.of(List.of(
        """
        CREATE TABLE run (
          key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, name TEXT NOT NULL,
          model TEXT NOT NULL, solvers TEXT NOT NULL, grid TEXT NOT NULL, schedule TEXT NOT NULL, seed INTEGER NOT NULL,
          samples INTEGER NOT NULL, steps INTEGER NOT NULL, nfe INTEGER NOT NULL, error REAL, error_se REAL,
          error_count INTEGER, error_unit TEXT, seconds REAL NOT NULL, backend TEXT NOT NULL, device TEXT NOT NULL,
          precision TEXT NOT NULL, threads INTEGER NOT NULL, status TEXT NOT NULL, problem TEXT NOT NULL,
          program TEXT NOT NULL, source TEXT NOT NULL, favourite INTEGER NOT NULL, tags TEXT NOT NULL,
          note TEXT NOT NULL, deleted INTEGER, bytes INTEGER NOT NULL, arrays INTEGER NOT NULL, spec TEXT NOT NULL)
        STRICT""",
        "CREATE INDEX run_at ON run(at)",
        // Words of a run by the key of its row.
        "CREATE VIRTUAL TABLE words USING fts5(text, tokenize='unicode61 remove_diacritics 2')"),
        // Masked diffusion, and what is measured of it as JSON.
        List.of("ALTER TABLE run ADD COLUMN family TEXT NOT NULL DEFAULT 'denoise'",
            "ALTER TABLE run ADD COLUMN metrics TEXT NOT NULL DEFAULT '{}'"));

    private final Path file;
    private final Connection writer;
    private final Connection reader;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();

    private Database(Path file, Connection writer, Connection reader) {
        this.file = file;
        this.writer = writer;
        this.reader = reader;
    }

    /// Opens a file, or makes it, and brings it to the version of this program.
    ///
    /// @throws HistoryException    if it is damaged, from a newer version, or cannot be used
    /// @throws FileAccessException if its folder cannot be made
    static Database open(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Connection writer = connect(file, false);
            try {
                check(file, writer);
                migrate(file, writer);
                return new Database(file, writer, connect(file, true));
            } catch (SQLException | RuntimeException e) {
                writer.close();
                throw e;
            }
        } catch (SQLException e) {
            throw HistoryException.of(file, e);
        } catch (IOException e) {
            throw FileAccessException.writing(file.getParent(), e);
        }
    }

    private static Connection connect(Path file, boolean readOnly) throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(PATIENCE_MILLIS);
        config.setReadOnly(readOnly);
        if (!readOnly) {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            // A transaction that begins by reading could find, when it wants to write, that another was faster.
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        }
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source.getConnection();
    }

    private static void check(Path file, Connection connection) throws SQLException {
        try (Statement s = connection.createStatement(); ResultSet found = s.executeQuery("PRAGMA quick_check(1)")) {
            if (!found.next() || !found.getString(1).equals("ok")) {
                throw HistoryException.damaged(file, found.getString(1));
            }
        }
    }

    private static void migrate(Path file, Connection connection) throws SQLException {
        transact(connection, c -> {
            int version = version(c);
            if (version > MIGRATIONS.size()) {
                throw new HistoryException("the history in %s is from a newer version of this program".formatted(file),
                    "use that version, or choose another folder with SAMPLERSCOPE_DATA");
            }
            try (Statement s = c.createStatement()) {
                for (List<String> step : MIGRATIONS.subList(version, MIGRATIONS.size())) {
                    for (String sql : step) {
                        s.execute(sql);
                    }
                }
                s.execute("PRAGMA user_version = " + MIGRATIONS.size());
            }
            return version;
        });
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement(); ResultSet found = s.executeQuery("PRAGMA user_version")) {
            return found.getInt(1);
        }
    }

    /// Something done with a connection.
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /// @throws HistoryException if it fails
    <T> T read(Work<T> work) {
        reading.lock();
        try {
            return work.with(reader);
        } catch (SQLException e) {
            throw HistoryException.of(file, e);
        } finally {
            reading.unlock();
        }
    }

    /// All of the work, or nothing of it.
    ///
    /// @throws HistoryException if it fails
    <T> T write(Work<T> work) {
        writing.lock();
        try {
            return transact(writer, work);
        } catch (SQLException e) {
            throw HistoryException.of(file, e);
        } finally {
            writing.unlock();
        }
    }

    private static <T> T transact(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.with(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    @Override
    public void close() {
        // The one that may write goes last: only it can bring the log into the file.
        try (writer; reader) {
            try (Statement s = writer.createStatement()) {
                s.execute("PRAGMA optimize");
            }
        } catch (SQLException e) {
            throw HistoryException.of(file, e);
        }
    }
}
