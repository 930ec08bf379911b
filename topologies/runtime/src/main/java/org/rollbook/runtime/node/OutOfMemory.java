package org.rollbook.runtime.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Ends the process, with 1 and at once, when any thread runs out of memory.
///
/// The thread that next asks for memory dies of it, not the one that took it: it may be a thread of
/// Kafka's or Netty's that nobody misses until it is needed. What is left may answer probes, but
/// never works again. The JVM's own switch (`-XX:+ExitOnOutOfMemoryError`) cannot be relied on
/// where operators write the command line, and cannot be set from inside.
///
/// An error that nobody catches arrives here from the thread that died of it. One that a library
/// catches arrives from the log, where they all write it ([OutOfMemoryFilter]). In case not even
/// that can be done without memory, a thread asks for a little every second, and notices when there
/// is none.
final class OutOfMemory {

  private static final int EXIT_CODE = 1;

  /// More causes than any error has; causes may form a circle.
  private static final int MOST_CAUSES = 100;

  /// Allocated while there is memory.
  private static final byte[] LAST_WORDS = "Out of memory: ending the process\n".getBytes(UTF_8);

  private static final FileOutputStream STANDARD_ERROR = new FileOutputStream(FileDescriptor.err);

  private OutOfMemory() {}

  /// Asks for a little memory every second.
  private static final class Probe implements Runnable {

    private static final int BYTES = 64 << 10;
    private static final byte[] NOTHING = {};
    private static final long EVERY = Duration.ofSeconds(1).toNanos();

    /// Assigned so that the JVM really allocates the memory.
    private final AtomicReference<byte[]> asked = new AtomicReference<>(NOTHING);

    @Override
    public void run() {
      while (true) {
        asked.set(new byte[BYTES]);
        asked.set(NOTHING);
        LockSupport.parkNanos(this, EVERY);
      }
    }
  }

  /// Starts to watch every thread.
  static void watch() {
    Thread.ofPlatform().name("out-of-memory").daemon().start(new Probe());
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, error) -> {
          endIfCauseOf(error);
          LoggerFactory.getLogger(OutOfMemory.class)
              .atError()
              .addKeyValue("thread", thread.getName())
              .setCause(error)
              .log("A thread ended");
        });
  }

  /// Does not return if the error or one of its causes is an `OutOfMemoryError`. Takes no memory
  /// itself.
  static void endIfCauseOf(@Nullable Throwable error) {
    @Nullable Throwable cause = error;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      if (cause instanceof OutOfMemoryError) {
        end();
      }
      cause = cause.getCause();
    }
  }

  /// Closes nothing: that would take memory too.
  private static void end() {
    try {
      STANDARD_ERROR.write(LAST_WORDS);
    } catch (IOException silent) {
      // Nobody is left to be informed.
    } finally {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}
