package org.rollbook.runtime.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.rollbook.runtime.settings.WrongSetting;

/// The folder of the stores. This process claims it before it joins any group: otherwise a second
/// process would be assigned partitions that it cannot open, each time that a supervisor starts it.
///
/// The claim is a lock on a file in the folder. It ends with the process, however the process ends.
final class StateFolder implements AutoCloseable {

  private static final String KEY = "ROLLBOOK_STATE_DIR";
  private static final String LOCK = "in-use";

  /// Less than any store needs to start.
  private static final int LEAST_ROOM = 1 << 20;

  private final FileChannel file;

  private StateFolder(FileChannel file) {
    this.file = file;
  }

  /// Claims a folder, and creates it if it is not there.
  ///
  /// @throws WrongSetting if the folder is not writable, or another process has it
  static StateFolder claim(Path folder) {
    Path absolute = folder.toAbsolutePath();
    FileChannel file = opened(absolute);
    try {
      if (locked(file) == null) {
        throw new WrongSetting(KEY, "another process works in " + absolute);
      }
      fill(file);
      return new StateFolder(file);
    } catch (IOException full) {
      close(file);
      throw unusable(absolute, full);
    } catch (WrongSetting taken) {
      close(file);
      throw taken;
    }
  }

  private static FileChannel opened(Path folder) {
    try {
      Files.createDirectories(folder);
      return FileChannel.open(
          folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException notThere) {
      throw unusable(folder, notThere);
    }
  }

  private static @Nullable FileLock locked(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException inThisJvm) {
      return null;
    }
  }

  /// A full disk still accepts an empty file.
  private static void fill(FileChannel file) throws IOException {
    ByteBuffer room = ByteBuffer.allocate(LEAST_ROOM);
    while (room.hasRemaining()) {
      file.write(room);
    }
    file.force(true);
    file.truncate(0);
  }

  private static WrongSetting unusable(Path folder, IOException why) {
    return new WrongSetting(KEY, "nothing can be written in " + folder + ": " + why);
  }

  private static void close(FileChannel file) {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    close(file);
  }
}
