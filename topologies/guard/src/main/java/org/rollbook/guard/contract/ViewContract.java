package org.rollbook.guard.contract;

/// What every view must pass without a broker: its laws, its HTTP API, and its lock. A view adopts
/// it with one test class, which gives the samples:
///
/// ```java
/// class EnrollmentsContractTest
///     implements ViewContract<Enrollment, Stamped<Enrollment>, CourseCounts>, EnrollmentSamples {}
/// ```
///
/// What every view must pass as a running instance is in [org.rollbook.guard.stack].
///
/// @param <E> the payload of its events
/// @param <R> a row
/// @param <A> the aggregate of a course
public interface ViewContract<E, R, A>
    extends AnyOrderContract<E, R, A>,
        ExtremesContract<E, R, A>,
        ResourcesContract<E, R, A>,
        LookupsContract<E, R, A>,
        OpenApiContract<E, R, A>,
        LockContract<E, R, A> {}
