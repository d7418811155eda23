package samplerscope.spec;

import java.nio.file.Path;
import java.util.Optional;
import samplerscope.statistics.EmsTable;

/// Model statistics, and where they are kept.
///
/// @param file empty where this program keeps none, and for statistics in closed form
public record StatisticsReport(EmsTable table, Optional<Path> file) {}
