package org.rollbook.reconciler.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.reconciler.report.DriftKind;
import org.rollbook.reconciler.report.Finding;

class FindingsTest {

  /// In minutes.
  private static final int MARGIN = 10;

  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");
  private static final LearnerCourse KEY = key(1);

  private final Map<LearnerCourse, Boolean> kept = new HashMap<>();
  private final Findings findings = new Findings(memory());

  @Test
  void shouldNotCallAFirstSightDrift() {
    findings.found(missing(KEY, 0));

    assertThat(findings.hasSuspicions()).isTrue();
    assertThat(findings.drifted(DriftKind.MISSING)).isZero();
    assertThat(findings.due(minute(9 - MARGIN))).isEmpty();
    assertThat(findings.due(minute(10 - MARGIN))).containsExactly(missing(KEY, 0));
  }

  /// A pass every few minutes must not put the judgement off.
  @Test
  void shouldCountFromTheFirstSight() {
    findings.found(missing(KEY, 0));
    findings.found(missing(KEY, 5));

    assertThat(findings.due(minute(10 - MARGIN))).hasSize(1);
  }

  @Test
  void shouldDismissADifferenceThatWentAway() {
    findings.found(missing(KEY, 0));
    findings.equal(KEY);

    assertThat(findings.due(minute(10 - MARGIN))).isEmpty();
    assertThat(findings.takeJudged().dismissed()).isEqualTo(1);
    assertThat(findings.drifted(DriftKind.MISSING)).isZero();
  }

  @Test
  void shouldCountOneDriftOnce() {
    findings.found(missing(KEY, 0));
    findings.confirmed(missing(KEY, 0), true);
    findings.found(missing(KEY, 15));

    assertThat(findings.hasSuspicions()).isFalse();
    assertThat(findings.drifted(DriftKind.MISSING)).isEqualTo(1);
    assertThat(findings.drifting()).containsExactly(missing(KEY, 0));
  }

  @Test
  void shouldForgetADriftThatWasRepaired() {
    findings.found(missing(KEY, 0));
    findings.confirmed(missing(KEY, 0), true);
    findings.equal(KEY);

    assertThat(findings.drifting()).isEmpty();
    assertThat(findings.drifted(DriftKind.MISSING)).isEqualTo(1);
  }

  @Test
  void shouldSuspectAnewWhenARowDiffersInAnotherWay() {
    findings.found(missing(KEY, 0));
    findings.found(new Finding(KEY, DriftKind.DIFFERENT, minute(5), 0));

    assertThat(findings.due(minute(10 - MARGIN))).isEmpty();
    assertThat(findings.due(minute(15 - MARGIN))).hasSize(1);
  }

  /// The event of the last change may still be on its way.
  @Test
  void shouldSuspectAnewWhenTheTableHasChangedAgain() {
    findings.found(missing(KEY, 0));
    findings.changed(new Finding(KEY, DriftKind.DIFFERENT, minute(12), 1));

    assertThat(findings.due(minute(20 - MARGIN))).isEmpty();
    assertThat(findings.due(minute(22 - MARGIN)))
        .containsExactly(new Finding(KEY, DriftKind.DIFFERENT, minute(12), 1));
    assertThat(findings.takeJudged().dismissed()).isZero();
    assertThat(kept).isEqualTo(Map.of(KEY, false));
  }

  /// A view that lacks a million rows must not have any of them counted twice.
  @Test
  void shouldTakeNoMoreThanItCanKeep() {
    for (int learner = 1; learner <= Findings.MOST + 5; learner++) {
      findings.found(missing(key(learner), 0));
    }
    assertThat(findings.due(minute(10 - MARGIN))).hasSize(Findings.MOST);

    findings.confirmed(missing(KEY, 0), true);
    findings.found(missing(key(Findings.MOST + 1L), 1));
    assertThat(findings.due(minute(10 - MARGIN))).hasSize(Findings.MOST - 1);

    findings.equal(KEY);
    findings.found(missing(key(Findings.MOST + 1L), 0));
    assertThat(findings.due(minute(10 - MARGIN))).hasSize(Findings.MOST);
  }

  /// Another instance may take over at any time.
  @Test
  void shouldKeepWhatANewInstanceHasToKnow() {
    findings.found(missing(KEY, 0));
    findings.found(missing(key(2), 0));
    findings.found(missing(key(3), 0));
    findings.confirmed(missing(key(2), 0), true);
    findings.equal(key(3));
    assertThat(kept).isEqualTo(Map.of(KEY, false, key(2), true));

    var next = new Findings(memory());
    next.load(List.of(missing(KEY, 0)), List.of(missing(key(2), 0)));
    next.found(missing(KEY, 5));
    next.found(missing(key(2), 5));
    next.confirmed(missing(KEY, 0), false);

    assertThat(next.takeJudged().missing()).isEqualTo(1);
    assertThat(next.takeJudged().missing()).isZero();
    assertThat(next.drifting()).containsExactly(missing(key(2), 0));
    assertThat(kept).isEqualTo(Map.of(key(2), true));
  }

  private Findings.Memory memory() {
    return new Findings.Memory() {
      @Override
      public void keep(Finding finding, boolean drifting) {
        kept.put(finding.key(), drifting);
      }

      @Override
      public void forget(Finding finding) {
        kept.remove(finding.key());
      }
    };
  }

  private static Finding missing(LearnerCourse key, int minute) {
    return new Finding(key, DriftKind.MISSING, minute(minute), 0);
  }

  private static LearnerCourse key(long learner) {
    return new LearnerCourse(new LearnerId(learner), new CourseKey("edX/DemoX/2012_Fall"));
  }

  private static Instant minute(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }
}
