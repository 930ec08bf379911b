/// The HTTP API of grades: routes, and their answers in JSON.
@NullMarked
package org.rollbook.grades.api;

import org.jspecify.annotations.NullMarked;
