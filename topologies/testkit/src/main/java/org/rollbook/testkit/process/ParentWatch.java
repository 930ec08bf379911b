package org.rollbook.testkit.process;

import java.io.IOException;
import java.io.InputStream;

/// Runs inside a child JVM, before its `main`, and ends it when its parent has gone.
///
/// The child's standard input is a pipe whose other end only the parent has. However the parent
/// ends, `kill -9` included, the kernel closes that end and the read here returns. This is an agent
/// (`-javaagent:`) because the child then runs exactly as it is deployed, `java -jar` with the
/// manifest's settings and its own class path. The agent jar has only this class, so it uses
/// nothing but `java.base`. It costs the child about 0.1 s at its start.
public final class ParentWatch {

  /// The exit code of a killed JVM.
  private static final int ORPHANED = 137;

  private ParentWatch() {}

  /// Called by the JVM.
  public static void premain(String arguments) {
    Thread.ofPlatform().daemon().name("parent-watch").start(() -> haltAtTheEndOf(System.in));
  }

  private static void haltAtTheEndOf(InputStream parent) {
    try {
      while (parent.read() >= 0) {
        // The parent writes nothing; what counts is that it still could.
      }
    } catch (IOException gone) {
      // Counts as the end.
    }
    Runtime.getRuntime().halt(ORPHANED);
  }
}
