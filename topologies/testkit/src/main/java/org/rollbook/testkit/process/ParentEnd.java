package org.rollbook.testkit.process;

import java.util.function.IntConsumer;

/// The end of the process that started this one: Maven asks its child to stop when Maven ends in
/// good order, but not when it is killed.
public final class ParentEnd {

  /// The exit code of a process whose terminal hung up.
  private static final int ORPHANED = 129;

  private ParentEnd() {}

  /// Makes this process exit when its parent is gone.
  ///
  /// @param exit receives the exit code; called on a thread of its own: exit() waits for the
  ///   shutdown hooks, which wait for processes, and the pool that reports the end of those would
  ///   otherwise run this
  public static void exitWith(IntConsumer exit) {
    ProcessHandle.current()
        .parent()
        .ifPresent(
            parent -> {
              var _ =
                  parent
                      .onExit()
                      .thenRunAsync(
                          () -> exit.accept(ORPHANED), task -> Thread.ofPlatform().start(task));
            });
  }
}
