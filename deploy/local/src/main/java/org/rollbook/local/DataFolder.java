package org.rollbook.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.rollbook.local.settings.LocalSettings;
import org.rollbook.testkit.FolderClaim;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.settings.WrongSettingException;

/// Where one run of the stack keeps everything that it writes: kept if the user named the folder,
/// else deleted when closed. Only one stack at a time uses it.
final class DataFolder implements AutoCloseable {

  private final Path path;
  private final Optional<TemporaryFolder> temporary;
  private final FolderClaim claim;

  private DataFolder(Path path, Optional<TemporaryFolder> temporary) {
    this.path = path;
    this.temporary = temporary;
    claim = claimed(path);
  }

  /// Takes the named folder, or a fresh one.
  ///
  /// @throws WrongSettingException if it cannot be written, or another stack uses it
  static DataFolder open(Optional<Path> named) {
    if (named.isPresent()) {
      return new DataFolder(named.get(), Optional.empty());
    }
    var fresh = TemporaryFolder.create("rollbook-local-");
    return new DataFolder(fresh.path(), Optional.of(fresh));
  }

  Path path() {
    return path;
  }

  boolean isKept() {
    return temporary.isEmpty();
  }

  /// Where this JVM logs to.
  Path log() {
    return path.resolve("log");
  }

  /// Where a part of the stack keeps its files, its log among them.
  Path of(String part) {
    return path.resolve(part);
  }

  @Override
  public void close() {
    try {
      claim.close();
    } finally {
      temporary.ifPresent(TemporaryFolder::close);
    }
  }

  private static FolderClaim claimed(Path folder) {
    try {
      return FolderClaim.of(folder)
          .orElseThrow(
              () -> LocalSettings.wrong("data", "is in use by another local stack: " + folder));
    } catch (IOException e) {
      throw LocalSettings.wrong("data", "must be a folder to write to: " + folder);
    }
  }
}
