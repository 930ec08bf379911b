/// The HTTP side of grades: routes, and what their answers look like in JSON.
@NullMarked
package org.rollbook.grades.api;

import org.jspecify.annotations.NullMarked;
