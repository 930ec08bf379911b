package org.rollbook.grades;

import org.junit.jupiter.api.Nested;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.guard.stack.AbortedRowsContract;
import org.rollbook.guard.stack.GoldenContract;
import org.rollbook.guard.stack.KillContract;
import org.rollbook.guard.stack.PersonalDataContract;
import org.rollbook.guard.stack.PublishedExtremesContract;
import org.rollbook.guard.stack.StackContract;
import org.rollbook.guard.stack.SubscribersContract;

/// The contract of views as a running instance; each part starts one of its own.
class GradesContractIT implements StackContract {

  @Nested
  class GoldenMessages implements GoldenContract, GradeSamples {}

  @Nested
  class Kills implements KillContract, GradeSamples {}

  @Nested
  class AbortedRows implements AbortedRowsContract, GradeSamples {}

  @Nested
  class Subscribers implements SubscribersContract, GradeSamples {}

  @Nested
  class PersonalData
      implements PersonalDataContract<GradeClaim, Grade, GradeDistribution>, GradeSamples {}

  @Nested
  class Extremes
      implements PublishedExtremesContract<GradeClaim, Grade, GradeDistribution>, ExtremeGrades {}
}
