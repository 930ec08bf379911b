package org.rollbook.grades;

import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.guard.contract.ViewContract;

/// The contract of views without a broker.
class GradesContractTest
    implements ViewContract<GradeClaim, Grade, GradeDistribution>, ExtremeGrades {}
