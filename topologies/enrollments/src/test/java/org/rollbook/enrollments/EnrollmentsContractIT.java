package org.rollbook.enrollments;

import org.junit.jupiter.api.Nested;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.guard.stack.AbortedRowsContract;
import org.rollbook.guard.stack.GoldenContract;
import org.rollbook.guard.stack.KillContract;
import org.rollbook.guard.stack.PersonalDataContract;
import org.rollbook.guard.stack.PublishedExtremesContract;
import org.rollbook.guard.stack.StackContract;
import org.rollbook.guard.stack.SubscribersContract;
import org.rollbook.model.Stamped;

/// The contract of views as a running instance; each part starts one of its own.
class EnrollmentsContractIT implements StackContract {

  @Nested
  class GoldenMessages implements GoldenContract, EnrollmentSamples {}

  @Nested
  class Kills implements KillContract, EnrollmentSamples {}

  @Nested
  class AbortedRows implements AbortedRowsContract, EnrollmentSamples {}

  @Nested
  class Subscribers implements SubscribersContract, EnrollmentSamples {}

  @Nested
  class PersonalData
      implements PersonalDataContract<Enrollment, Stamped<Enrollment>, CourseCounts>,
          EnrollmentSamples {}

  @Nested
  class Extremes
      implements PublishedExtremesContract<Enrollment, Stamped<Enrollment>, CourseCounts>,
          ExtremeEnrollments {}
}
