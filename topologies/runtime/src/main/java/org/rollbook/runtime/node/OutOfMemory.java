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

/// Ends the process, with 1 and at once, when somebody has run out of memory.
///
/// Whoever is next to ask for memory dies of it, not whoever took it: threads of Kafka's and
/// Netty's that nobody misses until they are needed. What is left answers probes, or does not even
/// do that, and never works again. The JVM's own switch (`-XX:+ExitOnOutOfMemoryError`) cannot be
/// counted on where operators write the command line, and cannot be set from inside.
///
/// An error that nobody catches comes here from the thread that died of it, and one that a library
/// catches comes from the log, where they all put it ([OutOfMemoryFilter]). Where not even that can
/// be done without memory, a thread that asks for a little every second finds that there is none.
final class OutOfMemory {

  private static final int EXIT_CODE = 1;

  /// More causes than anything has; they may form a circle.
  private static final int MOST_CAUSES = 100;

  /// Made while there is memory.
  private static final byte[] LAST_WORDS = "Out of memory: ending the process\n".getBytes(UTF_8);

  private static final FileOutputStream STANDARD_ERROR = new FileOutputStream(FileDescriptor.err);

  private OutOfMemory() {}

  /// Asks for a little memory every second.
  private static final class Probe implements Runnable {

    private static final int BYTES = 64 << 10;
    private static final byte[] NOTHING = {};
    private static final long EVERY = Duration.ofSeconds(1).toNanos();

    /// Set so that it is really asked for.
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

  /// Sees to it, from now on, in every thread.
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

  /// Does not return if that is what it was. Takes no memory itself.
  static void endIfCauseOf(@Nullable Throwable error) {
    @Nullable Throwable cause = error;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      if (cause instanceof OutOfMemoryError) {
        end();
      }
      cause = cause.getCause();
    }
  }

  /// Nothing is closed: that, too, takes memory.
  private static void end() {
    try {
      STANDARD_ERROR.write(LAST_WORDS);
    } catch (IOException silent) {
      // There is nobody left to tell.
    } finally {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}
