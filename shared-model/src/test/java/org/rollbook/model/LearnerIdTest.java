package org.rollbook.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

final class LearnerIdTest {

  @Property
  void shouldReadWhatItPrints(@ForAll @LongRange(min = 1) long id) {
    assertThat(LearnerId.parse(new LearnerId(id).toString()).value()).isEqualTo(id);
  }

  @Property
  void shouldOrderAsItsNumbersDo(
      @ForAll @LongRange(min = 1) long one, @ForAll @LongRange(min = 1) long other) {
    assertThat(new LearnerId(one).compareTo(new LearnerId(other)))
        .isEqualTo(Long.compare(one, other));
  }

  @Example
  void shouldRefuseTextsThatAreNoPositiveNumber() {
    for (String text :
        List.of("", "0", "-1", "+1", " 1", "1.0", "1e3", "bob", "٤٢", "9223372036854775808")) {
      assertThatIllegalArgumentException().as(text).isThrownBy(() -> LearnerId.parse(text));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LearnerId(-7))
        .withMessage("learner id must be positive: -7");
  }
}
