package org.rollbook.grades.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GradeFilterTest {

  @Test
  void shouldBeMadeOfItsParametersAgain() {
    List<GradeFilter> filters =
        List.of(
            new GradeFilter(Optional.empty()),
            new GradeFilter(Optional.of(true)),
            new GradeFilter(Optional.of(false)));

    assertThat(filters)
        .allSatisfy(filter -> assertThat(GradeFilter.of(filter.parameters())).isEqualTo(filter));
    assertThat(filters).extracting(GradeFilter::parameters).doesNotHaveDuplicates();
  }

  /// Such as a later release asks with: taking what is known of them would give rows that were not
  /// asked for.
  @Test
  void shouldNotBeMadeOfParametersThatItDoesNotHave() {
    for (Map<String, String> strange :
        List.of(
            Map.of("colour", "red"),
            Map.of("is_passing", "true", "colour", "red"),
            Map.of("is_passing", "maybe"))) {
      assertThatThrownBy(() -> GradeFilter.of(strange))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
