@NullMarked
package org.rollbook.grades.domain;

import org.jspecify.annotations.NullMarked;
