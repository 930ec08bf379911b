package org.rollbook.local;

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
import org.rollbook.local.settings.LocalSettings;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.settings.WrongSettingException;

/// Where one run of the stack keeps everything it writes: kept if the user named it, else gone when
/// closed. One stack at a time has it.
final class DataFolder implements AutoCloseable {

  private final Path path;
  private final Optional<TemporaryFolder> temporary;
  private final FileChannel lock;

  private DataFolder(Path path, Optional<TemporaryFolder> temporary) {
    this.path = path;
    this.temporary = temporary;
    lock = locked(path);
  }

  /// Takes the folder named, or a fresh one.
  ///
  /// @throws WrongSettingException if it cannot be written, or another stack has it
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

  /// Where a part of the stack keeps what it has to, its log among it.
  Path of(String part) {
    return path.resolve(part);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      temporary.ifPresent(TemporaryFolder::close);
    }
  }

  /// The system drops the lock however this JVM ends.
  private static FileChannel locked(Path folder) {
    try {
      Files.createDirectories(folder);
      var channel =
          FileChannel.open(
              folder.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw LocalSettings.wrong("data", "is in use by another local stack: " + folder);
      }
      return channel;
    } catch (IOException e) {
      throw LocalSettings.wrong("data", "must be a folder to write to: " + folder);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException inThisJvm) {
      return null;
    }
  }
}
