/// What an analyst might write: nothing here knows any Rollbook code.
@NullMarked
package org.rollbook.enrollments.subscriber;

import org.jspecify.annotations.NullMarked;
