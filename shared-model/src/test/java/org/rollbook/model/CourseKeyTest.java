package org.rollbook.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

final class CourseKeyTest {

  @Example
  void shouldReadAllThreeSpellings() {
    for (String text :
        List.of(
            "course-v1:edX+DemoX+Demo_Course",
            "course-v1:mit.eecs+6.002x+T2_2014",
            "course-v1:Université+統計学+2026~1:a-b",
            "ccx-v1:edX+DemoX+Demo_Course+ccx@1",
            "edX/DemoX/2012_Fall",
            "MITx/6.002x-EE98%/2013_Spring")) {
      assertThat(CourseKey.parse(text)).hasToString(text);
    }
  }

  @Example
  void shouldRefuseTextsThatAreNoCourseRun() {
    for (String text :
        List.of(
            "",
            "edX",
            "edX/DemoX",
            "edX/DemoX/",
            "edX/DemoX/2012/Fall",
            "course-v1:edX+DemoX",
            "course-v1:edX+DemoX+",
            "course-v1:+DemoX+Demo",
            "course-v1:edX++Demo",
            "course-v1:",
            "course-v1:edX+DemoX+Demo+More",
            "course-v1:edX+DemoX+Demo+branch@draft",
            "course-v1:edX+Demo X+Demo",
            "course-v1:edX/DemoX/Demo",
            "course-v1:a/b/c",
            "ccx-v1:edX+DemoX+Demo",
            "ccx-v1:edX+DemoX+Demo+ccx@one",
            "library-v1:edX+Lib",
            "Course-v1:edX+DemoX+Demo",
            "course-v1:edX+DemoX+Demo\n",
            "course-v1:edX+DemoX+De\u0000mo",
            "course-v1:edX+DemoX+\ud800",
            "edX/Demo~X/2012")) {
      assertThatIllegalArgumentException().as(text).isThrownBy(() -> CourseKey.parse(text));
    }
  }

  @Example
  void shouldNameTheTextThatItRefuses() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CourseKey.parse("edX"))
        .withMessage("not a course key: edX");
  }

  @Example
  void shouldAcceptKeysThatFitTheColumnOfTheLms() {
    String longest = "course-v1:edX+DemoX+" + "𝕏".repeat(235);

    assertThat(CourseKey.parse(longest)).hasToString(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CourseKey.parse(longest + "x"))
        .withMessage("course key must have at most 255 characters, has 256");
  }

  @Example
  void shouldKeepSpellingsApart() {
    assertThat(CourseKey.parse("course-v1:edX+DemoX+Demo"))
        .isNotEqualTo(CourseKey.parse("course-v1:edx+DemoX+Demo"));
  }

  @Property
  void shouldPrintWhatItRead(
      @ForAll
          @AlphaChars
          @NumericChars
          @Chars({'_', '-', '~', '.', ':'})
          @NotEmpty
          @StringLength(max = 50)
          String part) {
    String text = "course-v1:" + part + "+" + part + "+" + part;

    assertThat(CourseKey.parse(text)).hasToString(text);
  }

  @Property
  void shouldReadOrRefuseAnyText(@ForAll String text) {
    try {
      assertThat(CourseKey.parse(text)).hasToString(text);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("course key");
    }
  }
}
