package org.rollbook.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Ensures that only one process at a time works in a folder: two would delete each other's files.
/// However the process ends, its claim ends with it.
public final class FolderClaim implements AutoCloseable {

  private final FileChannel file;

  private FolderClaim(FileChannel file) {
    this.file = file;
  }

  /// Claims a folder, and creates it if it does not exist; empty if another process has claimed it.
  ///
  /// @throws IOException if it cannot be written to
  public static Optional<FolderClaim> of(Path folder) throws IOException {
    Files.createDirectories(folder);
    var file =
        FileChannel.open(
            folder.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(file) == null) {
      file.close();
      return Optional.empty();
    }
    return Optional.of(new FolderClaim(file));
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException inThisJvm) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
