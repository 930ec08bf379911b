package org.rollbook.runtime.view.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/// Which changelogs the stores in the state folder were filled from, in a file next to them.
///
/// @param file has a line `<topic> <topic id>` for each
public record LocalChangelogs(Path file) {

  /// Whether the stores here may continue with these changelogs. Without a file they may if no
  /// marks were known: it is the first start of a release that writes one.
  boolean fit(Map<String, String> ids, boolean known) {
    try {
      return Files.exists(file) ? Files.readString(file).equals(text(ids)) : !known;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void keep(Map<String, String> ids) {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(next, text(ids));
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Map<String, String> ids) {
    var text = new StringBuilder();
    new TreeMap<>(ids)
        .forEach((topic, id) -> text.append(topic).append(' ').append(id).append('\n'));
    return text.toString();
  }
}
