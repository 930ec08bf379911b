package org.rollbook.reconciler.lms;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.event.Rejection;
import org.rollbook.model.lms.AbsentRow;
import org.rollbook.model.lms.Reading;

/// A table of the LMS, and the view that has the same rows.
///
/// @param name of the table
/// @param columns that are read, by name: other sites have more, in another order
/// @param textParts of the canonical text of a row, which the view makes of its rows too
/// @param changed the indexed column that tells when a row was made or changed last
/// @param reader makes a row of a result that has the columns
/// @param key of a row
/// @param text the canonical text of a row
/// @param view the view's routes
/// @param viewText the canonical text of a row as the view answers it; empty for a row that the
///   table need not have
/// @param <T> a row
public record ComparedTable<T>(
    String name,
    Function<Dialect, List<String>> columns,
    Function<Dialect, List<String>> textParts,
    String changed,
    RowReader<T> reader,
    Function<T, LearnerCourse> key,
    Function<T, String> text,
    Reading<T> read,
    Reading<AbsentRow> absent,
    Routes view,
    Function<JsonNode, Optional<String>> viewText) {

  /// Makes a row of the columns.
  @FunctionalInterface
  public interface RowReader<T> {

    /// A row of the current result.
    ///
    /// @throws Rejection if it has a value that no event could have
    T read(ResultSet columns) throws SQLException, Rejection;
  }

  /// Where the view has its rows.
  ///
  /// @param rows the plural in paths, such as `enrollments`
  /// @param row the field of a looked up row, such as `enrollment`
  public record Routes(String rows, String row) {}

  /// The row with a key, if it is among these.
  public Optional<TableRow<T>> find(List<TableRow<T>> rows, LearnerCourse wanted) {
    return rows.stream()
        .filter(row -> row.value().map(key).filter(wanted::equals).isPresent())
        .findFirst();
  }

  /// How many rows there are, and their digest, by bucket, of those that meet a condition.
  String digestsSql(Dialect dialect, long bucketSize, String condition) {
    return "SELECT %s AS bucket, COUNT(*) AS row_count, %s AS digest FROM %s WHERE %s GROUP BY 1"
        .formatted(
            dialect.bucket("user_id", bucketSize),
            dialect.digest(textParts.apply(dialect)),
            name,
            condition);
  }

  /// The rows that meet a condition.
  String rowsSql(Dialect dialect, String condition) {
    return "SELECT id, %s FROM %s WHERE %s"
        .formatted(String.join(", ", columns.apply(dialect)), name, condition);
  }
}
