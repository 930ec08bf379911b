package org.rollbook.enrollments.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnrollmentFilterTest {

  @Test
  void shouldBeMadeOfItsParametersAgain() {
    List<EnrollmentFilter> filters =
        List.of(
            new EnrollmentFilter(Optional.empty(), Optional.empty()),
            new EnrollmentFilter(Optional.of(true), Optional.empty()),
            new EnrollmentFilter(Optional.of(false), Optional.of("audit")),
            new EnrollmentFilter(Optional.empty(), Optional.of("")));

    assertThat(filters)
        .allSatisfy(
            filter -> assertThat(EnrollmentFilter.of(filter.parameters())).isEqualTo(filter));
    assertThat(filters).extracting(EnrollmentFilter::parameters).doesNotHaveDuplicates();
  }

  /// Such as a later release asks with: taking what is known of them would give rows that were not
  /// asked for.
  @Test
  void shouldNotBeMadeOfParametersThatItDoesNotHave() {
    for (Map<String, String> strange :
        List.of(
            Map.of("colour", "red"),
            Map.of("mode", "audit", "colour", "red"),
            Map.of("is_active", "maybe"))) {
      assertThatThrownBy(() -> EnrollmentFilter.of(strange))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
