package org.rollbook.testkit.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The rows of a table of the LMS, and the digests that real databases make of them, in the folder
/// `lms-tables` of the folder that the system property `rollbook.contract.home` names.
///
/// They are not part of the project: a test that needs them first checks [#available()], and is
/// skipped if they are not.
///
/// @param rows with the columns that are read
/// @param digests the text and the hash of each row, in the same order, and those of buckets
public record LmsTable(List<JsonNode> rows, JsonNode digests) {

  /// Whether the tables are on this machine.
  public static boolean available() {
    return Files.isRegularFile(file());
  }

  /// A table, such as `student_courseenrollment`.
  public static LmsTable named(String name) {
    try {
      JsonNode expected = new ObjectMapper().readTree(file().toFile());
      return new LmsTable(
          expected.required("tables").required(name).valueStream().toList(),
          expected.required("digests").required(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file() {
    return Path.of(System.getProperty("rollbook.contract.home", ""), "lms-tables", "expected.json");
  }
}
