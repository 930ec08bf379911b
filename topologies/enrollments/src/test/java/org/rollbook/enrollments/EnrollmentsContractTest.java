package org.rollbook.enrollments;

import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.guard.contract.ViewContract;
import org.rollbook.model.Stamped;

/// The contract of views without a broker.
class EnrollmentsContractTest
    implements ViewContract<Enrollment, Stamped<Enrollment>, CourseCounts>, ExtremeEnrollments {}
