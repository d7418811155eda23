package samplerscope.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import samplerscope.metric.Estimate;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// The rows of the index, on a connection.
final class Rows {

    private static final List<String> COLUMNS = List.of("id", "at", "name", "model", "solvers", "grid", "schedule",
        "seed", "samples", "steps", "nfe", "error", "error_se", "error_count", "error_unit", "seconds", "backend",
        "device", "precision", "threads", "status", "problem", "program", "source", "favourite", "tags", "note",
        "deleted", "bytes", "arrays", "family", "metrics");
    private static final String SELECT = "SELECT %s FROM run ".formatted(String.join(", ", COLUMNS));
    private static final String PUT = "INSERT INTO run (%1$s, spec) VALUES (%2$s) ON CONFLICT (id) DO UPDATE SET %3$s, "
        .formatted(String.join(", ", COLUMNS), "?, ".repeat(COLUMNS.size()) + "?",
            COLUMNS.stream().map(c -> c + " = excluded." + c).collect(Collectors.joining(", ")))
        + "spec = excluded.spec RETURNING key";

    private final Connection connection;

    Rows(Connection connection) {
        this.connection = connection;
    }

    /// Adds a row, or replaces the one with its id.
    void put(HistoryEntry entry, String spec) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(PUT)) {
            int i = 0;
            for (Object value : values(entry)) {
                s.setObject(++i, value);
            }
            s.setObject(++i, spec);
            try (ResultSet keys = s.executeQuery()) {
                keys.next();
                putWords(keys.getLong(1), entry);
            }
        }
    }

    private void putWords(long key, HistoryEntry entry) throws SQLException {
        update("DELETE FROM words WHERE rowid = ?", key);
        update("INSERT INTO words (rowid, text) VALUES (?, ?)", key, words(entry));
    }

    /// All that a search looks into.
    private static String words(HistoryEntry entry) {
        RunFacts f = entry.facts();
        return Stream.of(List.of(f.name(), f.model(), f.grid(), f.schedule(), f.device(), f.backend(), word(f.status()),
                f.problem(), entry.marks().note(), entry.id(), word(f.family())), f.solvers(), entry.marks().tags())
            .flatMap(List::stream).collect(Collectors.joining("\n"));
    }

    void delete(String id) throws SQLException {
        update("DELETE FROM words WHERE rowid = (SELECT key FROM run WHERE id = ?)", id);
        update("DELETE FROM run WHERE id = ?", id);
    }

    void setSize(String id, RunFolders.Size size) throws SQLException {
        update("UPDATE run SET bytes = ?, arrays = ? WHERE id = ?", size.bytes(), size.arrays(), id);
    }

    Optional<HistoryEntry> get(String id) throws SQLException {
        return select(SELECT + "WHERE id = ?", List.of(id)).stream().findFirst();
    }

    /// The first few whose ids begin like this.
    List<String> beginning(String start, int most) throws SQLException {
        return texts("SELECT id FROM run WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT ?2", start, most);
    }

    Optional<String> newest() throws SQLException {
        return texts("SELECT id FROM run WHERE deleted IS NULL ORDER BY at DESC, key DESC LIMIT 1").stream()
            .findFirst();
    }

    Optional<String> spec(String id) throws SQLException {
        return texts("SELECT spec FROM run WHERE id = ?", id).stream().findFirst();
    }

    List<HistoryEntry> find(HistoryQuery query) throws SQLException {
        Filter filter = Filter.of(query);
        return select("%sWHERE %s ORDER BY %s LIMIT %d".formatted(SELECT, filter.where(), Filter.order(query.order()),
            query.limit()), filter.parameters());
    }

    Set<String> ids() throws SQLException {
        return new HashSet<>(texts("SELECT id FROM run"));
    }

    /// What occurs in a column of words, each once, in alphabetical order.
    List<String> words(String column) throws SQLException {
        return List.copyOf(new TreeSet<>(texts("SELECT DISTINCT %s FROM run WHERE deleted IS NULL".formatted(column))
            .stream().flatMap(text -> Stream.of(text.split(" "))).filter(word -> !word.isEmpty()).toList()));
    }

    /// What may be given up, in this order: deleted runs as a whole, then arrays of the oldest that are no favourites.
    List<HistoryEntry> dispensable() throws SQLException {
        return select(SELECT + "WHERE deleted IS NOT NULL OR (favourite = 0 AND arrays > 0) "
            + "ORDER BY deleted IS NULL, deleted, at, key", List.of());
    }

    List<HistoryEntry> deletedBefore(Instant when) throws SQLException {
        return select(SELECT + "WHERE deleted < ?", List.of(when.toEpochMilli()));
    }

    History.Usage usage() throws SQLException {
        try (Statement s = connection.createStatement(); ResultSet found = s.executeQuery(
            "SELECT count(*) - count(deleted), count(deleted), coalesce(sum(bytes), 0) FROM run")) {
            found.next();
            return new History.Usage(found.getLong(1), found.getLong(2), found.getLong(3));
        }
    }

    private void update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement s = prepared(sql, List.of(parameters))) {
            s.executeUpdate();
        }
    }

    private List<String> texts(String sql, Object... parameters) throws SQLException {
        var texts = new ArrayList<String>();
        try (PreparedStatement s = prepared(sql, List.of(parameters)); ResultSet found = s.executeQuery()) {
            while (found.next()) {
                texts.add(found.getString(1));
            }
        }
        return texts;
    }

    private List<HistoryEntry> select(String sql, List<Object> parameters) throws SQLException {
        var entries = new ArrayList<HistoryEntry>();
        try (PreparedStatement s = prepared(sql, parameters); ResultSet found = s.executeQuery()) {
            while (found.next()) {
                entries.add(entry(found));
            }
        }
        return entries;
    }

    private PreparedStatement prepared(String sql, List<Object> parameters) throws SQLException {
        PreparedStatement s = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.size(); i++) {
            s.setObject(i + 1, parameters.get(i));
        }
        return s;
    }

    /// In the order of {@link #COLUMNS}.
    private static List<@Nullable Object> values(HistoryEntry entry) {
        RunFacts f = entry.facts();
        Marks m = entry.marks();
        var values = new ArrayList<@Nullable Object>(List.of(entry.id(), entry.at().toEpochMilli(), f.name(), f.model(),
            String.join(" ", f.solvers()), f.grid(), f.schedule(), f.seed(), f.samples(), f.steps(), f.nfe()));
        Estimate error = f.error().orElse(null);
        values.add(error == null ? null : error.value());
        values.add(error == null || Double.isNaN(error.standardError()) ? null : error.standardError());
        values.add(error == null ? null : error.count());
        values.add(error == null ? null : error.unit());
        values.addAll(List.of(f.seconds(), f.backend(), f.device(), f.precision(), f.threads(), word(f.status()),
            f.problem(), f.program(), word(f.source()), m.favourite() ? 1 : 0, String.join(" ", m.tags()), m.note()));
        values.add(m.deleted().map(Instant::toEpochMilli).orElse(null));
        values.add(entry.bytes());
        values.add(entry.arrays());
        values.add(word(f.family()));
        values.add(EntryFile.metrics(f.metrics()).compact());
        return values;
    }

    /// In the order of {@link #COLUMNS}; by number, since a name is looked up anew in every row.
    private static HistoryEntry entry(ResultSet r) throws SQLException {
        var facts = new RunFacts(r.getString(3), r.getString(4), split(r.getString(5)), r.getString(6), r.getString(7),
            r.getLong(8), r.getInt(9), r.getInt(10), r.getInt(11), error(r), r.getDouble(16), r.getString(17),
            r.getString(18), r.getString(19), r.getInt(20), RunFacts.Status.valueOf(upper(r.getString(21))),
            r.getString(22), r.getString(23), RunFacts.Source.valueOf(upper(r.getString(24))),
            RunFacts.Family.valueOf(upper(r.getString(31))), metrics(r.getString(32)));
        long deleted = r.getLong(28);
        Optional<Instant> when = r.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(deleted));
        var marks = new Marks(r.getInt(25) == 1, split(r.getString(26)), r.getString(27), when);
        return new HistoryEntry(r.getString(1), Instant.ofEpochMilli(r.getLong(2)), facts, marks, r.getLong(29),
            r.getLong(30));
    }

    private static Map<String, Estimate> metrics(String json) {
        // Asked for every row of a list, and most rows have none.
        return !json.equals("{}") && JsonReader.read(json, "metrics") instanceof Json.Obj object
            ? EntryFile.metrics(object) : Map.of();
    }

    private static Optional<Estimate> error(ResultSet r) throws SQLException {
        double value = r.getDouble(12);
        if (r.wasNull()) {
            return Optional.empty();
        }
        double standardError = r.getDouble(13);
        boolean unknown = r.wasNull();
        return Optional.of(new Estimate(value, unknown ? Double.NaN : standardError, r.getLong(14), r.getString(15)));
    }

    private static List<String> split(String words) {
        return words.isEmpty() ? List.of() : List.of(words.split(" "));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
