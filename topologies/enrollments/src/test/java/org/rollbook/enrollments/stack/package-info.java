/// The whole system as it is deployed: broker, registry and instances started from the packaged
/// jar.
@NullMarked
package org.rollbook.enrollments.stack;

import org.jspecify.annotations.NullMarked;
