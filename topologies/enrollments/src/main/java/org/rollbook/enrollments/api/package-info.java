/// The HTTP side of enrollments: routes, and what their answers look like in JSON.
@NullMarked
package org.rollbook.enrollments.api;

import org.jspecify.annotations.NullMarked;
