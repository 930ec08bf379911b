package org.rollbook.testkit.campus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.rollbook.model.CourseKey;

/// How a course is graded; a change by staff makes the next revision.
///
/// @param lettered whether passing grades are four letters instead of `Pass`
record GradingPolicy(CourseKey course, boolean lettered, int revision) {

  private static final Instant FIRST_EDITED = Instant.parse("2026-08-20T12:34:56Z");

  private static final int LETTER = 10;

  GradingPolicy next() {
    return new GradingPolicy(course, lettered, revision + 1);
  }

  /// The grade for a number of hundredths.
  Score score(int hundredths) {
    return new Score(hundredths / 100.0, letter(hundredths), hash(), courseVersion());
  }

  /// As the LMS computes it: the SHA-1 of the policy in base 64.
  String hash() {
    return Base64.getEncoder().encodeToString(sha1("policy"));
  }

  Instant courseEditedAt() {
    return FIRST_EDITED.plus(Duration.ofHours(7).multipliedBy(revision));
  }

  /// Passes from 50 to 65 hundredths on, with a different number for each of the first few
  /// revisions.
  private int passesFrom() {
    return 50 + (LETTER + 4 * revision) % 16;
  }

  private String letter(int hundredths) {
    int above = hundredths - passesFrom();
    if (above < 0) {
      return "";
    }
    return lettered ? "DCBA".substring(Math.min(above / LETTER, 3)).substring(0, 1) : "Pass";
  }

  private String courseVersion() {
    return HexFormat.of().formatHex(sha1("version"), 0, 12);
  }

  private byte[] sha1(String of) {
    try {
      var text = of + " " + revision + " of " + course;
      return MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
