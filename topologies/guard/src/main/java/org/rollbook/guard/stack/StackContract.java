package org.rollbook.guard.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every view must pass as a running instance. A test class of the view names each part in a
/// nested class, which starts an instance of its own:
///
/// ```java
/// class EnrollmentsContractIT implements StackContract {
///   @Nested class Kills implements KillContract, EnrollmentSamples {}
///   ...
/// }
/// ```
public interface StackContract {

  List<Class<?>> PARTS =
      List.of(
          GoldenContract.class,
          KillContract.class,
          AbortedRowsContract.class,
          SubscribersContract.class,
          PersonalDataContract.class,
          PublishedExtremesContract.class);

  @Test
  default void shouldNameEveryPartOfTheContract() {
    assertThat(PARTS)
        .allSatisfy(
            part ->
                assertThat(Arrays.stream(getClass().getDeclaredClasses()))
                    .as(part.getSimpleName())
                    .anyMatch(part::isAssignableFrom));
  }
}
