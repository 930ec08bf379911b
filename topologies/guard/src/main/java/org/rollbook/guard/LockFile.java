package org.rollbook.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A lock as it is committed.
record LockFile(Path file) {

  /// If it is set (`-Drollbook.lock=accept`), a change that may be accepted is written.
  static final String PROPERTY = "rollbook.lock";

  private static final List<String> PREAMBLE =
      List.of(
          "# What deployed instances find their state, their journals and each other by.",
          "# Written by the build: -D" + PROPERTY + "=accept. What may change, and how: see the",
          "# RATIONALE of the guard. Samples are what the test beside it says, in hexadecimal.");

  /// Compares the committed lock with the topology as it is now.
  ///
  /// @throws AssertionError with the verdict on each change, and what to do
  void check(Lock now) {
    if (!Files.exists(file)) {
      accept(now, "There is no lock yet: " + file + ".");
      return;
    }
    LockJudgement judgement = LockJudgement.of(Lock.parse(committed()), now);
    if (judgement.findings().isEmpty()) {
      return;
    }
    String report =
        """
        The topology is no longer the one of %s. Verdict: %s.

        %s

        """
            .formatted(file, judgement.verdict(), judgement);
    judgement
        .demand()
        .ifPresent(
            demand -> {
              throw new AssertionError(report + demand);
            });
    accept(now, report);
  }

  private void accept(Lock now, String report) {
    if (!"accept".equals(System.getProperty(PROPERTY))) {
      throw new AssertionError(
          report + "Nothing is in the way; accept with -D" + PROPERTY + "=accept, and commit.");
    }
    List<String> lines = new ArrayList<>(PREAMBLE);
    lines.addAll(now.lines());
    try {
      Files.write(file, lines);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private List<String> committed() {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
