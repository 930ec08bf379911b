/// The HTTP API of enrollments: routes, and their answers in JSON.
@NullMarked
package org.rollbook.enrollments.api;

import org.jspecify.annotations.NullMarked;
