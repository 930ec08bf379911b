package org.rollbook.chaos.site;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a bad disk does to the files in which RocksDB keeps rows.
final class DamagedFiles {

  /// The number of bytes that are changed in each file.
  private static final int BYTES = 16;

  /// The damage is at a third of the file: its first half has the rows, and its end has the index.
  private static final int FRACTION = 3;

  private DamagedFiles() {}

  /// Changes some bytes of the largest file of each store in a folder and the folders in it.
  ///
  /// @throws IllegalStateException if there is no such file
  static void in(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      Map<Path, List<Path>> stores =
          all.filter(file -> file.toString().endsWith(".sst"))
              .collect(Collectors.groupingBy(Path::getParent));
      if (stores.isEmpty()) {
        throw new IllegalStateException("no files of rows in " + folder);
      }
      for (List<Path> files : stores.values()) {
        damage(Collections.max(files, Comparator.comparingLong(file -> file.toFile().length())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void damage(Path file) throws IOException {
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      long at = bytes.length() / FRACTION;
      var some = new byte[BYTES];
      bytes.seek(at);
      bytes.readFully(some);
      for (int i = 0; i < BYTES; i++) {
        some[i] = (byte) ~some[i];
      }
      bytes.seek(at);
      bytes.write(some);
    }
  }
}
