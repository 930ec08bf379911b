package org.rollbook.testkit.process;

import java.util.function.IntConsumer;

/// The end of the process that started this one: Maven asks its child to stop when it ends in good
/// order, not when it is killed.
public final class ParentEnd {

  /// As of a process whose terminal hung up.
  private static final int ORPHANED = 129;

  private ParentEnd() {}

  /// Has this process exit when its parent is gone.
  ///
  /// @param exit takes the exit code; called on a thread of its own: exit() waits for the hooks,
  ///   and they for processes, whose end is told by the pool that would run this
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
