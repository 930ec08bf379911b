package org.rollbook.reconciler.lms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollbook.model.CourseKey;

class OrgsTest {

  private static final Orgs SOME = Orgs.of(List.of("edX", "MITx_1"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "course-v1:edX+DemoX+1",
        "edX/DemoX/2012_Fall",
        "ccx-v1:edX+DemoX+1+ccx@1",
        "course-v1:MITx_1+6.002x+2012"
      })
  void shouldIncludeEachSpellingOfACourse(String course) {
    assertThat(SOME.include(new CourseKey(course))).isTrue();
  }

  /// An underscore is no placeholder, a beginning is no name, and case matters.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "course-v1:edX2+DemoX+1",
        "course-v1:EDX+DemoX+1",
        "course-v1:MITxA1+6.002x+2012",
        "course-v1:other+edX+1",
        "edXtra/DemoX/2012_Fall"
      })
  void shouldLeaveOutCoursesOfOthers(String course) {
    assertThat(SOME.include(new CourseKey(course))).isFalse();
  }

  @Test
  void shouldIncludeEverythingWhenNobodyIsNamed() {
    assertThat(Orgs.ALL.include(new CourseKey("course-v1:edX+DemoX+1"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a'b", "a+b", "a/b", "a\"b", "a\\b", "a b", "a;b"})
  void shouldRefuseWhatNoCourseKeyCanHave(String name) {
    assertThatThrownBy(() -> Orgs.of(List.of(name))).isInstanceOf(IllegalArgumentException.class);
  }
}
